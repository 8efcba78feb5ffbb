import type { Button } from '../kit/card.ts';
import type { Message } from '../kit/message.ts';
import { render } from '../kit/render.ts';
import { code, type Line, say, strong } from '../kit/say.ts';
import { SHOWN_MEDIA, SHOWN_SPLITS, SHOWN_STATES } from './vocabulary.ts';

interface Usage {
  readonly what: Line;
  readonly examples: readonly { readonly typed: string; readonly answers: string }[];
  readonly notes: readonly Line[];
}

const LIVE: Usage = {
  what: say`${strong('What is somebody doing right now?')}  \`/agent-live [who] [media] [state]\``,
  examples: [
    { typed: '/agent-live @ana', answers: 'what Ana is doing, since when, in which queue' },
    { typed: '/agent-live team', answers: 'everybody who reports to you, those who need attention first' },
    { typed: '/agent-live queue "Billing EU" calls on hold', answers: 'who of that queue has a call on hold' },
  ],
  notes: [
    say`Who: @ people, an email address, me, team, team "Sales", queue Billing, group "Tier 2", or a name in quotes.`,
    say`Media: ${SHOWN_MEDIA.join(', ')}. State: ${SHOWN_STATES.join(', ')}.`,
    say`\`/agent-live whoami\` shows what you may see, \`/agent-live why @ana\` why you may see Ana or not.`,
  ],
};

const STATS: Usage = {
  what: say`${strong('How did it go?')}  \`/agent-stats [period] [who] [media] [by …]\``,
  examples: [
    { typed: '/agent-stats last week @ana', answers: 'Ana’s figures, day by day, against the week before' },
    { typed: '/agent-stats today me', answers: 'how your own day goes' },
    { typed: '/agent-stats october queue Billing calls by week', answers: 'the calls of a queue, week by week' },
  ],
  notes: [
    say`Period: today, yesterday, last week, last 7 days, past 12 hours, mtd, monday, october, Q3, 2026-11-03, 1 to 15 Nov, since monday. In your time zone, or with tz:Europe/Madrid.`,
    say`Who: as in \`/agent-live\`. Media: ${SHOWN_MEDIA.join(', ')}. Also skill "Spanish", inbound, outbound.`,
    say`By: ${SHOWN_SPLITS.join(', ')}.`,
  ],
};

/** The usage of `/agent-live`, with examples that can be typed as they stand and buttons for the commonest questions. */
export function liveHelpMessage(): Message {
  return helpMessage(LIVE);
}

/** The usage of `/agent-stats`. */
export function statsHelpMessage(): Message {
  return helpMessage(STATS);
}

function helpMessage({ what, examples, notes }: Usage): Message {
  return render({
    head: [what, ...examples.map(({ typed, answers }) => say`${code(typed)}: ${answers}`)],
    notes,
    buttons: { row: [{ ...TEAM_NOW, style: 'primary' }, ME_TODAY] },
  });
}

/** The commonest questions. The value of each is the text that its button runs as if it had been typed. */
export const TEAM_NOW: Button = { action: 'ask_live', label: 'My team now', value: 'team' };
export const ME_TODAY: Button = { action: 'ask_stats', label: 'Me today', value: 'me today' };
