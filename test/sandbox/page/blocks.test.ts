import { describe, expect, it } from 'vitest';
import { markupOf, type Reader, renderBlocks } from '../../../src/sandbox/page/blocks.ts';

const reader: Reader = {
  timeZone: 'Europe/Madrid',
  now: Date.UTC(2026, 10, 22, 12),
  people: [{ id: 'U0ANA', name: 'Ana López' }],
  channels: [{ id: 'C0FLOOR', name: 'floor' }],
};
const html = (...blocks: object[]) => markupOf(renderBlocks(blocks, reader));
const words = (...blocks: object[]) => html(...blocks).replaceAll(/<[^>]*>/g, '');
const mrkdwn = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const plain = (text: string) => ({ type: 'plain_text', text });

describe('the page shows', () => {
  it('a mention by name and a moment in the reader’s zone', () => {
    const shown = words(mrkdwn('<@U0ANA> in <#C0FLOOR> since <!date^1795340460^{time}|09:41 UTC>'));
    expect(shown).toBe('@Ana López in #floor since 10:41');
  });

  it('bold as bold', () => {
    expect(html(mrkdwn('*Answered* 12'))).toContain('<strong>');
  });

  it('a name full of signs as it is, in bold as well', () => {
    expect(words(mrkdwn('*Zoë Müller-&lt;&amp;&gt;* is free'))).toBe('Zoë Müller-&lt;&amp;&gt; is free');
    expect(html(mrkdwn('*Zoë Müller-&lt;&amp;&gt;* is free'))).toContain('<strong>');
  });

  it('colons as colons, and an emoji between two', () => {
    const shown = words(mrkdwn('tz:Europe/Madrid. Who: me :wave: since <!date^1795340460^{time}|09:41 UTC>'));
    expect(shown).toMatch(/^tz:Europe\/Madrid. Who: me \S+ since 10:41$/);
  });

  it('code to the letter', () => {
    const shown = words(mrkdwn('`waiting &gt; 5 at 08:30` and `&lt;!channel&gt; &amp; :wave: a`'));
    expect(shown).toBe('waiting &gt; 5 at 08:30 and &lt;!channel&gt; &amp; :wave: a');
  });

  it('an escaped mention as the words that it is', () => {
    expect(html(mrkdwn('Tashi &lt;!channel&gt;'))).not.toContain('slack_broadcast');
    expect(html(mrkdwn('Tashi <!channel>'))).toContain('slack_broadcast');
  });

  it('signs in plain words as signs', () => {
    expect(html({ type: 'header', text: plain('Tashi *Dorje* <b>') })).toBe(
      '<h3 class="header">Tashi *Dorje* &lt;b&gt;</h3>',
    );
  });

  it('a table with headings for its columns and rows, numbers and all', () => {
    const rows = [
      [
        { type: 'raw_text', text: 'Day' },
        { type: 'raw_text', text: 'AHT' },
      ],
      [
        { type: 'raw_text', text: 'Mon' },
        { type: 'raw_number', value: 252, text: '4m 12s' },
      ],
    ];
    const shown = html({ type: 'table', rows, column_settings: [{}, { align: 'right' }] });
    expect(shown).toContain('<th scope="col">Day</th>');
    expect(shown).toContain('<th scope="row">Mon</th>');
    expect(shown).toContain('<td class="right">4m 12s</td>');
  });

  it('a chart as a drawing that has a name', () => {
    const series = [{ name: 'Voice', data: [{ label: 'Mon', value: 12 }] }];
    const chart = { type: 'bar', series, axis_config: { categories: ['Mon'] } };
    const shown = html({ type: 'data_visualization', title: 'Answered', chart });
    expect(shown).toMatch(/<svg [^>]*role="img" aria-label="Bar chart: Answered/);
  });

  it('a button with what it is called, does and asks first', () => {
    const confirm = { title: plain('Share?'), text: plain('All see it') };
    const button = { type: 'button', action_id: 'share', value: 'v', text: plain('Share'), confirm };
    const shown = html({ type: 'actions', elements: [button] });
    expect(shown).toMatch(/<button data-action="share" data-confirm="[^"]*Share\?[^"]*" data-value="v"[^>]*>Share</);
  });

  it('a link button as a link that opens elsewhere', () => {
    const button = { type: 'button', action_id: 'open', url: 'https://apps.example.com/', text: plain('Open') };
    expect(html({ type: 'actions', elements: [button] })).toMatch(
      /<a [^>]*href="https:\/\/apps\.example\.com\/" target="_blank"/,
    );
  });

  it('a menu with its options, and a form field with its label', () => {
    const options = [{ text: plain('By day'), value: 'day' }];
    const menu = { type: 'static_select', action_id: 'by', options };
    expect(words({ type: 'actions', elements: [menu] })).toBe('Choose…By day');
    const field = {
      type: 'input',
      block_id: 'when',
      label: plain('When'),
      element: { type: 'timepicker', action_id: 'at' },
    };
    expect(html(field)).toMatch(/data-block="when".*<input data-action="at" aria-label="When" type="time"/);
  });
});
