import { nearest } from '../nearest.ts';
import { MONTHS, WEEKDAYS } from './calendar.ts';

const UNITS = {
  minute: ['minute', 'minutes', 'min', 'mins'],
  hour: ['hour', 'hours', 'hr', 'hrs', 'h'],
  day: ['day', 'days', 'd'],
  week: ['week', 'weeks', 'wk', 'wks', 'w'],
  month: ['month', 'months', 'mo', 'mos', 'mth', 'mths'],
  quarter: ['quarter', 'quarters', 'qtr', 'qtrs'],
  year: ['year', 'years', 'yr', 'yrs', 'y'],
} as const;
export type CountedUnit = keyof typeof UNITS;
export const COUNTED_UNITS = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

const ONES =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );

/** How months and weekdays may be written: whole, or any three letters and more of their beginning. */
const MONTH_SPELLINGS = MONTHS.flatMap(beginnings);
const WEEKDAY_SPELLINGS = [...WEEKDAYS.flatMap(beginnings), 'weds'];

/** What stands in a pattern of a form for the words of a kind; each is one group. */
export const PLACEHOLDERS: Readonly<Record<string, string>> = {
  n: '(\\d+)',
  unit: `(${alternatives(Object.values(UNITS).flat())})`,
  month: `(${alternatives(MONTH_SPELLINGS)})`,
  weekday: `(${alternatives(WEEKDAY_SPELLINGS)})`,
  year: '(\\d{4})',
  shortyear: '(\\d{4}|\\d{2})',
  dom: '(\\d{1,2})(?:th)?',
  time: '(\\d{1,2}(?:[:.h]\\d{2}| ?h)?(?: ?[ap]m)?|noon|midnight)',
  last: '(?:last|past|previous|prev|trailing|rolling|preceding)',
  this: '(?:this|current)',
};

/** Usual slips of the fingers, and words that people run together, before anything is understood. */
const SLIPS = new Map(
  [
    'tody,todya,toady,2day=today|yesteday,yesterady,yesterda,yesterdy,yesturday,yestarday,yestreday,yeserday,yday,yest,ystrday=yesterday',
    'lst,lats,las,lsat=last|tihs,thsi,ths=this|teh=the|wek,wekk,weke,weeek,weak=week|wekend,weeknd=weekend',
    'mouth,moth,mnth,montly=month|mnths=months|dya,dyas=day|hor,houre=hour|yaer,yera=year|quater,quartr=quarter',
    'wensday,wendsday,wednsday,wedensday=wednesday|teusday,tuseday=tuesday|thrusday,thurday=thursday|firday,fryday=friday',
    'febuary,feburary=february|agust,augst=august|setember=september|ocotber=october',
    'overnight=last night|weekends=weekend|sofar=so far|todays=today|yesterdays=yesterday|workdays=weekdays',
  ]
    .join('|')
    .split('|')
    .flatMap((line) => {
      const [wrong = '', right = ''] = line.split('=');
      return wrong.split(',').map((word) => [word, right] as const);
    }),
);

/** Words of other languages for periods, in English. Phrases first: the longest that fits is taken. */
const OTHER_LANGUAGES = new Map(
  [
    // Spanish
    'hoy=today|ayer=yesterday|anteayer=day before yesterday|semana pasada=last week|esta semana=this week',
    'mes pasado=last month|este mes=this month|ano pasado=last year|este ano=this year|trimestre pasado=last quarter',
    // French
    "aujourd'hui=today|hier=yesterday|avant-hier=day before yesterday|semaine derniere=last week|semaine passee=last week",
    'cette semaine=this week|mois dernier=last month|ce mois=this month|annee derniere=last year|cette annee=this year',
    // German
    'heute=today|gestern=yesterday|vorgestern=day before yesterday|letzte woche=last week|vorige woche=last week',
    'diese woche=this week|letzten monat=last month|letzter monat=last month|diesen monat=this month|letztes jahr=last year',
    // Portuguese
    'hoje=today|ontem=yesterday|anteontem=day before yesterday|semana passada=last week|mes passado=last month',
    'ultima semana=last week|ultimo mes=last month',
    // Italian
    'oggi=today|ieri=yesterday|settimana scorsa=last week|questa settimana=this week|mese scorso=last month|questo mese=this month',
    // Dutch
    'vandaag=today|gisteren=yesterday|vorige week=last week|deze week=this week|vorige maand=last month|deze maand=this month',
    // Japanese and Chinese
    '今日=today|昨日=yesterday|先週=last week|今週=this week|先月=last month|今月=this month|今天=today|昨天=yesterday|上周=last week',
    // Weekdays, and what is counted
    'lunes=monday|martes=tuesday|miercoles=wednesday|jueves=thursday|viernes=friday|sabado=saturday|domingo=sunday',
    'montag=monday|dienstag=tuesday|mittwoch=wednesday|donnerstag=thursday|freitag=friday|samstag=saturday|sonntag=sunday',
    'lundi=monday|mardi=tuesday|mercredi=wednesday|jeudi=thursday|vendredi=friday|samedi=saturday|dimanche=sunday',
    'ultimos=last|ultimas=last|letzten=last|letzte=last|dias=days|tage=days|jours=days|semanas=weeks|wochen=weeks|horas=hours',
    // Parts of days
    'vormittag=morning|nachmittag=afternoon|abend=evening|matin=morning|apres-midi=afternoon|soir=evening|tarde=afternoon',
    'pomeriggio=afternoon|sera=evening|вчера=yesterday|сегодня=today',
    // Months, where English has another beginning
    'enero=january|febrero=february|marzo=march|abril=april|mayo=may|junio=june|julio=july|agosto=august',
    'septiembre=september|octubre=october|noviembre=november|diciembre=december',
    'janvier=january|fevrier=february|mars=march|avril=april|mai=may|juin=june|juillet=july|aout=august|septembre=september',
    'octobre=october|novembre=november|decembre=december|januar=january|februar=february|marz=march|juni=june|juli=july',
    'oktober=october|dezember=december|dezembro=december|janeiro=january|setembro=september|outubro=october|novembro=november',
  ]
    .join('|')
    .split('|')
    .map((line) => {
      const [foreign = '', english = ''] = line.split('=');
      return [foreign, english] as const;
    }),
);
const LONGEST_FOREIGN = 2;

/** Articles that such phrases begin with. */
const FOREIGN_ARTICLES = new Set(['la', 'le', 'el', 'il', 'de', 'der', 'die', 'das', "l'", 'a', 'o', 'en']);

/** A word that is no misspelt one of these, only near to it: names of people. */
const TOO_NEAR_TO_NAMES = new Set(['april', 'may', 'june', 'july', 'august', 'march']);

/** @example unitNamed('hrs') //=> 'hour' */
export function unitNamed(word: string): CountedUnit | undefined {
  return COUNTED_UNITS.find((unit) => UNITS[unit].some((spelling) => spelling === word));
}

/** @example numberNamed('twenty') //=> 20 */
export function numberNamed(word: string): number | undefined {
  const index = ONES.indexOf(word);
  if (index !== -1) return index + 1;
  return { twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, ninety: 90 }[word];
}

/** @example ordinalNamed('third') //=> 3 */
export function ordinalNamed(word: string): number | undefined {
  const index = ORDINALS.indexOf(word);
  if (index !== -1) return index + 1;
  return { twentieth: 20, thirtieth: 30 }[word];
}

/** 1 is January; three letters are enough. */
export function monthNamed(word: string): number | undefined {
  const index = word.length < 3 ? -1 : MONTHS.findIndex((month) => month.startsWith(word));
  return index === -1 ? undefined : index + 1;
}

/** 0 is Sunday; three letters are enough. */
export function weekdayNamed(word: string): number | undefined {
  if (word === 'weds') return 3;
  const index = word.length < 3 ? -1 : WEEKDAYS.findIndex((weekday) => weekday.startsWith(word));
  return index === -1 ? undefined : index;
}

/** @example withoutSlips('lst wek') //=> 'last week' */
export function withoutSlips(word: string): string {
  const known = SLIPS.get(word);
  if (known !== undefined) return known;
  const joined = /^(last|this|past|previous|next)(minute|hour|day|week|weekend|month|quarter|year|night)$/.exec(word);
  return joined === null ? word : `${joined[1]} ${joined[2]}`;
}

/**
 * English for the words of other languages that mean a period.
 *
 * @example inEnglish(['la', 'semana', 'pasada']) //=> ['last', 'week']
 */
export function inEnglish(words: readonly string[]): readonly string[] {
  const english: string[] = [];
  let found = false;
  for (let at = 0; at < words.length; ) {
    const taken = [LONGEST_FOREIGN, 1].find((count) => OTHER_LANGUAGES.has(foreignAt(words, at, count)));
    const meant = taken === undefined ? undefined : OTHER_LANGUAGES.get(foreignAt(words, at, taken));
    english.push(meant ?? words[at] ?? '');
    found ||= meant !== undefined;
    at += taken ?? 1;
  }
  return found ? english.flatMap((word) => (FOREIGN_ARTICLES.has(word) ? [] : word.split(' '))) : words;
}

function foreignAt(words: readonly string[], at: number, count: number): string {
  return at + count > words.length ? '' : unaccented(words.slice(at, at + count).join(' '));
}

function unaccented(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

/** Every word of any form; `forms.ts` adds those that stand in its patterns. */
export const NAMED_WORDS: readonly string[] = [
  ...Object.values(UNITS).flat(),
  ...MONTH_SPELLINGS,
  ...WEEKDAY_SPELLINGS,
  ...ONES,
  ...ORDINALS,
  ...'twenty thirty forty fifty sixty ninety twentieth thirtieth couple half noon midnight am pm now last past previous prev'.split(
    ' ',
  ),
  ...[...SLIPS.keys(), ...OTHER_LANGUAGES.keys()].flatMap((phrase) => phrase.split(' ')),
  ...FOREIGN_ARTICLES,
];

/** Words long enough to be recognised when one letter is wrong. */
const CORRECTED = [
  ...'today yesterday minutes hours weeks fortnight month months quarter quarters weekend morning afternoon evening'.split(
    ' ',
  ),
  ...WEEKDAYS,
  ...MONTHS.filter((month) => !TOO_NEAR_TO_NAMES.has(month)),
];

/**
 * The word of a period that is meant by one with a single slip inside; its first and last letter are right, or it has
 * two letters the wrong way round.
 *
 * @example corrected('octber') //=> 'october'
 * @example corrected('fortnigth') //=> 'fortnight'
 */
export function corrected(word: string): string | undefined {
  if (word.length < 5) return undefined;
  const alike = CORRECTED.filter(
    (each) => each[0] === word[0] && (each.at(-1) === word.at(-1) || lettersOf(each) === lettersOf(word)),
  );
  return nearest(word, alike, 1);
}

function lettersOf(word: string): string {
  return word.split('').sort().join('');
}

function beginnings(name: string): readonly string[] {
  return Array.from({ length: name.length - 2 }, (_, index) => name.slice(0, index + 3));
}

/** The longest first, so that none hides a longer one. */
function alternatives(words: readonly string[]): string {
  return [...new Set(words)].toSorted((one, other) => other.length - one.length).join('|');
}
