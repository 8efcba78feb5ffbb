import type { types } from '@slack/bolt';
import type { LiveQuestion } from '../../domain/question.ts';
import type { Missing } from '../../reports/live/answer.ts';
import { encodeLiveQuestion } from '../kit/live-question.ts';
import { type Block, clip, escapeText, LIMITS } from '../kit/message.ts';
import { plainName } from '../kit/names.ts';
import type { LiveView } from './telling.ts';
import { missingWords } from './words.ts';

export function missingLines(missing: readonly Missing[]): readonly string[] {
  return missing.map(missingWords);
}

/** Says whose copy it is; the mention shows who may be asked about it. */
export function sharedLines({ sharedBy }: LiveView): readonly string[] {
  return sharedBy === undefined ? [] : [`Shared by <@${escapeText(sharedBy)}>`];
}

type Button = types.Button;

const LABELS = {
  live_refresh: 'Refresh',
  live_follow: 'Follow live',
  live_stats_today: 'Stats today',
  live_share: 'Share to channel',
  live_stop: 'Stop',
} as const;

/**
 * The buttons under an answer, each carrying the question that it asks again. A copy in a channel has none: whoever
 * reads it there may not be allowed to ask.
 *
 * @param whose of whom the answer is, as plain text, for the confirmation and the screen reader
 */
export function buttons(parts: {
  readonly actions: readonly (keyof typeof LABELS)[];
  readonly question: LiveQuestion;
  readonly whose: string;
  readonly view: LiveView;
  /** Whose page the link opens. */
  readonly personId?: string | undefined;
  /** Where a button is called something else. */
  readonly labels?: Readonly<Partial<Record<keyof typeof LABELS, string>>> | undefined;
}): readonly Block[] {
  const { actions, question, view, personId, labels } = parts;
  if (view.sharedBy !== undefined) return [];
  const whose = plainName(parts.whose, 40);
  const value = encodeLiveQuestion(question);
  const elements: Button[] =
    value === undefined
      ? []
      : actions.map((action) => button(action, labels?.[action] ?? LABELS[action], value, whose));
  if (personId !== undefined && view.appUrl !== undefined) {
    // Before the last, which is to share, and never the first.
    elements.splice(Math.max(1, elements.length - 1), 0, linkTo(personUrl(view.appUrl, personId), whose));
  }
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function button(action: keyof typeof LABELS, label: string, value: string, whose: string): Button {
  const plain: Button = {
    type: 'button',
    action_id: action,
    text: { type: 'plain_text', text: label },
    accessibility_label: clip(`${label}: ${whose}`, LIMITS.buttonText),
    value,
  };
  return action === 'live_share' ? { ...plain, confirm: confirmation(whose) } : plain;
}

function confirmation(whose: string): types.ConfirmationDialog {
  return {
    title: { type: 'plain_text', text: 'Share to channel?' },
    text: { type: 'plain_text', text: `Everybody in this channel will see this answer about ${whose}, and your name.` },
    confirm: { type: 'plain_text', text: 'Share' },
    deny: { type: 'plain_text', text: 'Cancel' },
  };
}

function linkTo(url: string, whose: string): Button {
  return {
    type: 'button',
    action_id: 'live_open',
    text: { type: 'plain_text', text: 'Open in Genesys Cloud' },
    accessibility_label: clip(`Open in Genesys Cloud: ${whose}`, LIMITS.buttonText),
    url,
  };
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
