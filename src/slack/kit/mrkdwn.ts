import type { Instant } from '../../domain/time.ts';

/**
 * Makes text from elsewhere (names of people and queues) harmless in mrkdwn: it cannot mention, link or ping.
 *
 * @example escapeText('A&B <!channel>') //=> 'A&amp;B &lt;!channel&gt;'
 */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Cuts to at most `most` UTF-16 units without splitting a character, and says so with an ellipsis.
 *
 * @example clip('Queue of the seven seas', 10) //=> 'Queue of…'
 */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * A moment that Slack shows in each reader's own zone, with words for whoever cannot.
 *
 * @param at the moment
 * @param form what to show: the time, the day and the time, or the time to the second
 * @param words the same in the asker's zone, escaped
 * @example timeToken(Date.UTC(2026, 10, 22, 9, 41), 'time', '10:41 CET') //=> '<!date^1795340460^{time}|10:41 CET>'
 */
export function timeToken(at: Instant, form: ClockForm, words: string): string {
  return `<!date^${Math.floor(at / 1000)}^${TOKENS[form]}|${words}>`;
}

const TOKENS = { time: '{time}', 'day-and-time': '{date_short_pretty} {time}', seconds: '{time_secs}' } as const;
export type ClockForm = keyof typeof TOKENS;

/**
 * The same moment in plain words, for `text` and for places that take no token.
 *
 * @example clock(Date.UTC(2026, 10, 22, 9, 41), 'Europe/Madrid') //=> '10:41 CET'
 */
export function clock(at: Instant, timeZone: string, form: ClockForm = 'time'): string {
  return formatOf(timeZone, form).format(at);
}

/** Making a format takes a hundred times as long as using it, and there are few: one for each zone and form. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string, form: ClockForm): Intl.DateTimeFormat {
  const key = `${form} ${timeZone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    ...(form === 'day-and-time' ? { weekday: 'short', day: 'numeric', month: 'short' } : {}),
    ...(form === 'seconds' ? { second: '2-digit' } : {}),
  });
  formats.set(key, made);
  return made;
}
