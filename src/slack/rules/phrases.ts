import { PEOPLE_MEASURES, type PeopleMeasure, QUEUE_MEASURES, type QueueMeasure } from '../../alerts/rules/rule.ts';

export type Measure = QueueMeasure | PeopleMeasure;
export const MEASURES = [...QUEUE_MEASURES, ...PEOPLE_MEASURES] as const;

/** What the number of a measure is. */
export type Unit = 'count' | 'time' | 'share';

export const UNITS: Readonly<Record<Measure, Unit>> = {
  waiting: 'count',
  'longest-wait': 'time',
  free: 'count',
  'service-level': 'share',
  abandoned: 'share',
  acw: 'time',
  held: 'time',
  'not-responding': 'time',
  break: 'time',
};

export function isOfQueue(measure: Measure): measure is QueueMeasure {
  return QUEUE_MEASURES.some((each) => each === measure);
}

/** What people call the measures, the first as the app itself writes it. */
const MEASURE_WORDS: Readonly<Record<Measure, string>> = {
  waiting: 'waiting,queued,queueing,queuing,queue length,queue size,backlog',
  'longest-wait':
    'longest wait,longest waiting,longest waiting time,longest wait time,longest,oldest,wait,waits,wait time,waiting time,max wait,maximum wait,max wait time,maximum wait time',
  free: 'free,available,idle,ready,on queue and free',
  'service-level': 'service level,service levels,servicelevel,sl,sla,slas',
  abandoned: 'abandoned,abandons,abandon,abandonment,abandon rate,abandoned rate,abandonment rate',
  acw: 'acw,wrap up,wrapup,after call work,after call,wrapping up,in wrap up,in wrapup,in acw,in after call,in after call work,acw time,wrap up time,after call work time',
  held: 'on hold,hold,held,holding,hold time,caller on hold,a caller on hold,has had a caller on hold',
  'not-responding':
    "not responding,has not responded,have not responded,not answering,unresponsive,no response,not responded,doesn't respond,doesn't answer,does not respond,does not answer,isn't responding,isn't answering,don't respond,don't answer,aren't responding,aren't answering",
  break: 'break,on break,on a break,breaks,lunch,on lunch,at lunch,meal,on a meal,meal break,on a meal break',
};

/** Where the phrase itself says that a share is meant, whatever stands behind the number. */
export const IS_RATE = /\brate\b|^(?:service|sl)/;

export type Sign = '>' | '>=' | '<' | '<=' | '=';

const SIGN_WORDS: Readonly<Record<Sign, string>> = {
  '>': '>,over,above,more than,greater than,higher than,longer than,older than,larger than,bigger than,beyond,past,exceeds,exceed,exceeding,exceeded,goes over,goes above,rises over,rises above,more,longer,older,is over,is above',
  '>=': '>=,=>,≥,at least,minimum,min,no less than,not less than,no fewer than,reaches,hits',
  '<': '<,under,below,less than,fewer than,lower than,smaller than,shorter than,drops below,drops under,falls below,falls under,goes below,goes under,is under,is below,fewer,less',
  '<=': '<=,=<,≤,at most,only,maximum,max,no more than,not more than,up to,down to',
  '=': '=,==,equals,exactly,equal to,equal',
};

/** Behind a number. */
const SUFFIX_WORDS: Readonly<Record<'>=' | '<=', string>> = {
  '>=': 'or more,or longer,or over,and more,and over,or above',
  '<=': 'or less,or fewer,or below,and less',
};

/** In milliseconds. */
const TIME_WORDS: Readonly<Record<string, number>> = {
  's,sec,secs,second,seconds': 1000,
  'm,min,mins,minute,minutes,mn': 60_000,
  'h,hr,hrs,hour,hours': 3_600_000,
};

const NUMBER_WORDS = 'zero,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve';

/** Where what is told goes. */
export type Destination = 'owner' | 'here' | 'ping-here' | 'ping-channel';
const DESTINATION_WORDS: Readonly<Record<Destination, string>> = {
  owner:
    'on me,to me,to myself,dm me,dm,by dm,in a dm,direct message,by direct message,in a direct message,me when,me if',
  here: 'here,on here,in here,to here,in this channel,to this channel,on this channel,this channel',
  'ping-here': 'mention here,with here,ping here,notify here',
  'ping-channel': 'mention channel,with channel,ping channel,notify channel,mention everyone',
};

/** Say nothing here, beside the words that say nothing in any question. */
const SMALL_WORDS =
  'when,if,whenever,once,that,than,as soon as,is,are,gets,get,becomes,become,has been,have been,there is,there are,agents,agent,people,person,persons,someone,somebody,anybody,anyone,alert,alerts,an alert,rule,ping,post,send,notify,notify me,ping me,tell me,let me know,warn me,warn us,tell us,alert me,alert us,remind me,message me,send me a message,today,so far,so far today,of today,still,now,right now,currently,at the moment,then,stays,stay,with,any,has had,have had,of the day,because,number of,count of,please,at any time,always';

/** Of these more than so many are those who wait. */
const WAITING_THINGS = 'callers,caller,customers,customer,contacts,contact,conversations,conversation,interactions';

export const MEASURES_BY_PHRASE = byPhrase(MEASURE_WORDS);
export const SIGNS_BY_PHRASE = byPhrase(SIGN_WORDS);
export const SUFFIXES_BY_PHRASE = byPhrase(SUFFIX_WORDS);
export const DESTINATIONS_BY_PHRASE = byPhrase(DESTINATION_WORDS);
export const THINGS: ReadonlyMap<string, true> = new Map(WAITING_THINGS.split(',').map((phrase) => [phrase, true]));
export const SMALL: ReadonlyMap<string, true> = new Map(SMALL_WORDS.split(',').map((phrase) => [phrase, true]));
export const TIME_BY_WORD: ReadonlyMap<string, number> = new Map(
  Object.entries(TIME_WORDS).flatMap(([words, ms]) => words.split(',').map((word) => [word, ms] as const)),
);
export const NUMBER_BY_WORD: ReadonlyMap<string, number> = new Map(
  NUMBER_WORDS.split(',').map((word, number) => [word, number]),
);
/** Units that people write and that no alert has. */
export const OTHER_UNITS = new Set(
  'ms,msec,millis,millisecond,milliseconds,d,day,days,w,week,weeks,month,months,x,times,pts,points,euro,eur'.split(','),
);
export const PER_CENT = new Set(['%', 'percent', 'pct', 'per']);
/** Of nobody: `nobody free`, `no agents free`. */
export const NOBODY: ReadonlyMap<string, true> = new Map(
  'no,nobody,no one,noone,none,no agent,no agents,no people,no person,not one'
    .split(',')
    .map((phrase) => [phrase, true]),
);

/** The word of a measure that the app itself writes. */
export function measureTyped(measure: Measure): string {
  return MEASURE_WORDS[measure].split(',')[0] ?? measure;
}

function byPhrase<Name extends string>(words: Readonly<Record<Name, string>>): ReadonlyMap<string, Name> {
  return new Map(
    Object.keys(words)
      .filter((name): name is Name => name in words)
      .flatMap((name) => words[name].split(',').map((phrase) => [phrase, name] as const)),
  );
}
