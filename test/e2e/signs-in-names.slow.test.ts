/** Names with signs that Slack formats, calls everybody by, or links: they stay words in every field of all there is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObject, objectsIn } from '../../src/sandbox/slack/json.ts';
import { type Named, tryEverything } from './everything.ts';
import { type House, openHouse } from './house.ts';

/** An odd number of each sign, so that one that formats opens and never closes. */
const SIGNS = ' *x_y~z`<!channel><@U0EVIL|a>&@here @Channel @everyone';

let house: House;
beforeAll(async () => {
  house = await openHouse({ slack: { enforceRates: false } });
  const { people, queues, teams, groups, skills, wrapUpCodes } = house.genesys.organisation;
  for (const one of [...people, ...queues, ...teams, ...groups, ...skills, ...wrapUpCodes]) {
    Object.assign(one, { name: `${one.name}${SIGNS}` });
  }
  for (const { id, name } of house.slack.people.values()) {
    house.slack.changePerson(id, { name: `${name}${SIGNS}`, handle: `h${SIGNS}` });
  }
  const typed = (name: string) =>
    `${name}${SIGNS}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const named: Named = { queue: typed('Billing EU'), group: typed('Tier 2'), person: typed('Maria Silva') };
  await tryEverything(house, 'U0OMAR', named);
  // Once more for a Slack that takes no tables, and then no blocks at all.
  for (const types of [
    ['data_table', 'table'],
    ['data_table', 'table', 'section', 'context', 'actions'],
  ]) {
    house.slack.refuseBlocks(types);
    house.forget();
    await house.ask('U0OMAR', '/agent-stats', `yesterday by agent queue "${named.queue}"`);
    await house.ask('U0OMAR', '/agent-live', `queue "${named.queue}"`);
    await house.ask('U0OMAR', '/agent-live', 'team');
  }
  house.slack.refuseBlocks([]);
}, 120_000);
afterAll(() => house.stop());

interface Shown {
  readonly where: string;
  readonly text: string;
}

/** Everything that was said, by the kind of field it stands in. */
function fields(): { readonly formatted: readonly Shown[]; readonly plain: readonly Shown[] } {
  const messages = house.slack.messages({ deleted: true }).filter(({ from }) => from === 'U0FLOOR');
  const all = [
    ...messages.flatMap(({ blocks, earlier }) => [blocks, ...earlier.map((one) => one.blocks)]),
    ...[...house.slack.homes.values(), ...house.slack.views.values()].map(({ view }) => view),
  ];
  const texts = messages.flatMap(({ text, earlier }) => [text, ...earlier.map((one) => one.text)]);
  const objects = [...objectsIn(all)].filter(({ text }) => typeof text === 'string');
  const of = (...types: readonly string[]) =>
    objects
      .filter(({ type }) => types.includes(String(type)))
      .map(({ type, text }) => ({ where: String(type), text: String(text) }));
  return {
    formatted: [...of('mrkdwn'), ...texts.map((text) => ({ where: 'text', text }))],
    plain: of('plain_text', 'raw_text', 'raw_number'),
  };
}

describe('in all that was said', () => {
  it('is much with such names', () => {
    const { formatted, plain } = fields();
    expect(formatted.filter(({ text }) => text.includes('EVIL')).length).toBeGreaterThan(100);
    expect(plain.filter(({ text }) => text.includes('<!channel>')).length).toBeGreaterThan(20);
  });

  it('nobody is called, and nothing is linked that is not ours', () => {
    const ours = /^<(?:!date\^\d+\^[^>]*|@[UW]0(?!EVIL)\w+|#C0\w+|https:\/\/apps\.mypurecloud\.de[^>]*)>$/;
    const wrong = fields().formatted.flatMap(({ where, text }) => [
      ...[...text.matchAll(/<[^>]*>/g)].filter(([link]) => !ours.test(link)).map(([link]) => `${where}: ${link}`),
      ...[...text.matchAll(/.{0,40}@(?:here|channel|everyone)/gi)].map(([called]) => `${where}: ${called}`),
    ]);
    expect(wrong).toEqual([]);
  });

  it('every sign of a name is broken, and those of the message come in pairs', () => {
    const wrong = fields().formatted.flatMap(({ where, text }) => {
      const left = text
        .replaceAll(/\u200C[*_~`]\u200C/g, '')
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll(/`[^`\n]*`/g, '');
      return left
        .split('\n')
        .filter((line) => /[_~`]/.test(line) || (line.split('*').length - 1) % 2 > 0)
        .map((line) => `${where}: ${line}`);
    });
    expect(wrong).toEqual([]);
  });

  it('a place that formats nothing has the name as it is', () => {
    const wrong = fields().plain.filter(({ text }) => /[\u200C]|&lt;|&amp;/.test(text));
    expect(wrong).toEqual([]);
  });

  it('so has a file, whose cells are no formulas', () => {
    const files = Object.entries(house.slack.files());
    expect(files.length).toBeGreaterThan(0);
    for (const [name, content] of files) {
      expect(name).toMatch(/^[\w-]+\.csv$/);
      expect(content).toContain('<!channel>');
      expect(content).not.toMatch(/\u200C|&lt;/);
    }
  });

  it('and the log has no name at all', () => {
    expect(JSON.stringify(house.log.filter(({ log }) => log !== 'audit'))).not.toMatch(/\u200C|EVIL/);
  });

  it('what a form begins with is the name that was typed', () => {
    const typed = [...objectsIn([...house.slack.views.values()].map(({ view }) => view))]
      .filter(isObject)
      .flatMap((one) => (typeof one['initial_value'] === 'string' ? one['initial_value'] : []));
    for (const value of typed) expect(value).not.toMatch(/\u200C|&lt;/);
  });
});
