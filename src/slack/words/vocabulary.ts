import type { FigureId } from '../../domain/figures/metrics.ts';
import { isMessageType, type Medium } from '../../domain/media.ts';
import type { Availability, LiveFilter } from '../../domain/question.ts';
import { SPLITS, type Split } from '../../domain/split.ts';

/** What a word or a short phrase says. */
export type Entry =
  | { readonly kind: 'me'; readonly past?: true }
  | { readonly kind: 'my-team' }
  | { readonly kind: 'place'; readonly place: 'team' | 'queue' | 'group'; readonly several: boolean }
  | { readonly kind: 'media'; readonly media: Medium }
  /** Of now a state; of what is over, where there is one, the figure of it. */
  | { readonly kind: 'state'; readonly state: LiveFilter; readonly figure?: FigureId | undefined }
  | { readonly kind: 'available'; readonly are: Availability; readonly figure?: FigureId | undefined }
  | { readonly kind: 'figure'; readonly figure: FigureId }
  | { readonly kind: 'by' }
  | { readonly kind: 'split'; readonly split: Split }
  /**
   * The first of a ranking, or its last. `figure` is what it is made by when no other is named; `judged`: the first are
   * those with the better figure, which of times are the shorter ones.
   */
  | { readonly kind: 'top'; readonly most: boolean; readonly figure?: FigureId | undefined; readonly judged?: true }
  /** What other systems measure. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'skill' }
  | { readonly kind: 'direction' }
  | { readonly kind: 'way'; readonly way: 'inbound' | 'outbound' }
  | { readonly kind: 'zone' }
  /** `Madrid time` */
  | { readonly kind: 'city'; readonly timeZone: string }
  | { readonly kind: 'versus' }
  /** The period directly before the one that was said. */
  | { readonly kind: 'before' }
  /** Asks for people by name, where something is measured. */
  | { readonly kind: 'who' }
  /** Says what the next word is, which says it better itself. */
  | { readonly kind: 'label' }
  /** Says nothing but that what is asked about is over, and may be a part of a name. */
  | { readonly kind: 'past' }
  /** Says nothing, and may be a part of a name. */
  | { readonly kind: 'filler' };

/** The words people use for each medium, the first being the one that help shows. */
const MEDIA_WORDS = {
  voice: 'calls,call,voice,phone,phones,phone call,phone calls,telephone,voice call,voice calls',
  callback: 'callbacks,callback,call back,call backs',
  chat: 'chats,chat,webchat,web chat,webchats,web chats',
  email: 'emails,email,e mail,e mails,mail,mails',
  message: 'messages,message,messaging,web messaging,web messages',
  sms: 'sms,text message,text messages,texts',
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
  active: 'active,now,live,right now,at the moment,currently,current,rn,atm,at this moment,as we speak',
  alerting: 'ringing,alerting',
  held: 'on hold,held,holding',
  'after-call-work': 'wrapping up,in wrap up,in acw,in after call work',
  queued:
    'waiting,queued,longest waiting,calls waiting,customers waiting,callers waiting,people waiting,in queue,in the queue,queueing,queuing,queue length,queue size,queue depth,backlog',
  closed: 'closed,finished,just finished,just finish,just close,just closed,ended,completed',
} as const satisfies Record<LiveFilter, string>;

/** States whose words are those of a figure as well. */
const STATES_AND_FIGURES: readonly (readonly [string, LiveFilter, FigureId])[] = [
  ['hold,holds', 'held', 'hold'],
  ['acw,wrap up,wrapup,after call work,after call', 'after-call-work', 'acw'],
  ['longest wait', 'queued', 'longestWait'],
  ['wait,waits,wait time,wait times,waiting time,waiting times', 'queued', 'wait'],
];

const AVAILABLE_WORDS = {
  free: 'free,available,idle,ready,avail,can take,can take a call,can take calls,take a call,take another,take another call',
  talking: 'talking,busy,interacting,occupied,on a conversation,in a conversation,speaking',
  'on-break': 'on break,on a break,breaks,break,on lunch,at lunch,lunch,meal,on a meal,having lunch',
  away: 'away,not ready,off queue,not on queue,not available,unavailable,aux,not working,in a meeting,in meeting,in training,on training,meeting,training',
  offline: 'offline,off line,logged out,logged off,signed out,signed off,not logged in,not signed in',
  'on-queue': 'on queue,on the queue,signed in,logged in,working',
} as const satisfies Record<Exclude<Availability, 'not-responding'>, string>;

/** What people call the figures, beside the catalogue's own short words. */
const FIGURE_WORDS: Readonly<Partial<Record<FigureId, string>>> = {
  offered: 'offered',
  answered: 'answered,answers,answer',
  handled: 'handled,volume,volumes',
  aht: 'aht,handle time,handling time,average handle time,average handling time,avg handle time,handle times',
  talk: 'talk,talk time,talk times,average talk time,att',
  hold: 'hold time,hold times,average hold time',
  acw: 'wrap up time,wrapup time,acw time,after call work time,average acw,wrap time',
  asa: 'asa,speed of answer,average speed of answer,time to answer,answer time,how fast,how quickly',
  wait: 'waited,customers wait,callers wait,queue time,average wait,average wait time',
  longestWait:
    'max wait,maximum wait,longest wait time,longest waiting time,max wait time,maximum wait time,longest queue time',
  abandoned:
    'abandoned,abandon,abandons,abandon rate,abandonment,abandonment rate,abandoned rate,lost calls,dropped calls,hang ups,hangups,hung up',
  serviceLevel: 'sla,slas,sl,service level,service levels',
  transferred: 'transfers,transfer,transferred,transfer rate',
  blindTransfers: 'blind transfers,blind transfer',
  consultTransfers: 'consult transfers,consult transfer',
  notResponding: 'missed,missed calls,miss,ignored,rona',
  onQueue: 'on queue time,time on queue',
  occupancy: 'occupancy',
};

const SPLIT_WORDS = {
  'half-hour': 'half hour,half hours,half hourly,30 min,30 mins,30 minutes,30min,30m,interval,intervals',
  hour: 'hour,hours,hourly,60 min',
  day: 'day,days,daily,date,dates',
  week: 'week,weeks,weekly',
  month: 'month,months,monthly',
  agent:
    'agent,agents,person,people,user,users,rep,reps,staff,employee,employees,advisor,advisors,colleague,colleagues,name,names',
  queue: 'queue,queues',
  media: 'media,media type,media types,medium,channel,channels',
  wrapup:
    'wrapup,wrap up,wrap up code,wrap up codes,wrapup code,wrapup codes,wrapups,code,codes,disposition,dispositions,outcome,outcomes',
  direction: 'direction,directions',
} as const satisfies Record<Split, string>;

const OTHER_WORDS: readonly (readonly [string, Entry])[] = [
  ['me,myself,mine,my,my own,am i,do i', { kind: 'me' }],
  ['did i,was i,have i,how am i doing,how i did', { kind: 'me', past: true }],
  [
    'my team,my teams,our team,your team,my reports,reports,direct reports,my direct reports,my guys,my people,my agents,my staff',
    { kind: 'my-team' },
  ],
  ['team', { kind: 'place', place: 'team', several: false }],
  ['queue,q', { kind: 'place', place: 'queue', several: false }],
  ['group', { kind: 'place', place: 'group', several: false }],
  ['teams', { kind: 'place', place: 'team', several: true }],
  ['queues', { kind: 'place', place: 'queue', several: true }],
  ['groups', { kind: 'place', place: 'group', several: true }],
  ['by,per,split by,each,for each,group by,grouped by,broken down by,breakdown by,sorted by,every', { kind: 'by' }],
  ['hourly', { kind: 'split', split: 'hour' }],
  ['half hourly,half-hourly', { kind: 'split', split: 'half-hour' }],
  ['daily,day by day', { kind: 'split', split: 'day' }],
  ['weekly,week by week', { kind: 'split', split: 'week' }],
  ['monthly,month by month', { kind: 'split', split: 'month' }],
  ['agents,all agents,reps', { kind: 'split', split: 'agent' }],
  ['all queues', { kind: 'split', split: 'queue' }],
  ['wrap up codes,wrapup codes,wrap up code,wrapup code,dispositions', { kind: 'split', split: 'wrapup' }],
  ['top,most,the most,highest,biggest', { kind: 'top', most: true }],
  ['bottom,fewest,the fewest,least,the least,lowest,smallest', { kind: 'top', most: false }],
  ['best', { kind: 'top', most: true, judged: true }],
  ['worst', { kind: 'top', most: false, judged: true }],
  ['busiest,peak,most busy', { kind: 'top', most: true, figure: 'handled' }],
  ['quietest,least busy', { kind: 'top', most: false, figure: 'handled' }],
  ['slowest', { kind: 'top', most: true, figure: 'aht' }],
  ['fastest,quickest', { kind: 'top', most: false, figure: 'aht' }],
  ['which hour,what hour,what time,which hours', { kind: 'split', split: 'hour' }],
  ['which day,what day,which days', { kind: 'split', split: 'day' }],
  ['which week,what week,which weeks', { kind: 'split', split: 'week' }],
  ['which agent,which agents,what agent,what agents,which rep,which reps', { kind: 'split', split: 'agent' }],
  ['which queue,which queues,what queue', { kind: 'split', split: 'queue' }],
  [
    'csat,nps,survey,surveys,satisfaction,quality scores,adherence,conformance,shrinkage,schedule,schedules,forecast,forecasts,staffing,fcr,first call resolution,sentiment,tickets,cases,break time,break times,time on break,login time,log in time,logged in time,time logged in,idle time,available time,away time,time away,utilization,utilisation,productivity,attendance,overtime',
    { kind: 'elsewhere' },
  ],
  [
    'not responding,not answering,not picking up,isnt answering,isnt responding,isnt picking up,arent answering,arent responding,ignoring calls',
    { kind: 'available', are: 'not-responding', figure: 'notResponding' },
  ],
  ['skill', { kind: 'skill' }],
  ['direction', { kind: 'direction' }],
  ['inbound,incoming', { kind: 'way', way: 'inbound' }],
  ['outbound,outgoing', { kind: 'way', way: 'outbound' }],
  ['tz,timezone,time zone,zone', { kind: 'zone' }],
  ['vs,vs.,versus,against,compare,compared to,compared with,comparison,difference between', { kind: 'versus' }],
  ['week before,month before,day before,year before,quarter before,one before,period before', { kind: 'before' }],
  ['media,medium,state,status,period,agent,user,person,please,pls', { kind: 'label' }],
  // Everybody is who is meant when nobody is named.
  ['everyone,everybody,anyone,anybody,all,all of them,everyone else,someone', { kind: 'filler' }],
  ['who,whos', { kind: 'who' }],
  [
    'the,about,with,a,an,and,or,for,in,on,of,from,during,to,at,is,are,be,has,have,do,does,doing,go,goes,going',
    { kind: 'filler' },
  ],
  [
    'how,what,whats,which,where,wheres,when,show,show me,give,give me,tell,tell me,i want,want,see,get,list,can,could,you,we,hows,i,im',
    { kind: 'filler' },
  ],
  [
    'stats,statistics,stat,numbers,number,figures,figure,report,performance,data,kpis,kpi,results,summary,metrics,breakdown of,break down,trend,trends,graph,chart,plot,diagram,csv,export,excel,spreadsheet',
    { kind: 'past' },
  ],
  ['was,were,been,had,did,done,went,hit,met,reached', { kind: 'past' }],
  [
    'overview,board,dashboard,queue status,status of queue,floor,the floor,on the floor,whole floor',
    { kind: 'filler' },
  ],
  [
    'hey,hi,hello,good morning,good afternoon,good evening,good day,howdy,dear,thanks,thank you,up,only,just,happened,happening,there,it,conversations,interactions',
    { kind: 'filler' },
  ],
  ['&,+,doing now,doing right now', { kind: 'filler' }],
  [
    'all day,whole day,the whole day,full day,any,around,too,lot,a lot,a bit,need help,needs help,needs attention,need attention,the situation,work,works,many,much,our,us,long,how long,how busy,so far,take,takes,taken,taking,get,gets,getting,receive,receives,come,comes,make,makes,out,off,online,here,yet,still,already,really,exactly,things,stuff,stuck,able,any1,some1,every1,people,ppl,staff,folks,colleagues,u,ur,r,please,kindly,help me with,let me know,let me see,need,i need,would like,like to know,check,find,pull up,pull,send me,number of,the number of,that,them all,each of,working on',
    { kind: 'filler' },
  ],
  [
    'do customers,did customers,are customers,do callers,did callers,are callers,since when,for how long,customers have to,callers have to,the longest,going on,been on,come in,comes in',
    { kind: 'filler' },
  ],
  ['worked,took,got,received,came in,made,happened', { kind: 'past' }],
  ['rate,rates,average,avg,total,totals,count,counts', { kind: 'filler' }],
];

/** By phrase in small letters, with spaces for hyphens. Of a phrase that stands in two lists the later one counts. */
export const VOCABULARY: ReadonlyMap<string, Entry> = new Map<string, Entry>([
  ...OTHER_WORDS.flatMap(([phrases, entry]) => phrases.split(',').map((phrase) => [phrase, entry] as const)),
  ...entries(MEDIA_WORDS).map(([media, phrase]) => [phrase, { kind: 'media', media }] as const),
  ...entries(MEDIA_WORDS)
    .filter(([media]) => isMessageType(media))
    .flatMap(([media, phrase]) => asMessages(phrase).map((phrases) => [phrases, { kind: 'media', media }] as const)),
  ...entries(STATE_WORDS).map(([state, phrase]) => [phrase, { kind: 'state', state }] as const),
  ...entries(AVAILABLE_WORDS).map(([are, phrase]) => [phrase, { kind: 'available', are }] as const),
  ...entries(FIGURE_WORDS).map(([figure, phrase]) => [phrase, { kind: 'figure', figure }] as const),
  ...STATES_AND_FIGURES.flatMap(([phrases, state, figure]) =>
    phrases.split(',').map((phrase) => [phrase, { kind: 'state', state, figure }] as const),
  ),
  ['on queue', { kind: 'available', are: 'on-queue', figure: 'onQueue' }],
]);

/** WhatsApp messages are WhatsApp, and not all messages beside it. */
function asMessages(kind: string): readonly string[] {
  const all = ['messages', 'message', 'messaging', 'chats', 'chat', 'conversations'];
  return all.flatMap((word) => [
    `${kind} ${word}`,
    ...['', 'on ', 'via ', 'by ', 'from ', 'in ', 'through '].map((joint) => `${word} ${joint}${kind}`),
  ]);
}

/** What may stand behind `by`. */
export const SPLITS_BY_PHRASE: ReadonlyMap<string, Split> = new Map(
  entries(SPLIT_WORDS).map(([split, phrase]) => [phrase, split]),
);

/** The longest phrase has so many words. */
export const LONGEST_PHRASE = Math.max(...[...VOCABULARY.keys()].map((phrase) => phrase.split(' ').length));

/** Words that a mistyped one may have been meant for: none that is near to everything. */
const SUGGESTED: readonly Entry['kind'][] = [
  'my-team',
  'place',
  'media',
  'state',
  'available',
  'figure',
  'split',
  'skill',
  'direction',
  'way',
];
export const SUGGESTIONS: readonly string[] = [
  'yesterday',
  ...[...VOCABULARY]
    .filter(([phrase, { kind }]) => SUGGESTED.includes(kind) && !phrase.includes(' ') && phrase.length > 3)
    .map(([phrase]) => phrase),
];

/** Words of which several make one: `serivce level` has one of them wrong. */
export const SUGGESTED_PARTS: readonly string[] = [
  ...new Set(
    [...VOCABULARY]
      .filter(([phrase, { kind }]) => SUGGESTED.includes(kind) && phrase.includes(' '))
      .flatMap(([phrase]) => phrase.split(' '))
      .filter((word) => word.length > 4),
  ),
];

/** One word for each, as help shows them. */
export const SHOWN_MEDIA = shown(MEDIA_WORDS, ['voice', 'chat', 'email', 'message', 'callback', 'video']);
export const SHOWN_STATES = shown(STATE_WORDS, ['alerting', 'held', 'queued', 'closed']);

export const SHOWN_SPLITS = shown(SPLIT_WORDS, SPLITS);

function entries<Name extends string>(
  table: Readonly<Partial<Record<Name, string>>>,
): readonly (readonly [Name, string])[] {
  const names = Object.keys(table).filter((name): name is Name => name in table);
  return names.flatMap((name) =>
    (table[name] ?? '')
      .split(',')
      .filter((phrase) => phrase !== '')
      .map((phrase) => [name, phrase] as const),
  );
}

function shown<Name extends string>(table: Readonly<Record<Name, string>>, names: readonly Name[]): readonly string[] {
  return names.map((name) => table[name].split(',')[0] ?? name);
}
