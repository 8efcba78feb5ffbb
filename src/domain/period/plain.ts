import { inEnglish, numberNamed, ordinalNamed, PLACEHOLDERS, withoutSlips } from './words.ts';

/** Longer than the longest period that anybody would write; the rest is not looked at. */
const LONGEST = 120;

const { month: MONTH = '', weekday: WEEKDAY = '' } = PLACEHOLDERS;

/** In order: each rewrites one habit of writing into the spelling that the forms know. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u201b\u02bc\u00b4`]/g, "'"],
  [/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"\u201c-\u201f\u00ab\u00bb\u2039\u203a*_~()[\]]/g, ' '],
  [/(\d{4})[-\u2010-\u2015\u2212](\d{1,2})[-\u2010-\u2015\u2212](\d{1,2})(?!\d)/g, '$1/$2/$3'],
  [/[\u2010\u2011\u2212]/g, '-'],
  [/\u2026|[\u2012-\u2015]|->|\u2192/g, '..'],
  // Oct '26, but not O'Neill
  [/(^|[\sa-z\d])'(\d{2})(?!\d)/g, '$1 20$2'],
  [/(\d{4}\/\d{1,2}\/\d{1,2})t(?=\d)/g, '$1 '],
  [/'s\b/g, ''],
  [/^'|'$|\s'|'\s/g, ' '],
  [/^now-1d\/d$|^-1d$/g, 'yesterday'],
  [/^(?:all|whole|entire|full)(?: of)? (?=.)/g, ''],
  [/\b(?:working|business|work) ?days\b/g, 'weekdays'],
  [/\b(?:quarter|q) (?=[1-4]\b)/g, 'q'],
  [/\bw\/c\b/g, 'week commencing'],
  [/(\d)\. (?=[a-z])/g, '$1 '],
  [/(?<=[a-z])[.!?]+(?=\s|$)|[!?]+/g, ' '],
  // The dot of 03.11. belongs to it, that of "in Q3." does not.
  [/(?<!\d\.\d{1,2}|^\d{1,2})\.$/g, ''],
  [/\b(\d{1,2})(?:st|nd|rd|th)\b/g, '$1th'],
  [/, ?(?=(?:\d{1,2}(?:th)?|[a-z]{3,9})(?:,| and\b| & ))/g, ' and '],
  [/\s*[&+]\s*/g, ' and '],
  [/,/g, ' '],
  [/\bhalf (?:an )?hour\b|\bhalf-hour\b/g, '30 minutes'],
  [/\b(?:a )?couple(?: of)?\b/g, '2'],
  [/\ban? (?=(?:minute|hour|day|week|month|quarter|year)\b)/g, '1 '],
  [/\bfortnight\b/g, '2 weeks'],
  [/\bqtr\b/g, 'quarter'],
  [/\b(?:earlier|later) (?=today\b|this )/g, ''],
  // 3-nov-26, nov 12-nov 15, mon-fri, w45-w46, 9am-5pm
  [new RegExp(`\\b${MONTH} (\\d{1,2})-(?=${MONTH}\\b)`, 'g'), '$1 $2..'],
  [new RegExp(`(\\d) ?${MONTH}-(?=\\d{1,2} ?${MONTH}\\b)`, 'g'), '$1 $2..'],
  [new RegExp(`(\\d)-(?=${MONTH}\\b)`, 'g'), '$1 '],
  [new RegExp(`\\b${MONTH}-(?=\\d)`, 'g'), '$1 '],
  [new RegExp(`\\b(?:${MONTH}|${WEEKDAY})-(?=(?:${MONTH}|${WEEKDAY})\\b)`, 'g'), '$1$2..'],
  [/\b([qhw]\d{1,2})-(?=[qhw]\d)/g, '$1..'],
  [/\b(\d{1,2})-(\d{1,2})-(\d{4})\b/g, '$1/$2/$3'],
  [/\b(\d{4})-(?=[qhw]\d)/g, '$1 '],
  [/\b([qh]\d)-(?=\d{2})/g, '$1 '],
  [/\b(\d{4})-(\d{1,2})(?![\d/.])/g, '$1/$2'],
  [/(\d{4}\/\d{1,2}\/\d{1,2}) (?=\d{4}\/)/g, '$1..'],
  [/(\d|\.|am|pm|h)-(?=\d)/g, '$1..'],
  [/ - /g, '..'],
  [/(?<=[a-z\d])-(?=[a-z])/g, ' '],
  [new RegExp(`\\b${MONTH}(\\d{1,4})\\b`, 'g'), '$1 $2'],
  [new RegExp(`(\\d)${MONTH}(?=\\d)`, 'g'), '$1 $2 '],
  [new RegExp(`\\b(\\d{1,2}(?:th)?)${MONTH}\\b`, 'g'), '$1 $2'],
  [/\b(?:kw|cw|wk|w) ?(?:no\.?|nr\.?)? ?(\d{1,2})\b/g, 'w$1'],
  [
    /\b(?:calendar )?weeks? (?:number |no\.? |nr\.? |#)?(\d{1,2})(?=$| |\.\.|\/)(?! (?:[a-z]*day|weeks?|months?)\b)/g,
    'w$1',
  ],
  [new RegExp(`\\bmonth (?:of )?(?=${MONTH}\\b)`, 'g'), ''],
  [/\b(?:of|the|calendar)\b/g, ' '],
  [/\s+/g, ' '],
  [/(?<!last |past |previous |this |current )\b(week|month|quarter|year) (?:to date|so far)\b/g, 'this $1'],
  [/\bto date\b/g, 'to-date'],
  [/\bbetween (.+?) and (.+)$/g, '$1..$2'],
  [/ (?:up to|to|until|till|til|through|thru) /g, '..'],
  [/ ?\.{2,} ?/g, '..'],
  [/\b(?:this|current) 1 (?=week|month|year|quarter|day)/g, 'this '],
  [/ (?:so far|please|only|pls)$/g, ''],
  [/^so far /g, ''],
];

/** At the beginning they join a period to a sentence. */
const PREPOSITION = /^(?:for|on|during|over|within|at) /;

/**
 * One spelling of what people type: small letters, single spaces, `15th` for ordinals, `2026/11/03` for dates, `..`
 * between the ends of a range. Nothing where the text is too long to be a period.
 *
 * @example plainWords('From 1st\u00a0–\u00a015th Nov, 2026') //=> 'from 1th..15th nov 2026'
 */
export function plainWords(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  let plain = spaced(text.normalize('NFKC').toLowerCase());
  const words = inEnglish(plain.split(' ').map(withoutSlips).join(' ').split(' '));
  plain = words.map(inDigits).join(' ');
  for (const [pattern, replacement] of REWRITES) plain = plain.replace(pattern, replacement);
  plain = spaced(plain);
  while (PREPOSITION.test(plain)) plain = plain.replace(PREPOSITION, '');
  return plain;
}

function inDigits(word: string): string {
  const [, bare = word] = /^(.*?)[.,!?]?$/.exec(word) ?? [];
  const ordinal = ordinalNamed(bare);
  if (ordinal !== undefined) return `${ordinal}th`;
  const number = numberNamed(bare);
  return number === undefined ? word : `${number}${word.slice(bare.length)}`;
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
