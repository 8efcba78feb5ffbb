import { type Decision, type Policy, type Reach, requiredPermission, type Subject } from '../../domain/access.ts';
import type { Agent, Named } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import { sentenceMessage } from '../kit/failure.ts';
import { clip, escapeText, LIMITS, type Message } from '../kit/message.ts';
import { shownName } from '../kit/names.ts';

const SUBJECT = { live: 'live status', stats: 'statistics' } as const satisfies Record<Subject, string>;
const DAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MOST_DIVISIONS = 10;
const MOST_NAME = 80;

const POLICY = {
  genesys: 'people see themselves, and others as far as their own Genesys Cloud roles say',
  managers: 'people see themselves and those who report to them',
  allowlist: 'people on a list see everybody, others only themselves',
  workspace: 'every full member of the workspace sees everybody',
} as const satisfies Record<Policy, string>;

/** Whom and what a decision was about. */
interface Question {
  readonly asker: Pick<Asker, 'kind'>;
  readonly about: Subject;
  /** How the answer names the person, already harmless in mrkdwn: `<@U02ANA>`, or an escaped name. */
  readonly whom?: string | undefined;
}

/** Why somebody is not shown and what to do about it. */
export function refusalMessage(decision: Decision, question: Question): Message {
  return sentenceMessage(decisionSentence(decision, question));
}

/** The rule that decided, in sentences, for each rule its own; a refusal says whom to ask for what. */
export function decisionSentence(decision: Decision, { asker, about, whom = 'this person' }: Question): string {
  const permission = `\`${requiredPermission(about)}\``;
  switch (decision.rule) {
    case 'self':
      return 'That is you, and everybody sees themselves.';
    case 'division-grant':
      return `Your Genesys Cloud role${decision.role ? ` ${nameOf(decision.role)}` : ''} holds ${permission} in ${divisionOf(decision.division)}.`;
    case 'manager':
      return `In Genesys Cloud ${whom} reports to you, directly or through others.`;
    case 'allowlist':
      return 'You are on the list of those who see everybody.';
    case 'workspace':
      return 'Here every full member of the workspace sees everybody.';
    case 'not-a-member':
      return notAMember(asker.kind);
    case 'no-confirmed-email':
      return 'I cannot tell who you are in Genesys Cloud, because Slack has no confirmed email address of yours. Confirm it in your Slack profile, or ask your administrator to link you (`IDENTITY_LINKS`).';
    case 'not-in-genesys':
      return 'No active Genesys Cloud user has your email address. If you have another one there, ask your administrator to link you (`IDENTITY_LINKS`).';
    case 'ambiguous-identity':
      return 'More than one active Genesys Cloud user has your email address, so I cannot tell which one you are. Ask your Genesys administrator to leave it with one of them.';
    case 'no-grant':
      return `Your Genesys Cloud roles do not show you the ${SUBJECT[about]} of ${whom}: that takes a role with ${permission}, without a condition, in the division of the person. Ask your Genesys administrator for one.`;
    case 'not-a-report':
      return `In Genesys Cloud ${whom} does not report to you, directly or through others, and here people see only their own reports. If the manager is wrong there, ask your Genesys administrator to correct it.`;
    case 'not-on-allowlist':
      return 'Here only people on a list see others, and you are not on it. You can ask about yourself: `/agent-live me`. To be added, ask your administrator (`ACCESS_ALLOWLIST`).';
    case 'grants-unreadable':
      return `I cannot read your Genesys Cloud roles, so nothing is shown: the app's OAuth client lacks \`${escapeText(decision.missingPermission ?? 'authorization:grant:view')}\`. Ask your Genesys administrator to add it to the client's role.`;
    default:
      return decision.rule satisfies never;
  }
}

function notAMember(kind: Asker['kind']): string {
  switch (kind) {
    case 'guest':
      return 'Guests of this workspace cannot ask about the contact centre. Ask a full member to look for you.';
    case 'stranger':
      return 'Only people of the organisation that runs this contact centre can ask about it, and your Slack account belongs to another one.';
    case 'bot':
      return 'Apps and bots cannot ask about the contact centre.';
    case 'deactivated':
      return 'Your Slack account is deactivated, so you cannot ask about the contact centre. Ask a workspace administrator to activate it.';
    case 'member':
      return 'You cannot ask about the contact centre. Ask your administrator why.';
    default:
      return kind satisfies never;
  }
}

/** The answer to `/agent-live whoami`: who the asker is here and there, and whom they see. */
export function whoamiMessage(facts: {
  readonly asker: Asker;
  readonly self: { readonly agent: Agent } | { readonly refused: Decision };
  readonly policy: Policy;
  readonly reach: Readonly<Record<Subject, Reach>>;
}): Message {
  const { asker, self, policy, reach } = facts;
  if (asker.kind !== 'member') return sentenceMessage(notAMember(asker.kind));
  const inGenesys =
    'agent' in self
      ? `In Genesys Cloud you are ${person(self.agent)}.`
      : decisionSentence(self.refused, { asker, about: 'live' });
  const inSlack = `In Slack you are ${shownName(asker.name, MOST_NAME)}, in the time zone ${escapeText(asker.timeZone)}, and your week begins on ${DAY_NAMES[asker.weekStart]}.`;
  return answer(
    [
      inGenesys,
      inSlack,
      `*Live status:* ${sight(reach.live, asker, 'live')}`,
      `*Statistics:* ${sight(reach.stats, asker, 'stats')}`,
    ],
    policy,
  );
}

/** The answer to `/agent-live why @ana`: what decided, for either question about this person. */
export function whyMessage(facts: {
  readonly asker: Pick<Asker, 'kind'>;
  /** Already harmless in mrkdwn. */
  readonly whom: string;
  readonly policy: Policy;
  readonly decisions: Readonly<Record<Subject, Decision>>;
}): Message {
  const { asker, whom, policy, decisions } = facts;
  if (asker.kind !== 'member') return sentenceMessage(notAMember(asker.kind));
  const line = (about: Subject, label: string): string => {
    const decision = decisions[about];
    return `*${label} of ${whom}:* ${decision.allowed ? 'yes' : 'no'}. ${decisionSentence(decision, { asker, about, whom })}`;
  };
  return answer([line('live', 'Live status'), line('stats', 'Statistics')], policy);
}

function sight(reach: Reach, asker: Asker, about: Subject): string {
  switch (reach.kind) {
    case 'everyone':
      return 'you see everybody.';
    case 'divisions':
      return `you see yourself and everybody in ${divisions(reach.divisions)}.`;
    case 'agents': {
      const others = reach.agents.length - 1;
      if (others <= 0) return 'you see yourself.';
      return `you see yourself and ${others} ${others === 1 ? 'person who reports' : 'people who report'} to you.`;
    }
    case 'nobody':
      return `you see nobody. ${decisionSentence(reach.decision, { asker, about })}`;
    default:
      return reach satisfies never;
  }
}

function answer(lines: readonly string[], policy: Policy): Message {
  const why = `Who may see whom here (\`${policy}\`): ${POLICY[policy]}.`;
  const body = lines.join('\n');
  return {
    text: clip(`${body}\n${why}`, LIMITS.text),
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: clip(body, LIMITS.sectionText) } },
      { type: 'context', elements: [{ type: 'mrkdwn', text: why }] },
    ],
  };
}

function person({ name, email, division }: Agent): string {
  const address = email === undefined ? '' : ` (${shownName(email, MOST_NAME)})`;
  return `${shownName(name, MOST_NAME)}${address}${division === undefined ? '' : `, in ${divisionOf(division)}`}`;
}

function divisions(all: readonly Named[]): string {
  const shown = all.slice(0, MOST_DIVISIONS).map(nameOf);
  const more = all.length - shown.length;
  const listed = more > 0 ? [...shown, `${more} more`] : shown;
  return `the ${all.length === 1 ? 'division' : 'divisions'} ${new Intl.ListFormat('en-GB').format(listed)}`;
}

function divisionOf(division: Named | undefined): string {
  if (division === undefined) return 'the division of the person';
  return division.id === '*' ? 'all divisions' : `the division ${nameOf(division)}`;
}

/** Genesys need not have a name for what it has an id for. */
function nameOf({ id, name }: Named): string {
  return shownName(name || id, MOST_NAME);
}
