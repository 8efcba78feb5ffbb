import { createElement as h, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Persona } from './personas.ts';
import { TROUBLES } from './troubles.ts';

/** The page before anything has happened. */
export function renderShell(personas: readonly Persona[], offersTroubles: boolean): string {
  const body = h(
    'html',
    { lang: 'en' },
    h(
      'head',
      null,
      h('meta', { charSet: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('title', null, 'Floorwalker demo'),
      h('link', { rel: 'icon', href: 'data:,' }),
      h('link', { rel: 'stylesheet', href: '/blocks.css' }),
      h('link', { rel: 'stylesheet', href: '/colours.css' }),
      h('link', { rel: 'stylesheet', href: '/page.css' }),
      h('script', { type: 'module', src: '/page.js' }),
    ),
    h(
      'body',
      null,
      h('a', { className: 'skip', href: '#message' }, 'Skip to the message field'),
      h(
        'header',
        { className: 'side' },
        h('p', { className: 'workspace' }, 'Acme Support', h('small', null, 'a simulated Slack and Genesys Cloud')),
        h('label', { htmlFor: 'persona' }, 'You are'),
        h(
          'select',
          { id: 'persona' },
          ...personas.map(({ id, name, role }) => h('option', { key: id, value: id }, `${name} · ${role}`)),
        ),
        h('nav', { 'aria-label': 'Places' }, h('ul', { id: 'places' })),
        offersTroubles ? troubles() : null,
      ),
      h(
        'main',
        null,
        h('h1', { id: 'place' }, ' '),
        h(
          'details',
          { id: 'tries', open: true },
          h('summary', null, ' '),
          h('div', { className: 'actions', role: 'group', 'aria-label': 'Things to try' }),
          h(
            'p',
            { className: 'hint' },
            'The clock is real; shifts and weekends of the simulated company are moved, so that it is a working morning.',
          ),
        ),
        h('h2', { className: 'hidden' }, 'Messages'),
        h('div', { id: 'timeline', role: 'log', 'aria-label': 'Messages', tabIndex: 0 }),
        h(
          'form',
          { id: 'composer' },
          h('ul', { id: 'suggestions', role: 'listbox', 'aria-label': 'Suggestions', hidden: true }),
          h('label', { htmlFor: 'message', className: 'hidden' }, 'Message or command'),
          h('input', {
            id: 'message',
            type: 'text',
            autoComplete: 'off',
            placeholder: 'Type / for commands, @ for people',
            role: 'combobox',
            'aria-expanded': false,
            'aria-autocomplete': 'list',
            'aria-controls': 'suggestions',
          }),
          h('button', { type: 'submit', className: 'button primary' }, 'Send'),
          h('p', { id: 'status', role: 'status' }),
        ),
      ),
      h('dialog', { id: 'modal' }),
      h(
        'dialog',
        { id: 'confirm', 'aria-labelledby': 'confirm-title' },
        h('h2', { id: 'confirm-title' }, ' '),
        h('p', { id: 'confirm-text' }),
        h(
          'div',
          { className: 'actions' },
          h('button', { type: 'button', className: 'button', value: 'no' }, 'Cancel'),
          h('button', { type: 'button', className: 'button primary', value: 'yes' }, 'Yes'),
        ),
      ),
    ),
  );
  return `<!doctype html>${renderToStaticMarkup(body)}`;
}

/** What goes wrong, for whoever wants to see what the app then says. */
function troubles(): ReactNode {
  return h(
    'div',
    { className: 'troubles' },
    h('label', { htmlFor: 'trouble' }, 'What if'),
    h(
      'select',
      { id: 'trouble' },
      ...Object.entries(TROUBLES).map(([id, words]) => h('option', { key: id, value: id }, words)),
    ),
  );
}
