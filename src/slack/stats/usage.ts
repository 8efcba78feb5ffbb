import { say } from '../kit/say.ts';
import { COMMONEST, type Usage } from '../kit/usage.ts';
import { SHOWN_MEDIA, SHOWN_SPLITS } from '../words/vocabulary.ts';

export const STATS: Usage = {
  name: '/agent-stats',
  what: 'How did it go over a period?',
  hint: 'last week @ana | today team | october by queue',
  form: '[period] [who] [media] [by …]',
  again: 'ask_stats',
  examples: [
    { typed: '/agent-stats last week @ana', answers: 'Ana’s figures, day by day, against the week before' },
    { typed: '/agent-stats today me', answers: 'how your own day goes' },
    { typed: '/agent-stats october queue Billing calls by week', answers: 'the calls of a queue, week by week' },
  ],
  notes: [
    say`Period: today, yesterday, last week, last 7 days, past 12 hours, mtd, monday, october, Q3, 2026-11-03, 1 to 15 Oct, since monday. In your time zone, or with tz:Europe/Madrid.`,
    say`Who: as in \`/agent-live\`. Media: ${SHOWN_MEDIA.join(', ')}. Also skill "Spanish", inbound, outbound.`,
    say`By: ${SHOWN_SPLITS.join(', ')}.`,
  ],
  buttons: COMMONEST,
  welcome: (about) => [{ typed: `/agent-stats last week ${about}`, answers: 'how did it go?' }],
};
