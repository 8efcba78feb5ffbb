import type { Agent } from '../../domain/agent.ts';
import type { LiveQuestion } from '../../domain/question.ts';
import type { Button, Buttons, Card, Option } from '../kit/card.ts';
import { plainName } from '../kit/names.ts';
import { encodeLiveQuestion } from '../kit/question.ts';
import { say } from '../kit/say.ts';
import { SHARE_NOTICE, type Sharing, shareButton, shareLabel } from '../kit/sharing.ts';
import type { LiveView } from './times.ts';

const LABELS = {
  live_follow: 'Follow live',
  live_refresh: 'Refresh',
  live_offline: 'Show offline',
  live_stats_today: 'Stats today',
  live_share: 'Share',
  live_share_ask: 'Share',
  live_details: 'Details',
  live_stop: 'Stop following',
  alert_me: 'Alert me',
} as const;

type Act = keyof typeof LABELS;
type Labels = Readonly<Partial<Record<Act, string>>>;

/** What stands under an answer, each carrying the question that it asks again. */
export interface Acts {
  /** The likeliest next step first. */
  readonly row: readonly Act[];
  readonly more: readonly Act[];
  readonly question: LiveQuestion;
  /** Of whom the answer is, as plain text, for the confirmation and the screen reader. */
  readonly whose: string;
  /** Whose page a link opens. */
  readonly person?: Pick<Agent, 'id'> | undefined;
  /** Where something is called otherwise. */
  readonly labels?: Labels | undefined;
}

/**
 * A copy in a channel has no buttons: whoever reads it there may not be allowed to ask. Neither has an answer whose
 * question is too long for one.
 */
export function buttons(
  { row, more, question, whose, person, labels = {} }: Acts,
  view: LiveView,
): Buttons | undefined {
  const value = encodeLiveQuestion(question);
  if (view.sharedBy !== undefined || value === undefined) return undefined;
  const about = plainName(whose, 40);
  const link: readonly Option[] =
    person === undefined || view.appUrl === undefined
      ? []
      : [{ label: 'Open in Genesys Cloud', url: personUrl(view.appUrl, person.id) }];
  const mayShare = (act: Act) => view.sharing !== 'nowhere' || !act.startsWith('live_share');
  const label = (act: Act) => (act.startsWith('live_share') ? shareLabel(view.sharing) : (labels[act] ?? LABELS[act]));
  const options = more.filter(mayShare).map((act): Option => ({ label: label(act), action: act }));
  return {
    row: row.filter(mayShare).map((act, nth) => ({
      ...buttonOf(act, { value, about }, view, label(act)),
      ...(nth === 0 ? { style: 'primary' } : {}),
    })),
    more: { value, about, options: [...link, ...options] },
  };
}

function buttonOf(
  act: Act,
  of: { readonly value: string; readonly about: string },
  view: LiveView,
  label: string,
): Button {
  return act === 'live_share' ? shareButton(act, { ...of, sharing: view.sharing }) : { action: act, label, ...of };
}

/** A menu cannot ask before one of its entries: this does. */
export function shareCard(question: LiveQuestion, sharing: Sharing): Card {
  const value = encodeLiveQuestion(question);
  return {
    head: [say`Share this answer? ${SHARE_NOTICE}`],
    buttons: {
      row: [{ action: 'live_share:asked', label: shareLabel(sharing, 'to channel'), value, style: 'primary' }],
    },
  };
}

/** Beside the name of somebody on a board. */
export function followButton(agent: Agent, nth: number): Button {
  const value = encodeLiveQuestion({
    kind: 'live',
    who: [{ kind: 'agent', agentId: agent.id }],
    media: [],
    states: [],
  });
  return { action: `live_follow:${nth}`, label: 'Follow', about: agent.name, value };
}

/**
 * The page of a person in the Genesys Cloud app. No official text documents its address; it is the one that the app's
 * own directory shows, and was not tried against a live organisation.
 *
 * @example personUrl('https://apps.mypurecloud.de', '1111') //=> 'https://apps.mypurecloud.de/directory/#/person/1111'
 */
export function personUrl(appUrl: string, personId: string): string {
  return `${appUrl.replace(/\/+$/u, '')}/directory/#/person/${encodeURIComponent(personId)}`;
}
