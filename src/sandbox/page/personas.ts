import { HOME } from '../slack/people.ts';
import type { Slack } from '../slack/slack.ts';
import { HOME_TAB, type Place } from './timeline.ts';
import { type Try, triesOf } from './tries.ts';

/** Who can be on this page, and where they can go. */
export interface Persona {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly places: readonly { readonly id: Place; readonly name: string }[];
  readonly tries: readonly Try[];
  /** Says who one is, above {@link Persona.tries}. */
  readonly intro: string;
}

const ROLES: readonly (readonly [id: string, role: string])[] = [
  ['U0OMAR', 'supervisor'],
  ['U0ANA', 'agent'],
  ['U0GRACE', 'workforce manager'],
  ['U0GUEST', 'guest, an outsider'],
];

/** Where the app can answer; the channels in which it fails are for the tests. */
const CHANNELS = ['C0FLOOR', 'C0LEADS', 'C0GUESTS'];

export function personasOf(slack: Slack): readonly Persona[] {
  const channels = CHANNELS.flatMap((id) => slack.channels.get(id) ?? []);
  return ROLES.flatMap(([id, role]) => {
    const person = slack.people.get(id);
    if (person === undefined) return [];
    const joined = channels.filter((channel) => channel.members.includes(id));
    const places = [
      ...joined.map((channel) => ({ id: channel.id, name: `#${channel.name}` })),
      { id: `D${id.slice(1)}`, name: 'Floorwalker (direct)' },
      { id: HOME_TAB, name: 'Floorwalker (Home)' },
    ];
    const { city, tries } = triesOf(id);
    const [givenName] = person.name.split(' ');
    const article = role.startsWith('agent') ? 'an' : 'a';
    return [
      {
        id,
        name: person.name,
        role,
        places,
        tries,
        intro: `You are ${givenName}, ${article} ${role} in ${city}. Try:`,
      },
    ];
  });
}

/** Something that the composer offers: `find` is what it is found by, `id` what Slack knows it by. */
export interface Suggestion {
  readonly insert: string;
  readonly hint: string;
  readonly find: string;
  readonly id?: string;
}

/** The commands of the manifest, people and channels. */
export function suggestionsOf(slack: Slack): readonly Suggestion[] {
  const people = [...slack.people.values()].filter(
    ({ id, kind }) => id === HOME.botUserId || (kind !== 'bot' && kind !== 'deactivated'),
  );
  const channels = CHANNELS.flatMap((id) => slack.channels.get(id) ?? []);
  return [
    ...slack.manifest.commands.map(({ command, usageHint, description }) => ({
      insert: command,
      hint: usageHint === '' ? description : `${usageHint} · ${description}`,
      find: command,
    })),
    ...people.map(({ id, name, handle }) => ({ insert: `@${name}`, hint: handle, find: `@${handle} @${name}`, id })),
    ...channels.map(({ id, name }) => ({ insert: `#${name}`, hint: '', find: `#${name}`, id })),
  ];
}
