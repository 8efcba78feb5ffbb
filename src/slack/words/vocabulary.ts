import type { Medium } from '../../domain/media.ts';
import type { LiveFilter, Split } from '../../domain/question.ts';

/** What a word or a short phrase says. */
export type Entry =
  | { readonly kind: 'me' }
  | { readonly kind: 'my-team' }
  | { readonly kind: 'place'; readonly place: 'team' | 'queue' | 'group' }
  | { readonly kind: 'media'; readonly media: Medium }
  | { readonly kind: 'state'; readonly state: LiveFilter }
  | { readonly kind: 'by' }
  | { readonly kind: 'split'; readonly split: Split }
  | { readonly kind: 'skill' }
  | { readonly kind: 'direction' }
  | { readonly kind: 'way'; readonly way: 'inbound' | 'outbound' }
  | { readonly kind: 'zone' }
  /** Says what the next word is, which says it better itself. */
  | { readonly kind: 'label' }
  /** Says nothing, and may be a part of a name. */
  | { readonly kind: 'filler' };

/** The words people use for each medium, the first being the one that help shows. */
const MEDIA_WORDS = {
  voice: 'calls,call,voice,phone,phones,phone call,phone calls,telephone,voice call,voice calls',
  callback: 'callbacks,callback,call back,call backs',
  chat: 'chats,chat,webchat,web chat,webchats,web chats',
  email: 'emails,email,e mail,e mails,mail,mails',
  message: 'messages,message,messaging',
  sms: 'sms,text message,text messages',
  whatsapp: 'whatsapp,whatsapps',
  facebook: 'facebook,messenger',
  instagram: 'instagram',
  open: 'open messages,open messaging,telegram',
  video: 'video,videos,video call,video calls',
  cobrowse: 'cobrowse,co browse',
  screenshare: 'screenshare,screen share',
  screenmonitoring: 'screenmonitoring,screen monitoring',
  internalmessage: 'internal messages,internal message',
  unknown: '',
} as const satisfies Record<Medium, string>;

const STATE_WORDS = {
  active: 'active,now,live',
  alerting: 'ringing,alerting',
  held: 'on hold,hold,held,holding',
  'after-call-work': 'wrap up,wrapup,acw,after call work,after call,wrapping up',
  queued: 'waiting,queued',
  closed: 'closed,finished,ended,completed',
} as const satisfies Record<LiveFilter, string>;

const SPLIT_WORDS = {
  hour: 'hour,hours,hourly',
  day: 'day,days,daily,date',
  week: 'week,weeks,weekly',
  month: 'month,months,monthly',
  agent: 'agent,agents,person,people,user,users',
  queue: 'queue,queues',
  media: 'media,media type,medium,channel,channels',
  wrapup: 'wrapup,wrap up,wrap up code,wrapup code,wrapups,code,codes',
  direction: 'direction,directions',
} as const satisfies Record<Split, string>;

const OTHER_WORDS: readonly (readonly [string, Entry])[] = [
  ['me,myself', { kind: 'me' }],
  ['my team,my reports,reports,direct reports,my direct reports', { kind: 'my-team' }],
  ['team', { kind: 'place', place: 'team' }],
  ['queue', { kind: 'place', place: 'queue' }],
  ['group', { kind: 'place', place: 'group' }],
  ['by,per,split by', { kind: 'by' }],
  ['hourly', { kind: 'split', split: 'hour' }],
  ['daily', { kind: 'split', split: 'day' }],
  ['weekly', { kind: 'split', split: 'week' }],
  ['monthly', { kind: 'split', split: 'month' }],
  ['skill', { kind: 'skill' }],
  ['direction', { kind: 'direction' }],
  ['inbound,incoming', { kind: 'way', way: 'inbound' }],
  ['outbound,outgoing', { kind: 'way', way: 'outbound' }],
  ['tz,timezone,time zone,zone', { kind: 'zone' }],
  ['media,medium,state,status,period,agent,user,person,please', { kind: 'label' }],
  ['the,about,with', { kind: 'filler' }],
];

/** By phrase in small letters, with spaces for hyphens. */
export const VOCABULARY: ReadonlyMap<string, Entry> = new Map([
  ...entries(MEDIA_WORDS).map(([media, phrase]) => [phrase, { kind: 'media', media }] as const),
  ...entries(STATE_WORDS).map(([state, phrase]) => [phrase, { kind: 'state', state }] as const),
  ...OTHER_WORDS.flatMap(([phrases, entry]) => phrases.split(',').map((phrase) => [phrase, entry] as const)),
]);

/** What may stand behind `by`. */
export const SPLITS_BY_PHRASE: ReadonlyMap<string, Split> = new Map(
  entries(SPLIT_WORDS).map(([split, phrase]) => [phrase, split]),
);

/** The longest phrase has so many words. */
export const LONGEST_PHRASE = 3;

/** Words that either command may offer for a mistyped one. */
const BOTH = ['me', 'my-team', 'place', 'media'];

export const LIVE_SUGGESTIONS: readonly string[] = wordsOf([...BOTH, 'state']);
export const STATS_SUGGESTIONS: readonly string[] = [
  ...wordsOf([...BOTH, 'split', 'skill', 'direction', 'way', 'zone']),
];

/** One word for each, as help shows them. */
export const SHOWN_MEDIA = shown(MEDIA_WORDS, ['voice', 'chat', 'email', 'message', 'callback', 'video']);
export const SHOWN_STATES = shown(STATE_WORDS, ['alerting', 'held', 'after-call-work', 'queued', 'closed']);
export const SHOWN_SPLITS = Object.keys(SPLIT_WORDS);

/** Single words; the shortest are near to everything. */
function wordsOf(kinds: readonly string[]): readonly string[] {
  return [...VOCABULARY]
    .filter(([phrase, { kind }]) => kinds.includes(kind) && !phrase.includes(' ') && phrase.length > 2)
    .map(([phrase]) => phrase);
}

function entries<Name extends string>(table: Readonly<Record<Name, string>>): readonly (readonly [Name, string])[] {
  const names = Object.keys(table).filter((name): name is Name => name in table);
  return names.flatMap((name) =>
    table[name]
      .split(',')
      .filter((phrase) => phrase !== '')
      .map((phrase) => [name, phrase] as const),
  );
}

function shown<Name extends string>(table: Readonly<Record<Name, string>>, names: readonly Name[]): readonly string[] {
  return names.map((name) => table[name].split(',')[0] ?? name);
}
