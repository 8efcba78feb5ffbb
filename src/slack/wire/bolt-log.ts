import { type Logger, LogLevel } from '@slack/bolt';
import { networkCode } from '../../domain/unreached.ts';

/** What is used of the logger. */
export interface ConnectionLog {
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** What Bolt says of Socket Mode that our own line about the same failure says better. */
const SAID_BETTER = /^(Failed to retrieve a new WSS URL|WebSocket error)/;

/** Bolt's messages in our log. Only warnings and errors: below that Bolt prints payloads. */
export function boltLogger(log: ConnectionLog, variable?: string): Logger {
  const text = (messages: readonly unknown[]): string => messages.map(wordsOf).join(' ') || 'an error without words';
  const told = (level: 'warn' | 'error', messages: readonly unknown[]) => {
    const words = text(messages);
    if (!SAID_BETTER.test(words)) log[level]({ from: 'bolt', variable }, words);
  };
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...messages) => told('warn', messages),
    error: (...messages) => told('error', messages),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

/** `fetch failed` says nothing; why it failed stands below it, where there is anything. */
function wordsOf(message: unknown): string {
  const code = message instanceof Error && message.cause !== undefined ? networkCode(message) : 'no answer';
  const words = message instanceof Error ? message.message : String(message);
  return words.replace('fetch failed', code);
}
