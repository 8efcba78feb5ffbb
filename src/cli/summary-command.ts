import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Schedule } from '../domain/schedule/schedule.ts';
import { plainText } from '../slack/kit/say.ts';
import { detailsMessage, headlineMessage } from '../slack/summary/post.ts';
import { refusedSummarySentence } from '../slack/summary/refused.ts';
import { atDesk, type Desk, tellUsage } from './desk.ts';
import { type ExitCode, harmless, type Terminal } from './terminal.ts';

export const SUMMARY_USAGE = `Posts the summary of a schedule now, besides those that are due, or prints it.

  npm run summary -- --schedule <id> [--dry-run]
  npm run summary                      lists the schedules with their ids`;

interface Request {
  readonly schedule?: string | undefined;
  readonly dryRun: boolean;
  readonly help: boolean;
}

/** `npm run summary`: what a schedule says now, printed or posted. */
export async function summaryCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<ExitCode> {
  const request = readArguments(args);
  if (request === undefined || request.help) return tellUsage(SUMMARY_USAGE, request !== undefined, terminal);
  return atDesk('summary', env, terminal, (desk) => perform(request, desk, terminal));
}

function readArguments(args: readonly string[]): Request | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { schedule: { type: 'string' }, 'dry-run': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    return { schedule: values.schedule, dryRun: values['dry-run'] ?? false, help: values.help ?? false };
  } catch {
    return undefined;
  }
}

async function perform({ schedule: id, dryRun }: Request, desk: Desk, terminal: Terminal): Promise<ExitCode> {
  if (id === undefined) {
    const all = await desk.schedules.all();
    terminal.print(all.length === 0 ? 'There are no schedules.' : all.map(scheduleLine).join('\n'));
    return 0;
  }
  const schedule = await desk.schedules.get(id);
  if (schedule === undefined) {
    terminal.complain(`summary: there is no schedule ${harmless(id)}; without --schedule they are listed`);
    return 1;
  }
  return dryRun ? print(schedule, desk, terminal) : post(schedule, desk, terminal);
}

function scheduleLine({ id, channel, time, timeZone, state, owner }: Schedule): string {
  return `${id}  ${channel}  ${time} ${timeZone}  ${state}  owner ${owner.slackUserId}`;
}

async function print(schedule: Schedule, { outOfTurn }: Desk, terminal: Terminal): Promise<ExitCode> {
  const { run, summary } = await outOfTurn.preview(schedule);
  if (summary.kind === 'refused') return refuse(plainText(refusedSummarySentence(summary.answer)), terminal);
  const messages = [headlineMessage(run, summary, { late: false })];
  if (summary.kind === 'summary') messages.push(detailsMessage(run, summary));
  terminal.print(messages.map(({ text }) => text).join('\n\n'));
  return 0;
}

async function post(schedule: Schedule, { outOfTurn }: Desk, terminal: Terminal): Promise<ExitCode> {
  const posted = await outOfTurn.post(schedule, randomUUID());
  switch (posted.kind) {
    case 'posted':
      terminal.print(`Posted in ${schedule.channel}.`);
      return 0;
    case 'summary-refused':
      return refuse(plainText(refusedSummarySentence(posted.answer)), terminal);
    case 'refused':
      return refuse(`it could not be posted in ${schedule.channel}: ${posted.why}`, terminal);
    case 'later':
      return refuse(`Slack does not take it in ${schedule.channel} at the moment: try again in a minute`, terminal);
    case 'unknown':
      return refuse('Slack did not confirm it: look in the channel before you try again', terminal);
    default:
      return posted satisfies never;
  }
}

function refuse(sentence: string, terminal: Terminal): ExitCode {
  terminal.complain(`summary: ${sentence}`);
  return 1;
}
