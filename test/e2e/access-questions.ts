import type { Subject } from '../../src/domain/access.ts';
import { type Organisation, type Person, personNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import type { CastMember } from './access-cast.ts';
import { landed } from './disclosure.ts';
import type { House } from './house.ts';

/** Somebody in the house, with a message of the app that they can press a button of. */
export interface Seated {
  readonly house: House;
  readonly asker: CastMember;
  readonly help: SlackMessage;
}

/** A question, the subject whose permission it needs, and everybody whom it is about. */
export interface Question {
  readonly as: string;
  readonly about: Subject;
  readonly people: readonly Person[];
  /** Everybody who is seen is also named; without it, only those who have figures; or perhaps nobody. */
  readonly namesAll: boolean | 'perhaps';
  /** Of a question about a total: whether an answer tells it. It is due to those alone who see all the people. */
  readonly tellsTotal?: (words: string) => boolean;
  readonly ask: (by: Seated) => Promise<unknown>;
}

/** Somebody asked about, in each way in which a question can name them. */
interface Target {
  readonly as: string;
  readonly person: Person | undefined;
  readonly mention: string;
  /** Whose message the shortcut is used on; one's own says nothing about others. */
  readonly author: string | undefined;
  /** In small letters: an answer that repeats it has not told how it is written. */
  readonly typed: string;
  readonly id: string;
}

const FLOOR = 'C0FLOOR';

/** Types a command in a channel. */
export const typing =
  (command: string, text: string) =>
  ({ house, asker }: Seated) =>
    house.slack.command({ user: asker.slackId, command, text, channel: FLOOR });

/** Says it to the app, with a mention of it in a channel, or to it alone. */
export const saying =
  (text: string, where: 'mention' | 'direct') =>
  ({ house, asker: { slackId } }: Seated) =>
    where === 'mention'
      ? house.slack.tell({ user: slackId, channel: FLOOR, text: `<@U0FLOOR> ${text}` })
      : house.slack.tell({ user: slackId, channel: `D${slackId.slice(1)}`, text });

/** Presses a button that says whatever is wanted, as if the app had put it under a message for this person. */
export const pressing =
  (actionId: string, value: string) =>
  ({ house, asker, help }: Seated) =>
    house.slack.click({
      user: asker.slackId,
      message: help,
      actionId: 'ask_live',
      override: { actions: [{ type: 'button', action_id: actionId, block_id: 'b', value, action_ts: '1' }] },
    });

/** Asks for a board and for its details: who is merely off is counted on it, and named there. */
const board = (words: string, target: string) => async (by: Seated) => {
  await typing('/agent-live', words)(by);
  await by.house.app.idle();
  return pressing('live_details', JSON.stringify({ v: 1, w: [target] }))(by);
};

const usingShortcut =
  (author: string) =>
  ({ house, asker }: Seated) =>
    house.slack.shortcut({
      user: asker.slackId,
      callbackId: 'agent_status',
      message: house.slack.say(author, FLOOR, 'Good morning'),
    });

const liveValue = ({ id }: Target) => JSON.stringify({ v: 1, w: [`a:${id}`] });
const statsValue = ({ id }: Target) => JSON.stringify({ v: 1, who: [{ kind: 'agent', agentId: id }], period: 'today' });

/** Everything that can be asked about one person. */
const WAYS: readonly {
  readonly as: string;
  readonly about: Subject;
  readonly ask: (target: Target) => Question['ask'];
  /** Finds nobody who has left. */
  readonly onlyActive?: boolean;
  readonly needsAuthor?: boolean;
}[] = [
  { as: 'Follow live', about: 'live', ask: (target) => pressing('live_follow', liveValue(target)) },
  { as: 'live by mention', about: 'live', ask: ({ mention }) => typing('/agent-live', mention) },
  { as: 'live by name', about: 'live', onlyActive: true, ask: ({ typed }) => typing('/agent-live', typed) },
  { as: 'live by a mention of the app', about: 'live', ask: ({ mention }) => saying(mention, 'mention') },
  {
    as: 'live by name in a message to the app',
    about: 'live',
    onlyActive: true,
    ask: ({ typed }) => saying(typed, 'direct'),
  },
  { as: 'stats by a mention of the app', about: 'stats', ask: ({ mention }) => saying(`today ${mention}`, 'mention') },
  { as: 'stats in a message to the app', about: 'stats', ask: ({ mention }) => saying(`today ${mention}`, 'direct') },
  { as: 'an alert, tried', about: 'live', ask: ({ mention }) => typing('/agent-alert', `test ${mention} acw &gt; 5m`) },
  { as: 'why', about: 'live', ask: ({ mention }) => typing('/agent-live', `why ${mention}`) },
  { as: 'the refresh button', about: 'live', ask: (target) => pressing('live_refresh', liveValue(target)) },
  { as: 'the share button', about: 'live', ask: (target) => pressing('live_share', liveValue(target)) },
  { as: 'stats by mention', about: 'stats', ask: ({ mention }) => typing('/agent-stats', `today ${mention}`) },
  { as: 'the button Stats today', about: 'stats', ask: (target) => pressing('live_stats_today', liveValue(target)) },
  { as: 'the share button of stats', about: 'stats', ask: (target) => pressing('stats_share', statsValue(target)) },
  { as: 'the shortcut', about: 'live', needsAuthor: true, ask: ({ author = '' }) => usingShortcut(author) },
];

/**
 * Everything that one asker asks: about each target in another way, and some of the questions about several people. Over
 * the turns every target meets every way.
 *
 * @param self who the asker is in Genesys, if they are anybody
 */
export function questionsOf(organisation: Organisation, self: Person | undefined, turn: number): readonly Question[] {
  const several = questionsAboutSeveral(organisation, self).filter((_question, nth) => (nth + turn) % 4 < 2);
  return [...questionsAboutOne(organisation, self, turn), ...several];
}

function questionsAboutOne(organisation: Organisation, self: Person | undefined, turn: number): readonly Question[] {
  const targets = targetsOf(organisation, self);
  return [0, 3].flatMap((further) => targets.map((target, nth) => aboutOne(target, turn + nth + further)));
}

function aboutOne(target: Target, turn: number): Question {
  const next = WAYS[turn % WAYS.length];
  const way = next?.needsAuthor === true && target.author === undefined ? WAYS[0] : next;
  if (way === undefined) throw new Error('no way to ask');
  return {
    as: `${way.as} about ${target.as}`,
    about: way.about,
    people: [target.person ?? []].flat().filter(({ state }) => way.onlyActive !== true || state === 'active'),
    namesAll: true,
    ask: way.ask(target),
  };
}

function targetsOf(organisation: Organisation, self: Person | undefined): readonly Target[] {
  const named = (as: string, name: string, slackId: string): Target => {
    const person = personNamed(organisation, name);
    return { as, person, author: slackId, mention: `<@${slackId}>`, typed: `"${name.toLowerCase()}"`, id: person.id };
  };
  return [
    { as: 'themselves', person: self, author: undefined, mention: 'me', typed: 'me', id: self?.id ?? NO_ID },
    named('an agent in Madrid', 'Ana Benavides', 'U0ANA'),
    named('her supervisor', 'Omar Haddad', 'U0OMAR'),
    named('an agent in Boston', "Seán O'Brien", 'U0SEAN'),
    named('an agent in Kathmandu', 'Kiran Shrestha', 'U0KIRAN'),
    named('a leaver', 'Iván Petrov', 'U0IVAN'),
    {
      as: 'nobody',
      person: undefined,
      author: 'U0NOBODY',
      mention: '<@U0NOBODY>',
      typed: '"nobody at all"',
      id: NO_ID,
    },
  ];
}

export const NO_ID = '00000000-0000-4000-8000-000000000000';

const openingHome = ({ house, asker }: Seated) => house.slack.openHome(asker.slackId);

/** Makes a summary of their own, has it posted and takes it away. */
async function postingNow(by: Seated): Promise<void> {
  for (const words of ['on <#C0FLOOR> 23:00 daily group "Tier 2"', 'now', 'off']) {
    await typing('/agent-summary', words)(by);
    await by.house.app.idle();
  }
}

/** Questions about several people, of whom an answer may have only those in sight. */
function questionsAboutSeveral(organisation: Organisation, self: Person | undefined): readonly Question[] {
  const reports = active(organisation, ({ managerId }) => self !== undefined && managerId === self.id);
  const team = active(organisation, ({ teamId }) => teamId === idOf(organisation.teams, 'Sales EU'));
  const queue = active(organisation, ({ queueIds }) => queueIds.includes(idOf(organisation.queues, 'Billing EU')));
  const group = active(organisation, ({ groupIds }) => groupIds.includes(idOf(organisation.groups, 'Tier 2')));
  const namesakes = active(organisation, ({ name }) => name === 'Maria Silva');
  const live = { about: 'live', namesAll: true } as const;
  const stats = { about: 'stats', people: organisation.people, namesAll: false } as const;
  return [
    { ...live, as: 'the own team', people: reports, ask: board('team', 'my-team') },
    { ...live, as: 'a team', people: team, ask: board('team "Sales EU"', 't:Sales EU') },
    { ...live, as: 'a queue', people: queue, ask: board('queue "Billing EU"', 'q:Billing EU') },
    { ...live, as: 'a group of all sites', people: group, ask: board('group "Tier 2"', 'g:Tier 2') },
    { ...live, as: 'a pick list in a message to the app', people: namesakes, ask: saying('"maria silva"', 'direct') },
    { ...live, as: 'a pick list', people: namesakes, ask: typing('/agent-live', '"maria silva"') },
    {
      ...live,
      namesAll: false,
      as: 'a shared board',
      people: group,
      ask: pressing('live_share', '{"v":1,"w":["g:Tier 2"]}'),
    },
    { ...stats, as: 'stats of a group', ask: typing('/agent-stats', 'today by agent group "Tier 2"') },
    { ...stats, as: 'stats of a queue', ask: typing('/agent-stats', 'today by agent queue "Billing EU"') },
    {
      about: 'stats',
      people: queue,
      namesAll: false,
      as: 'what a queue was offered',
      tellsTotal: (words) => /offered/i.test(words),
      ask: typing('/agent-stats', 'last week queue "Billing EU"'),
    },
    {
      about: 'live',
      people: queue,
      namesAll: false,
      as: 'how many wait in a queue',
      tellsTotal: (words) => /waiting/.test(words) && !/see a part of this queue/.test(words),
      ask: typing('/agent-live', 'queue "Billing EU" waiting'),
    },
    {
      about: 'live',
      people: queue,
      namesAll: false,
      as: 'how many wait in a queue, by an alert that is tried',
      tellsTotal: (words) => /calls? waiting/.test(words),
      ask: typing('/agent-alert', 'test queue "Billing EU" waiting &gt; 5'),
    },
    {
      ...live,
      namesAll: 'perhaps',
      as: 'an alert of a group, tried',
      people: group,
      ask: typing('/agent-alert', 'test group "Tier 2" on break &gt; 1s'),
    },
    { ...stats, as: 'stats of everybody in a message to the app', ask: saying('today by agent', 'direct') },
    { ...stats, as: 'stats of everybody', ask: typing('/agent-stats', 'today by agent') },
    { ...stats, as: 'a summary before it is posted', ask: typing('/agent-summary', 'preview group "Tier 2"') },
    { ...stats, as: 'a summary posted now', ask: postingNow },
    { ...live, namesAll: 'perhaps', as: 'the Home tab', people: [self ?? [], reports].flat(), ask: openingHome },
    { ...live, as: 'who they are', people: self === undefined ? [] : [self], ask: typing('/agent-live', 'whoami') },
  ];
}

/** Seats somebody of the cast before a message with buttons: the help that the head gets, whose every button they press. */
export async function seat(house: House, asker: CastMember): Promise<Seated> {
  await landed(house, () => house.slack.command({ user: 'U0INGRID', command: '/agent-live', text: 'help' }));
  const help = house.slack.messages().findLast(({ onlyFor }) => onlyFor === 'U0INGRID');
  if (help === undefined) throw new Error(`${asker.as} got no help`);
  return { house, asker, help };
}

function active(organisation: Organisation, fits: (person: Person) => boolean): readonly Person[] {
  return organisation.people.filter((person) => person.state === 'active' && fits(person));
}

function idOf(places: readonly { readonly id: string; readonly name: string }[], name: string): string {
  const place = places.find((each) => each.name === name);
  if (place === undefined) throw new Error(`there is no ${name}`);
  return place.id;
}
