import { createElement as h, type ReactNode } from 'react';
import { isObject, type JsonObject } from '../slack/json.ts';

/** Who and what is there to choose from, for the menus that Slack fills itself. */
export interface Choices {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly channels: readonly { readonly id: string; readonly name: string }[];
}

/** The words of a text object, or of nothing. */
export function wordsOf(text: unknown): string {
  const words = isObject(text) ? text['text'] : undefined;
  return typeof words === 'string' ? words : '';
}

/**
 * A Block Kit element as a form control that the page's script knows by its `data-action`: a button that is pressed, a
 * menu that is chosen from, a field that is filled in.
 *
 * @param label what a screen reader calls it when nothing beside it does
 */
export function control(element: JsonObject, choices: Choices, label = ''): ReactNode {
  const type = String(element['type']);
  const shared = {
    'data-action': textOf(element['action_id']),
    'data-confirm': element['confirm'] === undefined ? undefined : JSON.stringify(element['confirm']),
  };
  const named = { ...shared, 'aria-label': wordsOf(element['placeholder']) || label || undefined };
  switch (type) {
    case 'button':
      return button(element, shared);
    case 'overflow':
      return menu(element, { ...named, 'aria-label': 'More actions', className: 'overflow' }, options(element), '⋯');
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return menu(element, named, options(element));
    case 'users_select':
      return menu(element, named, choices.people, undefined, element['initial_user']);
    case 'channels_select':
      return menu(element, named, choices.channels, undefined, element['initial_channel']);
    case 'conversations_select':
      return menu(element, named, choices.channels, undefined, element['initial_conversation']);
    case 'checkboxes':
    case 'multi_static_select':
      return checks(element, shared, label);
    case 'timepicker':
      return h('input', { ...named, type: 'time', defaultValue: textOf(element['initial_time']) });
    case 'datepicker':
      return h('input', { ...named, type: 'date', defaultValue: textOf(element['initial_date']) });
    case 'number_input':
      return h('input', { ...named, type: 'number', defaultValue: textOf(element['initial_value']) });
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input': {
      const kind = element['multiline'] === true ? 'textarea' : 'input';
      const placeholder = wordsOf(element['placeholder']);
      return h(kind, {
        ...shared,
        'aria-label': label || undefined,
        placeholder,
        defaultValue: textOf(element['initial_value']),
      });
    }
    default:
      return h('em', null, `(${type} is not shown here)`);
  }
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function button(element: JsonObject, shared: Readonly<Record<string, string | undefined>>): ReactNode {
  const { url, value, style } = element;
  const attributes = {
    ...shared,
    'data-value': textOf(value),
    'aria-label': textOf(element['accessibility_label']),
    className: `button ${textOf(style) ?? ''}`.trim(),
  };
  const words = wordsOf(element['text']);
  if (typeof url !== 'string') return h('button', { ...attributes, type: 'button' }, words);
  return h('a', { ...attributes, href: url, target: '_blank', rel: 'noreferrer' }, words);
}

interface Choice {
  readonly id: string;
  readonly name: string;
}

function options(element: JsonObject): readonly Choice[] {
  const groups = Array.isArray(element['option_groups']) ? element['option_groups'].filter(isObject) : [];
  const lists = [element['options'], ...groups.map((group) => group['options'])];
  return lists.flatMap((list) =>
    Array.isArray(list)
      ? list.filter(isObject).map((one) => ({ id: String(one['value']), name: wordsOf(one['text']) }))
      : [],
  );
}

function menu(
  element: JsonObject,
  attributes: Readonly<Record<string, string | undefined>>,
  choices: readonly Choice[],
  nothing = wordsOf(element['placeholder']) || 'Choose…',
  initial: unknown = isObject(element['initial_option']) ? element['initial_option']['value'] : undefined,
): ReactNode {
  return h(
    'select',
    { ...attributes, defaultValue: textOf(initial) ?? '' },
    h('option', { value: '' }, nothing),
    ...choices.map(({ id, name }) => h('option', { key: id, value: id }, name)),
  );
}

/** Several may be chosen: the script joins them with commas. */
function checks(element: JsonObject, shared: Readonly<Record<string, string | undefined>>, label: string): ReactNode {
  const initial = Array.isArray(element['initial_options']) ? element['initial_options'].filter(isObject) : [];
  const chosen = new Set(initial.map((one) => String(one['value'])));
  return h(
    'fieldset',
    { ...shared, className: 'checks' },
    h('legend', { className: 'hidden' }, label || 'Choose'),
    ...options(element).map(({ id, name }) =>
      h('label', { key: id }, h('input', { type: 'checkbox', value: id, defaultChecked: chosen.has(id) }), ` ${name}`),
    ),
  );
}
