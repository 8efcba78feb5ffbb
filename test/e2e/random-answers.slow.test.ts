import { afterEach, beforeEach, expect, it } from 'vitest';
import { OPERATIONS, operationOf } from '../../src/sandbox/genesys/wire/contract.ts';
import type { Asked, Temperament } from '../../src/sandbox/genesys/wire/temperaments.ts';
import { isObject, objectsIn } from '../../src/sandbox/slack/json.ts';
import { chance, randomAnswer } from '../genesys/random-answer.ts';
import { type House, openHouse } from './house.ts';

/**
 * Random answers of the official SDK's models, on the way to a message: whatever Genesys leaves out, renames or adds,
 * something is said, nothing of the machinery shows, no figure is invented, and Slack takes it (the stand-in refuses
 * what Block Kit does not allow; `house.stop` throws then).
 */

const ANSWERS = 2000;

const QUESTIONS = [
  ['/agent-live', '<@U0ANA>'],
  ['/agent-live', 'team'],
  ['/agent-live', 'queue "Billing EU"'],
  ['/agent-live', 'queue "Billing EU" waiting'],
  ['/agent-live', '<@U0ANA> closed'],
  ['/agent-live', '"José Luis Vázquez"'],
  ['/agent-stats', 'today <@U0ANA>'],
  ['/agent-stats', 'last week team by agent'],
  ['/agent-stats', 'last week queue "Billing EU"'],
  ['/agent-stats', 'last week queue "Billing EU" by media'],
  ['/agent-stats', 'yesterday queue "Billing EU" by hour'],
  ['/agent-stats', 'last week <@U0ANA> by wrapup'],
  ['/agent-stats', 'last week <@U0ANA> by queue'],
  ['/agent-stats', 'last month <@U0ANA> by day'],
] as const;

/** Names as somebody may have typed them into Genesys. */
const NAMES = [
  'Ana López',
  '<!channel> & <@U0OMAR>',
  '*Bold* _team_ `code` ~gone~',
  'محمد عبد الله',
  '👩‍👩‍👧‍👦 family',
  `Long ${'name '.repeat(99)}`,
  '',
  '   ',
  '\u0000\u200b\n\t',
  'undefinable',
];

/** Who somebody is, and what may be asked about: without it there is no question. */
const DIRECTORY = /\/(users|users\/search|teams|routing\/queues|members|directreports)$/;

let house: House;
/** One for each test: within a minute nobody may ask for all of them. */
beforeEach(async () => {
  const genesys = { load: 0.05, requestsPerMinute: 1_000_000 };
  house = await openHouse({
    genesys,
    slack: { enforceRates: false },
    env: { GENESYSCLOUD_REQUESTS_PER_MINUTE: '10000' },
  });
});
afterEach(() => house.stop());

/** Everything random but what `spared` says, from one seed on; tells how many answers it has made up. */
function randomly(seed: number, spared: (path: string) => boolean, change = (body: unknown) => body) {
  const random = chance(seed);
  const { people, queues } = house.genesys.organisation;
  const ids = [...people.slice(0, 6), ...queues.slice(0, 3)].map(({ id }) => id);
  let made = 0;
  const answer = ({ method, path }: Asked, body: unknown): unknown => {
    const operation = OPERATIONS[operationOf(method, path)];
    if (operation === undefined || spared(path)) return body;
    made += 1;
    return change(randomAnswer(operation.answer, random, { ids, names: NAMES }));
  };
  return { temperament: { beyondContract: true, answer } satisfies Temperament, made: () => made };
}

/** All that can be read in an answer, keys, ids and values of its blocks left out. */
async function readable(command: string, words: string, user = 'U0OMAR'): Promise<string> {
  house.forget();
  const messages = await house.ask(user, command, words);
  const texts = messages.flatMap(({ text, blocks }) => [
    text,
    ...[...objectsIn(blocks)].flatMap((each) =>
      isObject(each) && typeof each['text'] === 'string' ? [each['text']] : [],
    ),
  ]);
  expect(texts.join('')).not.toBe('');
  return texts.join('\n');
}

const MACHINERY =
  /\bundefined\b|\bNaN\b|Invalid Date|\[object|\bnull\b|Infinity|mistake in Floorwalker|Slack did not|went wrong|asked for as much/;

it(`become messages, ${ANSWERS} of them`, async () => {
  let [answers, unreadable, seed] = [0, 0, 0];
  for (; answers < ANSWERS; seed += 1) {
    const [command, words] = QUESTIONS[seed % QUESTIONS.length] ?? QUESTIONS[0];
    // Mostly of people and queues that there are; now and then nothing at all can be relied on.
    const { temperament, made } = randomly(seed, (path) => seed % 5 > 0 && DIRECTORY.test(path));
    house.genesys.temper(temperament);
    // Only Omar has a team; the others share their minute.
    const user = words.includes('team') || seed % 2 > 0 ? 'U0OMAR' : 'U0ANA';
    const said = await readable(command, words, user);
    expect({ seed, words, said: MACHINERY.exec(said)?.[0] ?? 'nothing of it' }).toEqual({
      seed,
      words,
      said: 'nothing of it',
    });
    answers += made();
    unreadable += Number(said.includes('unreadable'));
  }
  house.genesys.temper();
  // Some lists have nothing in them that says what it is about: those are lost, and are said to be.
  expect(unreadable / seed).toBeLessThan(0.2);
});

/** Without any number, and without what stands for one. */
function mute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mute);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (typeof inner === 'number' ? [] : [[key, mute(inner)]])),
  );
}

it('tell no figure when Genesys gave none', async () => {
  for (const [at, [command, words]] of [...QUESTIONS, ...QUESTIONS, ...QUESTIONS].entries()) {
    house.genesys.temper(randomly(at, (path) => DIRECTORY.test(path), mute).temperament);
    const said = await readable(command, words);
    const invented = INVENTED.exec(said)?.[0];
    expect({ words, invented, said: invented && said }).toEqual({ words, invented: undefined, said: undefined });
  }
});

const INVENTED =
  /\*0( %|s)?\*|\b0 (handled|answered|offered|on queue|free|waiting|busy|abandoned)|\b0 %|asked for as much/;
