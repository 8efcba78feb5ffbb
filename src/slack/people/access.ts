import { type Decision, type Policy, type Reach, requiredPermission, type Subject } from '../../domain/access.ts';
import type { Agent, Named } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import type { Message } from '../kit/message.ts';
import { clip } from '../kit/mrkdwn.ts';
import { render, sentence } from '../kit/render.ts';
import { code, type Line, listed, name, say, strong } from '../kit/say.ts';

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
  /** How the answer names the person. */
  readonly whom?: Line | undefined;
}

/** Why somebody is not shown and what to do about it. */
export function refusalMessage(decision: Decision, question: Question): Message {
  return sentence(decisionSentence(decision, question));
}

/** The rule that decided, in sentences, for each rule its own; a refusal says whom to ask for what. */
export function decisionSentence(decision: Decision, { asker, about, whom = say`this person` }: Question): Line {
  const permission = code(requiredPermission(about));
  switch (decision.rule) {
    case 'self':
      return say`That is you, and everybody sees themselves.`;
    case 'division-grant':
      return say`Your Genesys Cloud role${decision.role === undefined ? '' : say` ${nameOf(decision.role)}`} holds ${permission} in ${divisionOf(decision.division)}.`;
    case 'manager':
      return say`In Genesys Cloud ${whom} reports to you, directly or through others.`;
    case 'allowlist':
      return say`You are on the list of those who see everybody.`;
    case 'workspace':
      return say`Here every full member of the workspace sees everybody.`;
    case 'not-a-member':
      return notAMember(asker.kind);
    case 'no-confirmed-email':
      return say`I cannot tell who you are in Genesys Cloud, because Slack has no confirmed email address of yours. Confirm it in your Slack profile; where you sign in through your company you cannot, so ask your administrator to trust its domain (\`TRUSTED_EMAIL_DOMAINS\`) or to link you (\`IDENTITY_LINKS\`).`;
    case 'not-in-genesys':
      return say`No active Genesys Cloud user has your email address. If you have another one there, ask your administrator to link you (\`IDENTITY_LINKS\`).`;
    case 'ambiguous-identity':
      return say`More than one active Genesys Cloud user has your email address, so I cannot tell which one you are. Ask your Genesys administrator to leave it with one of them.`;
    // One sentence each, whether the person exists or not: it tells of the rights of the asker and of nobody else.
    case 'no-grant':
      return say`Your Genesys Cloud roles do not show you the ${SUBJECT[about]} of ${whom}, if they are in Genesys Cloud: that takes a role with ${permission}, without a condition, in the division of the person. Ask your Genesys administrator for one.`;
    case 'not-a-report':
      return say`Here people see only those who report to them in Genesys Cloud, directly or through others, and ${whom} is not among your people. If the manager is wrong there, ask your Genesys administrator to correct it.`;
    case 'not-on-allowlist':
      return say`Here only people on a list see others, and you are not on it. You can ask about yourself: \`/agent-live me\`. To be added, ask your administrator (\`ACCESS_ALLOWLIST\`).`;
    case 'grants-unreadable':
      return say`I cannot read your Genesys Cloud roles, so nothing is shown: the app's OAuth client lacks ${code(clip(decision.missingPermission ?? 'authorization:grant:view', 80))}. Ask your Genesys administrator to add it to the client's role.`;
    default:
      return decision.rule satisfies never;
  }
}

function notAMember(kind: Asker['kind']): Line {
  switch (kind) {
    case 'guest':
      return say`Guests of this workspace cannot ask about the contact centre. Ask a full member to look for you.`;
    case 'stranger':
      return say`Only people of the organisation that runs this contact centre can ask about it, and your Slack account belongs to another one.`;
    case 'bot':
      return say`Apps and bots cannot ask about the contact centre.`;
    case 'deactivated':
      return say`Your Slack account is deactivated, so you cannot ask about the contact centre. Ask a workspace administrator to activate it.`;
    case 'member':
      return say`You cannot ask about the contact centre. Ask your administrator why.`;
    default:
      return kind satisfies never;
  }
}

interface WhoamiFacts {
  readonly asker: Asker;
  readonly self: { readonly agent: Agent } | { readonly refused: Decision };
  readonly policy: Policy;
  readonly reach: Readonly<Record<Subject, Reach>>;
}

/** The answer to `/agent-live whoami`: who the asker is here and there, and whom they see. */
export function whoamiMessage(facts: WhoamiFacts): Message {
  const { asker, self, policy, reach } = facts;
  if (asker.kind !== 'member') return sentence(notAMember(asker.kind));
  const inSlack = say`In Slack you are ${name(asker.name, MOST_NAME)}, in the time zone ${asker.timeZone}, and your week begins on ${DAY_NAMES[asker.weekStart]}.`;
  return answer(
    [
      inGenesys(self, asker),
      inSlack,
      say`${strong('Live status:')} ${sight(reach.live, asker, 'live')}`,
      say`${strong('Statistics:')} ${sight(reach.stats, asker, 'stats')}`,
    ],
    policy,
  );
}

/** The same in one line of small print: who one is, and whom one sees. */
export function whoamiLine({ asker, self, reach }: WhoamiFacts): Line {
  if (!('agent' in self)) return inGenesys(self, asker);
  const [live, stats] = [sight(reach.live, asker, 'live'), sight(reach.stats, asker, 'stats')];
  const both = live.shown === stats.shown ? live : say`live: ${live} Statistics: ${stats}`;
  return say`You are ${person(self.agent)}; ${both}`;
}

function inGenesys(self: WhoamiFacts['self'], asker: Asker): Line {
  return 'agent' in self
    ? say`In Genesys Cloud you are ${person(self.agent)}.`
    : decisionSentence(self.refused, { asker, about: 'live' });
}

/** The answer to `/agent-live why @ana`: what decided, for either question about this person. */
export function whyMessage(facts: {
  readonly asker: Pick<Asker, 'kind'>;
  readonly whom: Line;
  readonly policy: Policy;
  readonly decisions: Readonly<Record<Subject, Decision>>;
}): Message {
  const { asker, whom, policy, decisions } = facts;
  if (asker.kind !== 'member') return sentence(notAMember(asker.kind));
  const line = (about: Subject, label: string): Line => {
    const decision = decisions[about];
    return say`${strong(say`${label} of ${whom}:`)} ${decision.allowed ? 'yes' : 'no'}. ${decisionSentence(decision, { asker, about, whom })}`;
  };
  return answer([line('live', 'Live status'), line('stats', 'Statistics')], policy);
}

function sight(reach: Reach, asker: Asker, about: Subject): Line {
  switch (reach.kind) {
    case 'everyone':
      return say`you see everybody.`;
    case 'divisions':
      return say`you see yourself and everybody in ${divisions(reach.divisions)}.`;
    case 'agents': {
      const others = reach.agents.length - 1;
      if (others <= 0) return say`you see yourself.`;
      return say`you see yourself and ${others} ${others === 1 ? 'person who reports' : 'people who report'} to you.`;
    }
    case 'nobody':
      return say`you see nobody. ${decisionSentence(reach.decision, { asker, about })}`;
    default:
      return reach satisfies never;
  }
}

function answer(lines: readonly Line[], policy: Policy): Message {
  return render({ head: lines, notes: [say`Who may see whom here (${code(policy)}): ${POLICY[policy]}.`] });
}

function person(agent: Agent): Line {
  const address = agent.email === undefined ? '' : say` (${name(agent.email, MOST_NAME)})`;
  const division = agent.division === undefined ? '' : say`, in ${divisionOf(agent.division)}`;
  return say`${name(agent.name, MOST_NAME)}${address}${division}`;
}

function divisions(all: readonly Named[]): Line {
  const shown = all.slice(0, MOST_DIVISIONS).map(nameOf);
  const more = all.length - shown.length;
  return say`the ${all.length === 1 ? 'division' : 'divisions'} ${listed(more > 0 ? [...shown, `${more} more`] : shown)}`;
}

function divisionOf(division: Named | undefined): Line {
  if (division === undefined) return say`the division of the person`;
  return division.id === '*' ? say`all divisions` : say`the division ${nameOf(division)}`;
}

/** Genesys need not have a name for what it has an id for. */
function nameOf({ id, name: called }: Named): Line {
  return name(called || id, MOST_NAME);
}
