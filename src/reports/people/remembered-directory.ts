import type { Agent } from '../../domain/agent.ts';
import { own } from '../../domain/own.ts';
import type { AgentDirectory, Memory, Remember } from '../ports.ts';

/**
 * The same directory, asked once for what it was asked before. Names and memberships change a few times a day and are
 * needed for every answer; without this each answer would cost two more requests, one after the other.
 */
export function rememberDirectory(parts: {
  readonly directory: AgentDirectory;
  readonly remember: Remember;
}): AgentDirectory {
  const { directory, remember } = parts;
  const kept = async <T>(memory: Memory, key: string, fetch: () => Promise<T>) =>
    (await remember(memory, `directory:${key}`, fetch)).value;

  /** That nobody was found is forgotten at once: whoever was made a minute ago is found. */
  const found = async <T>(memory: Memory, key: string, fetch: () => Promise<readonly T[]>): Promise<readonly T[]> => {
    try {
      return await kept(memory, key, async () => {
        const list = await fetch();
        if (list.length === 0) throw new NothingFound();
        return list;
      });
    } catch (error) {
      if (error instanceof NothingFound) return [];
      throw error;
    }
  };

  const agents = keptById<Agent>({
    keep: (id, fetch) => kept('agent', `agent:${id}`, fetch),
    fetch: async (ids) => Object.fromEntries((await directory.byIds(ids)).map((agent) => [agent.id, agent])),
  });
  const queueNames = keptById<string>({
    keep: (id, fetch) => kept('names', `queue-name:${id}`, fetch),
    fetch: (ids) => directory.queueNames(ids),
  });
  const wrapUpCodeNames = keptById<string>({
    keep: (id, fetch) => kept('names', `wrap-up-code-name:${id}`, fetch),
    fetch: (ids) => directory.wrapUpCodeNames(ids),
  });

  return {
    findByEmail: (email) => found('agent', `email:${sameForAll(email)}`, () => directory.findByEmail(email)),
    findByName: (name) => found('agent', `name:${sameForAll(name)}`, () => directory.findByName(name)),
    byIds: async (ids) => {
      const byId = await agents(ids);
      return ids.flatMap((id) => own(byId, id) ?? []);
    },
    everyone: () => kept('members', 'everyone', () => directory.everyone()),
    directReports: (managerId) => kept('members', `reports:${managerId}`, () => directory.directReports(managerId)),
    places: (kind) => kept('members', `places:${kind}`, () => directory.places(kind)),
    members: (kind, placeId) => kept('members', `${kind}:${placeId}`, () => directory.members(kind, placeId)),
    skills: () => kept('members', 'skills', () => directory.skills()),
    queuesOf: (agentId) => kept('members', `queues-of:${agentId}`, () => directory.queuesOf(agentId)),
    queueNames,
    wrapUpCodeNames,
    presenceLabels: () => kept('names', 'presence-labels', () => directory.presenceLabels()),
  };
}

/** Carries "nothing" past the store, which keeps no rejected fetch. Never leaves this file. */
class NothingFound extends Error {}

/** Keys fall together where the directory makes no difference: it compares without regard to case. */
function sameForAll(words: string): string {
  return words.trim().toLowerCase();
}

/**
 * Keeps each id on its own, so that any mixture of known and new ids asks only for the new ones, in one request. An id
 * that the source does not know is kept as that.
 */
function keptById<T>(parts: {
  readonly keep: (id: string, fetch: () => Promise<T | null>) => Promise<T | null>;
  readonly fetch: (ids: readonly string[]) => Promise<Readonly<Record<string, T>>>;
}): (ids: readonly string[]) => Promise<Readonly<Record<string, T>>> {
  const fetchOne = batched(parts.fetch);
  return async (ids) => {
    const entries = await Promise.all(
      [...new Set(ids)].map(async (id) => [id, await parts.keep(id, () => fetchOne(id))] as const),
    );
    return Object.fromEntries(entries.flatMap(([id, value]) => (value === null ? [] : [[id, value]])));
  };
}

/** One request for all ids that are asked for in the same turn of the event loop. */
function batched<T>(
  fetch: (ids: readonly string[]) => Promise<Readonly<Record<string, T>>>,
): (id: string) => Promise<T | null> {
  let open: { readonly ids: string[]; readonly answer: Promise<Readonly<Record<string, T>>> } | undefined;
  return async (id) => {
    if (open === undefined) {
      const ids: string[] = [];
      const answer = new Promise<void>((turn) => setImmediate(turn)).then(() => {
        open = undefined;
        return fetch(ids);
      });
      open = { ids, answer };
    }
    open.ids.push(id);
    return own(await open.answer, id) ?? null;
  };
}
