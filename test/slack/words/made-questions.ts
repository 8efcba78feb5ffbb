/** One way to say something, and what it means, said beside the grammar and not by it. */
interface Saying {
  readonly words: string;
  readonly means: string;
}

/** At Sunday 22 November 2026, 10:00 in Madrid. Of each line every spelling means the same. */
const PERIODS = `
today|2026-11-22..now
yesterday,yday,yesteday,ystrday,the whole of yesterday,gestern,ayer|2026-11-21
day before yesterday,the day before yesterday,2 days ago|2026-11-20
this week,wtd,week to date,so far this week,thisweek|2026-11-16..now
last week,previous week,the past week,lastweek,lst week,last wk,semana pasada,letzte woche|2026-11-09..2026-11-15
2 weeks ago,two weeks ago,the week before last|2026-11-02..2026-11-08
last 2 weeks,past two weeks,last 2 wks,2w|2026-11-02..2026-11-15
this month,mtd,month to date,november|2026-11-01..now
last month,prev month,october,oct,oct 2026,Oct '26,2026-10,last october|2026-10-01..2026-10-31
september,sept,sep 2026|2026-09-01..2026-09-30
last 7 days,past 7 days,7d,last seven days|2026-11-15..2026-11-21
last 30 days,30d|2026-10-23..2026-11-21
q3,Q3 2026,third quarter,3rd quarter,3rd qtr,last quarter|2026-07-01..2026-09-30
h1,first half of 2026,H1 2026|2026-01-01..2026-06-30
this year,ytd,2026|2026-01-01..now
last year,2025|2025-01-01..2025-12-31
3 nov,3rd of november,nov 3,the 3rd,2026-11-03,03.11.2026,20261103|2026-11-03
monday,last monday,mon|2026-11-16
last friday,friday,fri|2026-11-20
1 to 15 nov,1-15 nov,nov 1 - nov 15,2026-11-01..2026-11-15,from 1 nov to 15 nov,between 1 nov and 15 nov|2026-11-01..2026-11-15
1st half of october,first half of oct|2026-10-01..2026-10-15
second half of last month|2026-10-16..2026-10-31
since monday|2026-11-16..now
since 10 nov,from 10 nov|2026-11-10..now
week 46,KW46,2026-W46,w46|2026-11-09..2026-11-15
weekdays last week,last working week|2026-11-09..2026-11-13
yesterday morning|2026-11-21T00:00..2026-11-21T12:00
yesterday 9-12,yesterday from 9 to 12|2026-11-21T09:00..2026-11-21T12:00
9 to 5 yesterday|2026-11-21T09:00..2026-11-21T17:00
past 30 minutes,last 30 min|2026-11-22T09:30..2026-11-22T10:00
last hour,past hour|2026-11-22T09:00..2026-11-22T10:00
`;

const WHO = `
<@U0ANA>,<@U0ANA|ana>|who=U0ANA
me,myself|who=me
my team,our team,my direct reports|who=my-team
ana.lopez@example.com,<mailto:ana.lopez@example.com|ana.lopez@example.com>|who=email:ana.lopez@example.com
Ana López,ana lopez,"Ana López",“Ana López”,agent "Ana López"|who=agent:ana
Billing EU,queue Billing EU,billing eu queue,queue:"Billing EU",the Billing EU queue|who=queue:Billing EU
Sales Outbound,queue Sales Outbound,sales outbound queue,queue "Sales Outbound"|who=queue:Sales Outbound
Support,support queue,queue:support|who=queue:Support
Care,team Care,care team,the care team,team:"Care"|who=team:Care
Tier 2,group Tier 2,tier 2 group,group "Tier 2"|who=group:Tier 2
Support Email,queue Support Email,queue "Support Email"|who=queue:Support Email
`;

const MEDIA = `
calls,phone calls,voice,telephone|media=voice
chats,web chat,webchat|media=chat
emails,e-mails,mails|media=email
callbacks,call backs|media=callback
whatsapp,whatsapp messages,messages on whatsapp|media=whatsapp
sms,text messages|media=sms
`;

const SPLITS = `
by hour,per hour,hourly|by=hour
by day,per day,daily,day by day|by=day
by week,weekly|by=week
by agent,per agent,for each agent,by rep,grouped by agent|by=agent
by queue,per queue,each queue|by=queue
by half hour,by 30 min,half-hourly,by interval|by=half-hour
by media,by channel|by=media
by wrap-up code,by disposition,wrap up codes|by=wrapup
`;

const FIGURES = `
AHT,average handle time,handling time|figures=aht
service level,SLA|figures=serviceLevel
abandon rate,abandons,abandoned|figures=abandoned
hold time|figures=hold
transfers,transfer rate|figures=transferred
occupancy|figures=occupancy
missed calls|figures=notResponding
`;

const WAYS = 'inbound,incoming|dir=inbound\noutbound,outgoing|dir=outbound';
const ZONES = 'tz:America/New_York,time zone America/New_York|zone=America/New_York\nMadrid time|zone=Europe/Madrid';

const BEFORE = [
  '',
  '',
  '',
  'show me ',
  'how was ',
  'please give me ',
  'stats for ',
  'what about ',
  'can you tell me ',
  'I want to see ',
  'report: ',
];
const BEHIND = ['', '', '', '?', ' please', ' pls', '!', '.', ' thanks'];
const BETWEEN = [' ', ' ', '  ', ', ', ' for ', ' and ', '\u00a0'];

/** So many questions, put together from sayings in any order and spelling; the same ones for the same seed. */
export function madeQuestions(
  count: number,
  seed: number,
): readonly { readonly text: string; readonly means: string }[] {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new Error('an empty list');
    return found;
  };
  const one = (lines: string): Saying => {
    const line = pick(lines.trim().split('\n'));
    const at = line.lastIndexOf('|');
    return { words: pick(line.slice(0, at).split(',')), means: line.slice(at + 1) };
  };
  return Array.from({ length: count }, () => {
    const period = random() < 0.85 ? one(PERIODS) : undefined;
    const others = [
      ...(random() < 0.8 ? [one(WHO)] : []),
      ...(random() < 0.35 ? [one(MEDIA)] : []),
      ...(random() < 0.35 ? [one(SPLITS)] : []),
      ...(random() < 0.25 ? [one(FIGURES)] : []),
      ...(random() < 0.12 ? [one(WAYS)] : []),
      ...(random() < 0.08 ? [one(ZONES)] : []),
    ];
    const said = shuffled([...(period === undefined ? [] : [period]), ...others], random);
    const words = said.map(({ words: each }) => inSomeCase(each, random));
    const text = `${pick(BEFORE)}${words.length === 0 ? 'today' : words.reduce((all, each) => `${all}${pick(BETWEEN)}${each}`)}${pick(BEHIND)}`;
    const ordered = ['who', 'media', 'by', 'dir', 'zone', 'figures'].flatMap((key) =>
      others.flatMap(({ means }) => (means.startsWith(`${key}=`) ? [means] : [])),
    );
    return { text, means: [period?.means ?? '2026-11-22..now', ...ordered].join(';') };
  });
}

/** Small letters, capitals or as it is; what is an id or a name in quotes stays. */
function inSomeCase(words: string, random: () => number): string {
  if (/[<@":/]/.test(words)) return words;
  const how = random();
  if (how < 0.2) return words.toUpperCase();
  if (how < 0.4) return words.toLowerCase();
  return how < 0.5 ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

function shuffled<T>(list: readonly T[], random: () => number): readonly T[] {
  return list
    .map((each) => ({ each, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ each }) => each);
}

/** Numbers in [0, 1) that are the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
