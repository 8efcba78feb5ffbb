import type { Decision, Policy, Reach, Subject } from '../../domain/access.ts';
import type { Agent } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import { type Block, clip, LIMITS } from '../kit/message.ts';
import { plainName } from '../kit/names.ts';
import { section, smallPrint } from '../kit/paragraphs.ts';
import { whoamiMessage } from '../people/access.ts';
import { quickQuestions } from '../words/help.ts';
import type { RecentQuestion } from './recent.ts';

export interface HomeFacts {
  readonly asker: Asker;
  /** Absent when Genesys Cloud did not say. */
  readonly known:
    | {
        readonly self: { readonly agent: Agent } | { readonly refused: Decision };
        readonly reach: Readonly<Record<Subject, Reach>>;
      }
    | undefined;
  readonly policy: Policy;
  readonly reachable: boolean;
  readonly questions: readonly RecentQuestion[];
  readonly schedules: readonly Block[];
}

const WELCOME = [
  'I answer two questions about the contact centre, to you alone:',
  '`/agent-live @ana`: what is Ana doing right now?',
  '`/agent-stats last week team`: how did it go?',
  'Everything else is behind `/agent-live help` and `/agent-stats help`.',
  'What you may see follows what is said below; `/agent-live why @ana` explains it for one person.',
];

/** The action that asks again, by command. */
const ASK_AGAIN: Readonly<Record<string, string>> = { '/agent-live': 'ask_live', '/agent-stats': 'ask_stats' };

/** The Home of one person. */
export function homeBlocks({ asker, known, policy, reachable, questions, schedules }: HomeFacts): readonly Block[] {
  return [
    header('Ask now'),
    ...(questions.length === 0 ? [section(WELCOME.join('\n'))] : []),
    quickQuestions(),
    ...recentBlocks(questions),
    { type: 'divider' },
    header('Daily summaries'),
    ...schedules,
    { type: 'divider' },
    header('You'),
    ...(known === undefined
      ? [section('Genesys Cloud did not say who you are there. Open this page again in a minute.')]
      : whoBlocks(asker, known, policy)),
    ...smallPrint([health(reachable)]),
  ];
}

function whoBlocks(asker: Asker, known: NonNullable<HomeFacts['known']>, policy: Policy): readonly Block[] {
  const { text } = whoamiMessage({ asker, ...known, policy });
  return [section(clip(text, LIMITS.sectionText))];
}

function recentBlocks(questions: readonly RecentQuestion[]): readonly Block[] {
  return questions.flatMap(({ command, text }, nth): Block[] => {
    const action = ASK_AGAIN[command];
    if (action === undefined) return [];
    return [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: clip(`\`${command}\` ${text}`, 300), verbatim: false },
        accessory: {
          type: 'button',
          action_id: `${action}:${nth}`,
          text: { type: 'plain_text', text: 'Ask again' },
          accessibility_label: clip(`Ask again: ${command} ${plainName(text, 50)}`, LIMITS.buttonText),
          value: text === '' ? 'help' : text,
        },
      },
    ];
  });
}

function health(reachable: boolean): string {
  return reachable ? 'Genesys Cloud answers.' : 'Genesys Cloud does not answer at the moment; questions may fail.';
}

function header(text: string): Block {
  return { type: 'header', text: { type: 'plain_text', text } };
}
