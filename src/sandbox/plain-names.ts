import { LONG_NAME } from './genesys/centre/names.ts';
import { CHANNELS, type Channel, PEOPLE, type Person } from './slack/people.ts';

/** What is called so that a test sees every sign survive, and what a company would call it. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ['Zoë Müller-<&>', 'Zoë Müller'],
  ['ليلى حداد', 'Layla Haddad'],
  [LONG_NAME, 'Wolf Albrecht'],
  ['Tashi *Dorje* _of_ ~Thimphu~ `<!channel>`', 'Tashi Dorje'],
  ['Dorothy Deleted', 'Dorothy Lane'],
  ['Ola Away', 'Ola Berg'],
  ["Night Desk (all o'clock)", 'Night Desk'],
  ['VIP <Escalations>', 'VIP Escalations'],
  ['Complaint <escalated> & logged', 'Complaint'],
  ['Greta Guest', 'Greta Lind'],
]);

/** A name as one would show it to a colleague. */
export function plainName(name: string): string {
  return PLAIN.get(name) ?? name;
}

/** Whom nobody needs who only wants to look: people with something wrong about them, each of a test's kind. */
const ODD: ReadonlySet<string> = new Set([
  'W0GRID',
  'U0NOBODY',
  'U0NOMAIL',
  'U0UNSURE',
  'U0ULTRA',
  'U0STRANGER',
  'U0GONE',
  'U0BOT',
]);
const ODD_CHANNELS: ReadonlySet<string> = new Set(['C0SHARED', 'C0OLD', 'C0NEWS', 'C0SECRET']);

/** The workspace without its traps. */
export function plainWorkspace(): { readonly people: readonly Person[]; readonly channels: readonly Channel[] } {
  return {
    people: PEOPLE.filter(({ id }) => !ODD.has(id)).map((person) => ({ ...person, name: plainName(person.name) })),
    channels: CHANNELS.filter(({ id }) => !ODD_CHANNELS.has(id)).map((channel) => ({
      ...channel,
      members: channel.members.filter((id) => !ODD.has(id)),
    })),
  };
}
