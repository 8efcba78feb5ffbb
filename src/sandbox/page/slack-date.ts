const DAY_MS = 86_400_000;

type Format = Intl.DateTimeFormatOptions;
const TOKENS: Readonly<Record<string, Format>> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_long_full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  day_divider_pretty: { weekday: 'long', month: 'long', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
};

/**
 * What a reader sees in place of a `<!date^…>` token: the moment in the reader's own zone.
 *
 * @param format as in the token
 * @param seconds since 1970
 * @param reader the reader's IANA zone, and now, for "today" and "yesterday"
 * @example slackDate('{date_short_pretty} {time}', 1795340460, { timeZone: 'Europe/Madrid', now }) //=> 'today 10:41'
 */
export function slackDate(
  format: string,
  seconds: number,
  reader: { readonly timeZone: string; readonly now: number },
): string {
  const at = seconds * 1000;
  const { timeZone, now } = reader;
  const shown = (options: Format, moment = at) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(moment);
  const day = (moment: number) => shown({ year: 'numeric', month: '2-digit', day: '2-digit' }, moment);
  const relative = () => {
    if (day(at) === day(now)) return 'today';
    return day(at) === day(now - DAY_MS) ? 'yesterday' : undefined;
  };
  return format.replaceAll(/\{(\w+?)(_pretty)?\}/g, (whole, name: string, pretty?: string) => {
    const options = TOKENS[name];
    if (options === undefined) return whole;
    return (pretty === undefined ? undefined : relative()) ?? shown(options);
  });
}
