import type { Models } from 'purecloud-platform-client-v2';
import type { Group, Person, Team } from '../centre/organisation.ts';
import { notFound } from '../wire/refusal.ts';
import { type ApiRequest, cursorPageOf, pageOf, type Route, readBody } from '../wire/route.ts';
import type { World } from '../world.ts';
import { userBody } from './user-body.ts';
import { matching, namedSearch, searchPage } from './user-search.ts';

const TEAM_VIEW = ['groups:team:view'];

/** Teams, which everybody belongs to at most one of, and groups. */
export function groupRoutes(world: World): readonly Route[] {
  const { organisation } = world;
  const active = organisation.people.filter((person) => person.state === 'active');
  const teamMembers = (team: Team): readonly Person[] => active.filter((person) => person.teamId === team.id);
  const groupMembers = (group: Group): readonly Person[] =>
    active.filter((person) => person.groupIds.includes(group.id));
  const visibleTeams = ({ client }: ApiRequest): readonly Team[] =>
    organisation.teams.filter((team) => client.sees(team.site.division.id));
  const teamBody = (team: Team): Models.Team & { readonly id: string } => ({
    id: team.id,
    name: team.name,
    division: { ...team.site.division },
    memberCount: teamMembers(team).length,
    selfUri: `/api/v2/teams/${team.id}`,
  });
  const groupBody = (group: Group): Models.Group => ({
    id: group.id,
    name: group.name,
    memberCount: groupMembers(group).length,
    state: group.state,
    type: 'official',
    rulesVisible: true,
    visibility: 'public',
    selfUri: `/api/v2/groups/${group.id}`,
  });

  return [
    {
      method: 'GET',
      path: '/api/v2/teams',
      needs: { any: TEAM_VIEW },
      query: ['pageSize', 'name', 'after', 'before', 'expand'],
      answer(request) {
        const prefix = request.query.text('name')?.toLowerCase() ?? '';
        const found = visibleTeams(request).filter((team) => team.name.toLowerCase().startsWith(prefix));
        return cursorPageOf(found.map(teamBody), '/api/v2/teams', request.query) satisfies Models.TeamEntityListing;
      },
    },
    {
      method: 'POST',
      path: '/api/v2/teams/search',
      needs: { any: TEAM_VIEW },
      answer(request) {
        const search = readBody(namedSearch, request.body);
        const found = matching(visibleTeams(request), search.query, nameOrId, ['name', 'id']);
        const page = searchPage(found, search, 'teams');
        return { ...page, results: page.results.map(teamBody) } satisfies Models.TeamsSearchResponse;
      },
    },
    {
      method: 'GET',
      path: '/api/v2/teams/{teamId}/members',
      needs: { any: TEAM_VIEW },
      query: ['pageSize', 'before', 'after', 'expand'],
      answer(request) {
        const team = visibleTeams(request).find((candidate) => candidate.id === request.param('teamId'));
        if (team === undefined) throw notFound('team', request.param('teamId'));
        const whole = request.query.oneOf('expand', ['entities', ''], '') === 'entities';
        const members = teamMembers(team).map(({ id, name }) => ({
          id,
          ...(whole ? { name } : {}),
          selfUri: `/api/v2/users/${id}`,
        }));
        return cursorPageOf(
          members,
          `/api/v2/teams/${team.id}/members`,
          request.query,
        ) satisfies Models.TeamMemberEntityListing;
      },
    },
    {
      method: 'GET',
      path: '/api/v2/groups',
      query: ['pageSize', 'pageNumber', 'id', 'sortOrder'],
      answer({ query }) {
        const ids = query.list('id');
        const found = organisation.groups.filter(
          ({ id, state }) => state === 'active' && (ids.length === 0 || ids.includes(id)),
        );
        const page = pageOf(found, '/api/v2/groups', query);
        return { ...page, entities: page.entities.map(groupBody) } satisfies Models.GroupEntityListing;
      },
    },
    {
      method: 'POST',
      path: '/api/v2/groups/search',
      answer(request) {
        const search = readBody(namedSearch, request.body);
        const field = (group: Group, name: string) => (name === 'state' ? group.state : nameOrId(group, name));
        const found = matching(organisation.groups, search.query, field, ['name', 'id', 'state']);
        const page = searchPage(found, search, 'groups');
        return { ...page, results: page.results.map(groupBody) } satisfies Models.GroupsSearchResponse;
      },
    },
    {
      method: 'GET',
      path: '/api/v2/groups/{groupId}/members',
      query: ['pageSize', 'pageNumber', 'sortOrder', 'expand'],
      answer({ param, query, now }) {
        const group = organisation.groups.find((candidate) => candidate.id === param('groupId'));
        if (group === undefined) throw notFound('group', param('groupId'));
        const page = pageOf(groupMembers(group), `/api/v2/groups/${group.id}/members`, query);
        const expand = query.list('expand');
        const entities = page.entities.map((person) =>
          userBody(person, expand, () => world.live.stateOf(person, now), now),
        );
        return { ...page, entities } satisfies Models.UserEntityListing;
      },
    },
  ];
}

function nameOrId(item: { readonly id: string; readonly name: string }, field: string): string | undefined {
  return field === 'id' ? item.id : field === 'name' ? item.name : undefined;
}
