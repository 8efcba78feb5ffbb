import { z } from 'zod';
import type { Manifest } from '../manifest.ts';
import { HOME, ORGANISATION, type Person } from '../people.ts';
import { userObject } from '../profile.ts';
import type { Workspace } from '../workspace.ts';
import { flag, type Method, method, page, paging, refuse } from './method.ts';

/** Who is there: the app itself, the workspace, people and user groups. */
export function peopleMethods(workspace: Workspace, manifest: Manifest): Readonly<Record<string, Method>> {
  const shown = (person: Person, locale: boolean) =>
    userObject(person, {
      email: manifest.scopes.has('users:read.email'),
      locale,
      at: workspace.now(),
      grid: workspace.grid,
    });
  const noArguments = z.object({});

  return {
    'auth.test': method({
      scopes: [],
      tier: 'unlimited',
      args: noArguments,
      run: () => ({
        ok: true,
        url: `https://${HOME.domain}.slack.com/`,
        team: HOME.teamName,
        team_id: workspace.grid === 'organisation' ? ORGANISATION.id : HOME.teamId,
        user: HOME.botName,
        user_id: HOME.botUserId,
        bot_id: HOME.botId,
        ...(workspace.grid === 'no' ? {} : { enterprise_id: ORGANISATION.id }),
        is_enterprise_install: workspace.grid === 'organisation',
      }),
    }),

    'team.info': method({
      scopes: ['team:read'],
      tier: 3,
      args: noArguments,
      run: () => ({ ok: true, team: { id: HOME.teamId, name: HOME.teamName, domain: HOME.domain } }),
    }),

    'users.info': method({
      scopes: ['users:read'],
      tier: 4,
      args: z.object({ user: z.string(), include_locale: flag }),
      run({ user, include_locale }) {
        const person = workspace.people.get(user);
        return person === undefined ? refuse('user_not_found') : { ok: true, user: shown(person, include_locale) };
      },
    }),

    'users.lookupByEmail': method({
      scopes: ['users:read.email'],
      tier: 3,
      args: z.object({ email: z.string() }),
      run({ email }) {
        const person = [...workspace.people.values()].find(
          (one) =>
            one.email?.toLowerCase() === email.toLowerCase() && one.kind !== 'deactivated' && one.kind !== 'stranger',
        );
        return person === undefined ? refuse('users_not_found') : { ok: true, user: shown(person, false) };
      },
    }),

    'users.list': method({
      scopes: ['users:read'],
      tier: 2,
      args: z.object({ ...paging, include_locale: flag }),
      run({ include_locale, ...asked }) {
        const { items, next } = page([...workspace.people.values()], asked);
        return { ok: true, members: items.map((person) => shown(person, include_locale)), ...next };
      },
    }),

    'usergroups.list': method({
      scopes: ['usergroups:read'],
      tier: 2,
      args: z.object({ include_users: flag }),
      run: ({ include_users }) => ({
        ok: true,
        usergroups: workspace.userGroups.map(({ id, handle, name, users }) => ({
          id,
          handle,
          name,
          team_id: HOME.teamId,
          is_usergroup: true,
          date_delete: 0,
          ...(include_users ? { users } : { user_count: users.length }),
        })),
      }),
    }),

    'usergroups.users.list': method({
      scopes: ['usergroups:read'],
      tier: 2,
      args: z.object({ usergroup: z.string() }),
      run({ usergroup }) {
        const group = workspace.userGroups.find((one) => one.id === usergroup);
        return group === undefined ? refuse('no_such_subteam') : { ok: true, users: group.users };
      },
    }),
  };
}
