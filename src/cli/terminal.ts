import { joinNetwork } from '../network.ts';

/** Where a command of the operator writes: its answer, and apart from it what is wrong. */
export interface Terminal {
  /** A line, or several, without the last line end. */
  print(text: string): void;
  complain(text: string): void;
}

/** 0 it is well, 1 it is not, 2 the command or the configuration is wrong. */
export type ExitCode = 0 | 1 | 2;

/**
 * Runs a command of the operator as this process. The exit code is set and not forced, so that a long answer into a
 * pipe is not cut short; whoever stops reading (`| head`) ends the command without a complaint.
 */
export async function runHere(command: (terminal: Terminal) => Promise<ExitCode>): Promise<void> {
  joinNetwork(process.env);
  process.stdout.on('error', () => process.exit(0));
  process.exitCode = await command({
    print: (text) => void process.stdout.write(`${text}\n`),
    complain: (text) => void process.stderr.write(`${text}\n`),
  });
}

/** Names come from elsewhere: what moves the cursor or turns the writing around does not reach the terminal. */
export function harmless(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim();
}
