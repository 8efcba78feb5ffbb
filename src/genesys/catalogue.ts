import type { z } from 'zod';
import type { Named, Place } from '../domain/agent.ts';
import { type AgentDirectory, SourceError } from '../reports/ports.ts';
import type { Client } from './http/client.ts';
import { byId, cursorList, numberedList } from './lists.ts';
import { named, place, presenceDefinition, presenceDefinitions } from './schemas.ts';

/** The part of the directory that is not people: queues, teams, groups, skills and the names behind ids. */
export type Catalogue = Pick<
  AgentDirectory,
  'places' | 'skills' | 'queuesOf' | 'queueNames' | 'wrapUpCodeNames' | 'presenceLabels'
>;

const QUEUES = { endpoint: 'queues', path: '/routing/queues', item: place, pageSize: 500 };
const GROUPS = { endpoint: 'groups', path: '/groups', item: place };
const PAGED = { queue: QUEUES, group: GROUPS };
const TEAMS = { endpoint: 'teams', path: '/teams', item: place };
const SKILLS = { endpoint: 'skills', path: '/routing/skills', item: named, pageSize: 500 };
const WRAP_UP_CODES = { endpoint: 'wrapup-codes', path: '/routing/wrapupcodes', item: named };

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
    async places(kind) {
      const found = kind === 'team' ? await cursorList(client, TEAMS) : await numberedList(client, PAGED[kind]);
      return found.map(toPlace);
    },

    skills: async () => (await numberedList(client, SKILLS)).map(toNamed),

    async queuesOf(agentId) {
      const path = `/users/${encodeURIComponent(agentId)}/queues`;
      const list = { endpoint: 'user-queues', path, query: { joined: true }, item: named };
      return (await numberedList(client, list)).map(toNamed);
    },

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

function toPlace({ division, ...body }: z.output<typeof place>): Place {
  const id = division?.id;
  return { ...toNamed(body), ...(id === undefined ? {} : { division: { id, name: division?.name ?? id } }) };
}

function namesById(items: readonly Named[]): Readonly<Record<string, string>> {
  return Object.fromEntries(items.map((item) => [item.id, item.name]));
}

/** The label in English, else in whatever language there is, else the system's own word. */
function labelOf(definition: {
  readonly id: string;
  readonly name?: string | undefined;
  readonly systemPresence?: string | undefined;
  readonly languageLabels?: Readonly<Record<string, string | undefined>> | undefined;
}): string {
  const labels = definition.languageLabels ?? {};
  const any = labels['en_US'] ?? labels['en'] ?? Object.values(labels).find((label) => label !== undefined);
  return any ?? definition.name ?? definition.systemPresence ?? definition.id;
}
