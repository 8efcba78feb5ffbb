import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { TEMPERAMENTS, type TemperamentName } from '../../src/sandbox/genesys/wire/temperaments.ts';
import { type House, openHouse } from './house.ts';

/**
 * The main questions, in every way in which an organisation may differ. Whatever it is like, there is an answer, and
 * nobody is told that it is a mistake of the app's, or a 0 where nothing is known.
 */

const QUESTIONS = {
  ana: ['/agent-live', '<@U0ANA>'],
  team: ['/agent-live', 'team'],
  queue: ['/agent-live', 'queue "Billing EU"'],
  waiting: ['/agent-live', 'queue "Billing EU" waiting'],
  closed: ['/agent-live', '<@U0ANA> closed'],
  today: ['/agent-stats', 'today <@U0ANA>'],
  month: ['/agent-stats', 'last month <@U0ANA>'],
  ofQueue: ['/agent-stats', 'last week queue "Billing EU"'],
  ofTeam: ['/agent-stats', 'yesterday team'],
  byWrapUp: ['/agent-stats', 'last week <@U0ANA> by wrapup'],
  byQueue: ['/agent-stats', 'last week <@U0ANA> by queue'],
} as const;
type Question = keyof typeof QUESTIONS;

/** What must, and what must not, be in an answer. */
interface Told {
  readonly of: Question;
  readonly says?: RegExp;
  readonly never?: RegExp;
}

const WITH_FIGURES: readonly Told[] = [
  { of: 'today', says: /[Hh]andled|[Aa]nswered/ },
  { of: 'month', says: /[Hh]andled|[Aa]nswered/ },
  { of: 'ofQueue', says: /[Oo]ffered/ },
];

const TOLD = {
  'takes a week of aggregates, and says so': WITH_FIGURES,
  'takes a day of aggregates, and does not say why': WITH_FIGURES,
  'wants whole half-hours of status times': [{ of: 'today', says: /\d %\W*occupancy/, never: /Without time on queue/ }],
  'withholds who people are': [
    { of: 'team', says: /agentStateNames/, never: /\b0 on queue/ },
    { of: 'queue', says: /agentStateNames/, never: /\b0 on queue/ },
  ],
  'tells nothing of agents': [
    { of: 'team', says: /– free/, never: /\b0 (free|on queue)/ },
    { of: 'queue', never: /\b0 on queue/ },
  ],
  'tells no time of anybody': [
    { of: 'month', says: /not known: Genesys Cloud gave none/, never: /\b0s\W*on queue|On queue 0s/i },
  ],
  'withholds who some people are': [
    { of: 'team', says: /agentStateNames/, never: /\b0 on queue/ },
    { of: 'queue', says: /agentStateNames/, never: /\b0 on queue/ },
  ],
  'tells the time of some people': [
    { of: 'ofTeam', says: /\d %\W*occupancy/ },
    { of: 'ofTeam', says: /Occupancy is that of \d+ of \d+ people/ },
  ],
  'leaves parts of aggregates empty': WITH_FIGURES,
  'gives service levels as ratios alone': [{ of: 'ofQueue', never: /[Ss]ervice level\W+0/ }],
  'writes wrap-up codes of its own': [
    { of: 'byWrapUp', says: /After-call work skipped/ },
    { of: 'byWrapUp', says: /ININ-OUTBOUND-BUSY/, never: /Deleted or not visible/ },
  ],
  'lets people skip after-call work': [{ of: 'ana', never: /after-call work/i }],
  'counts the call of a callback as well': [{ of: 'ana', never: /more not visible/ }],
  'has words that are new': [{ of: 'ana', says: /^Ana López/ }],
  'has fields that are new, and null for what there is not': [{ of: 'ana', never: /could not be read/ }],
  'shows a list item twice': [{ of: 'queue', says: /Ana López/ }],
  'has queues in which nobody is': [
    { of: 'queue', says: /waiting/i, never: /whom you may see/ },
    { of: 'waiting', says: /waiting/, never: /nobody in the queue/ },
    { of: 'ofQueue', says: /[Oo]ffered/ },
  ],
  'refuses the names of queues': [
    { of: 'byQueue', says: /routing:queue:view/ },
    { of: 'byQueue', says: /Queue \w{8}/ },
  ],
  'refuses the names of wrap-up codes': [
    { of: 'byWrapUp', says: /routing:wrapupCode:view/ },
    { of: 'byWrapUp', says: /Code \w{8}/ },
  ],
  'refuses without a word about permissions': [{ of: 'byWrapUp', says: /Code \w{8}/ }],
  'leaves divisions and names out of people': [{ of: 'ana', says: /^Ana López/ }],
} as const satisfies Readonly<Record<TemperamentName, readonly Told[]>>;

/** A queue that may not be looked up by its name cannot be asked about by it. */
const CANNOT_BE_ASKED: Readonly<Partial<Record<TemperamentName, readonly Question[]>>> = {
  'refuses the names of queues': ['queue', 'waiting', 'ofQueue'],
};

let house: House;

/** One for each temperament: nobody may ask for everything within one minute. */
async function openTempered(temperament: TemperamentName): Promise<void> {
  house = await openHouse({ genesys: { load: 0.3 }, env: { GENESYSCLOUD_REQUESTS_PER_MINUTE: '10000' } });
  const ana = personNamed(house.genesys.organisation, 'Ana López');
  house.genesys.live.put(ana.id, {
    presence: { is: 'onQueue' },
    routing: { is: 'INTERACTING' },
    conversations: [{ state: 'wrapup' }, { media: 'callback' }],
  });
  house.genesys.temper(temperament);
}

function names(): readonly TemperamentName[] {
  const all: readonly string[] = Object.keys(TEMPERAMENTS);
  return all.filter((name): name is TemperamentName => name in TEMPERAMENTS);
}

/** What is read aloud, and all that is shown. */
async function answersTo(question: Question): Promise<{ readonly text: string; readonly shown: string }> {
  house.clock.now += 60_000;
  const [command, words] = QUESTIONS[question];
  const messages = await house.ask('U0OMAR', command, words);
  const text = messages.map((message) => message.text).join('\n');
  return { text, shown: [text, ...messages.map(({ blocks }) => JSON.stringify(blocks))].join('\n') };
}

it('has at least twelve temperaments', () => {
  expect(names().length).toBeGreaterThanOrEqual(12);
});

describe.each(names())('a Genesys Cloud that %s', (temperament) => {
  beforeAll(() => openTempered(temperament));
  afterAll(() => house.stop());

  it.each(Object.keys(QUESTIONS).filter((each): each is Question => each in QUESTIONS))(
    'answers about %s',
    async (question) => {
      const { text, shown } = await answersTo(question);
      const refused = CANNOT_BE_ASKED[temperament]?.includes(question) === true;
      expect(text).not.toMatch(/mistake in Floorwalker|went wrong|unreadable|NaN|undefined|Infinity|null/);
      expect(/\(reference \w{8}\)/.test(text)).toBe(refused);
      const told: readonly Told[] = TOLD[temperament];
      const about = told.filter(({ of }) => of === question);
      const wrong = about.filter(({ says, never }) => says?.test(shown) === false || never?.test(shown) === true);
      expect(wrong.map((each) => ({ ...each, shown }))).toEqual([]);
    },
  );
});
