import type { Models } from 'purecloud-platform-client-v2';
import { SITES } from '../centre/catalogue.ts';
import { ORGANISATION_ID } from '../centre/ids.ts';
import { type PresenceDefinition, SYSTEM_PRESENCE_NAMES } from '../centre/organisation.ts';
import { analyticsPresence } from '../live/agent-status-body.ts';
import { notFound } from '../wire/refusal.ts';
import { pageOf, type Route } from '../wire/route.ts';
import type { World } from '../world.ts';

/** The company: its divisions, roles, and words. */
export function organisationRoutes({ organisation }: World): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v2/organizations/me',
      answer: () =>
        ({
          id: ORGANISATION_ID,
          name: 'Sandbox & Sons',
          defaultLanguage: 'en_US',
          defaultCountryCode: 'ES',
          domain: 'sandbox.example.com',
          version: 7,
          state: 'active',
          productPlatform: 'PureCloud',
          features: { purecloud: true },
          selfUri: `/api/v2/organizations/${ORGANISATION_ID}`,
        }) satisfies Models.Organization,
    },
    {
      method: 'GET',
      path: '/api/v2/authorization/divisions',
      query: ['pageSize', 'pageNumber', 'sortBy', 'expand', 'objectCount', 'id', 'name'],
      answer({ query }) {
        const [ids, name] = [query.list('id'), query.text('name')?.toLowerCase()];
        const divisions = SITES.map(({ division }, index) => ({
          ...division,
          description: '',
          homeDivision: index === 0,
          selfUri: `/api/v2/authorization/divisions/${division.id}`,
        })).filter(
          (division) =>
            (ids.length === 0 || ids.includes(division.id)) &&
            (name === undefined || division.name.toLowerCase().includes(name)),
        );
        return pageOf(divisions, '/api/v2/authorization/divisions', query) satisfies Models.AuthzDivisionEntityListing;
      },
    },
    {
      method: 'GET',
      path: '/api/v2/authorization/subjects/{subjectId}',
      needs: { all: ['authorization:grant:view'] },
      query: ['includeDuplicates'],
      answer({ param }) {
        const person = organisation.personById.get(param('subjectId'));
        if (person === undefined) throw notFound('subject', param('subjectId'));
        return {
          id: person.id,
          name: person.name,
          grants: person.grants.map(({ division, role }) => ({
            subjectId: person.id,
            division: { ...division, description: '' },
            role: {
              id: role.id,
              name: role.name,
              policies: role.policies.map((policy) => ({ ...policy, actions: [...policy.actions] })),
            },
            grantMadeAt: '2025-01-07T09:00:00.000Z',
          })),
          version: 1,
          selfUri: `/api/v2/authorization/subjects/${person.id}`,
        } satisfies Models.AuthzSubject;
      },
    },
    {
      method: 'GET',
      path: '/api/v2/presence/definitions',
      needs: { all: ['presence:presenceDefinition:view'] },
      query: ['deactivated', 'divisionId', 'localeCode'],
      answer({ query }) {
        const wanted = query.oneOf('deactivated', ['true', 'false', 'any', 'ALL'], 'false');
        const entities = organisation.presences
          .filter(({ deactivated }) => wanted === 'any' || wanted === 'ALL' || String(deactivated) === wanted)
          .map(definitionBody);
        return { total: entities.length, entities } satisfies Models.OrganizationPresenceDefinitionEntityListing;
      },
    },
    {
      method: 'GET',
      path: '/api/v2/presencedefinitions',
      query: ['pageNumber', 'pageSize', 'deleted', 'localeCode'],
      answer({ query }) {
        const deleted = query.oneOf('deleted', ['true', 'false', 'ALL'], 'false');
        const definitions = organisation.presences.filter(
          ({ deactivated }) => deleted === 'ALL' || String(deactivated) === deleted,
        );
        const page = pageOf(definitions, '/api/v2/presencedefinitions', query);
        const entities = page.entities.map((definition) => presenceDefinitionBody(definition));
        return { ...page, entities } satisfies Models.OrganizationPresenceEntityListing;
      },
    },
    {
      method: 'GET',
      path: '/api/v2/systempresences',
      answer: () =>
        SYSTEM_PRESENCE_NAMES.map((name) => ({ id: analyticsPresence(name), name })) satisfies Models.SystemPresence[],
    },
    {
      method: 'GET',
      path: '/api/v2/organizations/limits/namespaces/{namespace}',
      answer({ param }) {
        const namespace = param('namespace');
        const value =
          namespace === 'platform.api' ? [{ key: 'client.credentials.token.rate.per.minute', value: 300 }] : [];
        return { entities: value.map((limit) => ({ ...limit, namespace })) };
      },
    },
  ];
}

function definitionBody({
  id,
  systemPresence,
  labels,
  deactivated,
  system,
}: PresenceDefinition): Models.OrganizationPresenceDefinition {
  return {
    id,
    type: system ? 'System' : 'User',
    languageLabels: { ...labels },
    systemPresence,
    divisionId: '*',
    deactivated,
    selfUri: `/api/v2/presence/definitions/${id}`,
  } satisfies Models.OrganizationPresenceDefinition;
}

function presenceDefinitionBody({
  id,
  systemPresence,
  labels,
  deactivated,
  system,
}: PresenceDefinition): Models.OrganizationPresence {
  return {
    id,
    name: labels['en_US'] ?? '',
    languageLabels: { ...labels },
    systemPresence: systemPresence === 'OnQueue' ? 'On Queue' : systemPresence,
    deactivated,
    primary: system,
    selfUri: `/api/v2/presencedefinitions/${id}`,
  } satisfies Models.OrganizationPresence;
}
