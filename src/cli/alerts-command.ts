import { parseArgs } from 'node:util';
import type { Checked } from '../alerts/alerts.ts';
import type { RuleStatus } from '../alerts/ports.ts';
import type { AlertRule } from '../alerts/rules/rule.ts';
import { alertMessage } from '../slack/alert/message.ts';
import { plainText } from '../slack/kit/say.ts';
import { ruleInWords } from '../slack/rules/in-words.ts';
import { atDesk, type Desk, tellUsage } from './desk.ts';
import { type ExitCode, harmless, type Terminal } from './terminal.ts';

const ALERTS_USAGE = `Lists the alerts, or prints what one finds now. It posts nothing.

  npm run alerts                       lists the alerts with their ids, and what they are doing
  npm run alerts -- --alert <id>       prints what it would say now, as its owner may see it`;

interface Request {
  readonly alert?: string | undefined;
  readonly help: boolean;
}

/** `npm run alerts`: what is watched, and what one alert finds now. */
export async function alertsCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<ExitCode> {
  const request = readArguments(args);
  if (request === undefined || request.help) return tellUsage(ALERTS_USAGE, request !== undefined, terminal);
  return atDesk('alerts', env, terminal, (desk) =>
    request.alert === undefined ? list(desk, terminal) : print(request.alert, desk, terminal),
  );
}

function readArguments(args: readonly string[]): Request | undefined {
  try {
    const options = { alert: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    return { alert: values.alert, help: values.help ?? false };
  } catch {
    return undefined;
  }
}

async function list({ alerts }: Desk, terminal: Terminal): Promise<ExitCode> {
  const [rules, status, pace] = await Promise.all([alerts.all(), alerts.status(), alerts.pace()]);
  if (rules.length === 0) {
    terminal.print('There are no alerts.');
    return 0;
  }
  const looked = pace.lookedAt === undefined ? 'not looked at yet' : `last looked at ${isoTime(pace.lookedAt)}`;
  const every = `every ${Math.round(pace.everyMs / 1000)} s${pace.slower ? ', less often than usual' : ''}`;
  terminal.print([...rules.map((rule) => line(rule, status.get(rule.id))), `(${looked}, ${every})`].join('\n'));
  return 0;
}

function line(rule: AlertRule, status: RuleStatus | undefined): string {
  const { id, to, owner, state } = rule;
  const where = to.kind === 'channel' ? to.id : 'its owner';
  return `${id}  ${where}  ${doing(state, status)}  owner ${owner.slackUserId}  ${harmless(plainText(ruleInWords(rule, 'others')))}`;
}

function doing(state: AlertRule['state'], status: RuleStatus | undefined): string {
  if (state !== 'on') return state;
  if (status?.episode !== undefined && status.episode.ended === undefined) {
    return `true since ${isoTime(status.episode.since)}`;
  }
  return status?.quietUntil === undefined ? 'on' : `quiet until ${isoTime(status.quietUntil)}`;
}

async function print(id: string, { alerts, askerOf }: Desk, terminal: Terminal): Promise<ExitCode> {
  const rule = await alerts.byId(id);
  if (rule === undefined) return refuse(`there is no alert ${harmless(id)}; without --alert they are listed`, terminal);
  const checked = await alerts.check(rule, await askerOf(rule.owner));
  if (checked.kind !== 'alert') return refuse(whyNothing(checked), terminal);
  terminal.print(`${checked.holds ? 'It is true now.' : 'It is not true now.'}\n`);
  terminal.print(alertMessage(checked.alert, { mentions: 'none', test: true }).text);
  return 0;
}

function whyNothing(checked: Exclude<Checked, { kind: 'alert' }>): string {
  switch (checked.kind) {
    case 'who-problem':
      return `its owner may not see what it watches, or that is gone (${checked.problem.kind})`;
    case 'seen-in-part':
      return 'its owner does not see everybody in the queue: what waits there, and its rates, are for those who do';
    case 'not-a-queue':
      return 'what it watches is measured of a queue, and it is about something else';
    case 'too-many-people':
      return `it is about ${checked.people} people; one alert watches at most ${checked.most}`;
    case 'unknown':
      return 'Genesys Cloud does not say it at the moment, or not to this app; `npm run doctor` says more';
    default:
      return checked satisfies never;
  }
}

function isoTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}

function refuse(sentence: string, terminal: Terminal): ExitCode {
  terminal.complain(`alerts: ${sentence}`);
  return 1;
}
