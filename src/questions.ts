import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { OnRequest } from './genesys/http/observe.ts';
import { createPurses, expectOf, type Purse } from './genesys/http/purse.ts';
import type { SourceError, Spending } from './reports/ports.ts';

/** What a question is, to whoever counts its requests and keeps the audit. */
interface Question {
  readonly name: string;
  readonly channelId: string | undefined;
  readonly reference: string;
  readonly purse: Purse;
  readonly requests: Requests;
}

/** How many requests of each endpoint a question took, and how long they took together. */
type Requests = Record<string, { readonly count: number; readonly ms: number }>;

/** The question that is being answered, wherever its work has got to. */
export function createQuestions() {
  const asked = new AsyncLocalStorage<Question>();
  const purses = createPurses();
  /** Under which reference a failure of Genesys Cloud stands in the log. */
  const told = new WeakMap<SourceError, string>();
  const current = () => asked.getStore();
  const purse = () => {
    const open = current()?.purse;
    return open?.ended === false ? open : undefined;
  };
  const spending: Spending = {
    expect: (requests) => {
      const open = purse();
      if (open !== undefined) expectOf(open, requests);
    },
    inBackground: () => {
      const open = purse();
      if (open !== undefined) open.background = true;
    },
  };
  async function within<T>(
    question: Omit<Question, 'purse' | 'requests'> & { readonly userId?: string },
    work: () => Promise<T>,
  ) {
    const own: Question = { ...question, purse: purses.open(question.name, question.userId), requests: {} };
    try {
      const result = await asked.run(own, work);
      return { result, requests: own.requests, upstream: countOf(own.requests) };
    } finally {
      purses.close(question.name, own.purse);
    }
  }
  return {
    /** Does it for nobody's question. */
    outside: (work: () => void) => asked.exit(work),
    current,
    /** Notes a request for the question that is being answered. */
    asked: ({ endpoint, outcome, ms }: Parameters<OnRequest>[0]): void => {
      const question = current();
      if (question === undefined) return;
      const { count, ms: before } = question.requests[endpoint] ?? { count: 0, ms: 0 };
      question.requests[endpoint] = { count: count + 1, ms: before + ms };
      if (outcome !== 'ok') told.set(outcome, question.reference);
    },
    hasTold: (error: SourceError, reference: string): boolean => told.get(error) === reference,
    /** Counts the requests of the work, and gives back what it took of the budget and did not use. */
    within,
    /** The same where nobody asks: whoever does comes first, and the audit has a reference of its own. */
    inBackground: <T>(of: Pick<Question, 'name' | 'channelId'>, work: () => Promise<T>) =>
      within({ ...of, reference: newReference() }, () => {
        spending.inBackground();
        return work();
      }),
    spending,
  };
}

/** What an answer, its line in the log and its lines in the audit have in common. */
export function newReference(): string {
  return randomUUID().slice(0, 8);
}

function countOf(requests: Requests): number {
  return Object.values(requests).reduce((sum, { count }) => sum + count, 0);
}
