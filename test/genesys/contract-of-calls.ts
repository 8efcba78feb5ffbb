import type { Call } from '../../src/genesys/http/client.ts';
import { answerProblems, operationOf, requestProblems } from '../../src/sandbox/genesys/wire/contract.ts';

/** What of a call of the client, and of its answer, Genesys's contract does not know, for servers that are none. */
export function strangersIn(call: Call<unknown>, answer: unknown): readonly string[] {
  const operation = operationOf(call.method, `/api/v2${call.path}`);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {})) if (value !== undefined) query.set(name, String(value));
  const problems = [...requestProblems(operation, query, call.body), ...answerProblems(operation, answer)];
  return problems.map((problem) => `${operation}: ${problem}`);
}
