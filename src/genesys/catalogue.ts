import type { Named } from '../domain/agent.ts';
import { type AgentDirectory, SourceError } from '../reports/ports.ts';
import type { Client } from './client.ts';
import { byId, cursorList, numberedList, search } from './lists.ts';
import { bestMatches } from './matching.ts';
import { named, presenceDefinition, presenceDefinitions } from './schemas.ts';

/** The part of the directory that is not people: queues, teams, groups, skills, divisions and the names behind ids. */
export type Catalogue = Pick<
  AgentDirectory,
  'teams' | 'queues' | 'groups' | 'skills' | 'divisions' | 'queueNames' | 'wrapUpCodeNames' | 'presenceLabels'
>;

const QUEUES = { endpoint: 'queues', path: '/routing/queues', item: named };
const WRAP_UP_CODES = { endpoint: 'wrapup-codes', path: '/routing/wrapupcodes', item: named };
const DIVISIONS = { endpoint: 'divisions', path: '/authorization/divisions', item: named };

/** Codes that Genesys sets by itself and does not list, such as `ININ-WRAP-UP-TIMEOUT`. */
const SYSTEM_CODE = /^ININ-/;

export function createCatalogue(client: Client): Catalogue {
  /** The deprecated list needs no permission and knows the deleted ones; the newer one is asked first. */
  async function presenceDefinitionBodies() {
    const ask = (deactivated: boolean) =>
      client.request({
        endpoint: 'presence-definitions',
        method: 'GET',
        path: '/presence/definitions',
        query: { deactivated },
        repeatable: true,
        schema: presenceDefinitions,
      });
    try {
      const [active, deactivated] = await Promise.all([ask(false), ask(true)]);
      return [...active.entities, ...deactivated.entities];
    } catch (error) {
      if (!(error instanceof SourceError) || error.kind !== 'forbidden') throw error;
      return numberedList(client, {
        endpoint: 'presencedefinitions',
        path: '/presencedefinitions',
        query: { deleted: 'ALL' },
        item: presenceDefinition,
      });
    }
  }

  return {
    async queues(name) {
      const part = name.replaceAll('*', '').trim();
      if (part === '') return [];
      return bestMatches((await numberedList(client, { ...QUEUES, query: { name: `*${part}*` } })).map(toNamed), part);
    },

    async teams(name) {
      const found = await cursorList(client, { endpoint: 'teams', path: '/teams', query: { name }, item: named });
      return bestMatches(found.map(toNamed), name);
    },

    async groups(name) {
      const found = await search(client, {
        endpoint: 'groups-search',
        path: '/groups/search',
        item: named,
        conditions: [{ type: 'CONTAINS', fields: ['name'], value: name }],
      });
      return bestMatches(found.map(toNamed), name);
    },

    async skills(name) {
      const list = { endpoint: 'skills', path: '/routing/skills', query: { name }, item: named };
      return bestMatches((await numberedList(client, list)).map(toNamed), name);
    },

    divisions: async () => (await numberedList(client, DIVISIONS)).map(toNamed),

    queueNames: async (ids) => namesById((await byId(client, { ...QUEUES, ids })).map(toNamed)),

    async wrapUpCodeNames(codeIds) {
      const ids = codeIds.filter((id) => !SYSTEM_CODE.test(id));
      return namesById((await byId(client, { ...WRAP_UP_CODES, ids })).map(toNamed));
    },

    async presenceLabels() {
      const definitions = await presenceDefinitionBodies();
      return Object.fromEntries(definitions.map((definition) => [definition.id, labelOf(definition)]));
    },
  };
}

function toNamed(body: { readonly id: string; readonly name?: string | undefined }): Named {
  return { id: body.id, name: body.name ?? body.id };
}

function namesById(items: readonly Named[]): Readonly<Record<string, string>> {
  return Object.fromEntries(items.map((item) => [item.id, item.name]));
}

/** The label in English, else in whatever language there is, else the system's own word. */
function labelOf(definition: {
  readonly id: string;
  readonly name?: string | undefined;
  readonly systemPresence?: string | undefined;
  readonly languageLabels?: Readonly<Record<string, string>> | undefined;
}): string {
  const labels = definition.languageLabels ?? {};
  const any = labels['en_US'] ?? labels['en'] ?? Object.values(labels)[0];
  return any ?? definition.name ?? definition.systemPresence ?? definition.id;
}
