import { z } from 'zod';
import { inspectView } from '../block-kit/problems.ts';
import { isObject, type JsonObject } from '../json.ts';
import { HOME } from '../people.ts';
import { withIds } from '../profile.ts';
import type { Triggers } from '../triggers.ts';
import type { View, Workspace } from '../workspace.ts';
import { type Answer, json, type Method, method, refuse } from './method.ts';

/** A view as Slack gives it back and sends it along. */
export function viewObject({ id, hash, view }: View, state: JsonObject = {}): JsonObject {
  const blocks = Array.isArray(view['blocks']) ? withIds(view['blocks'].filter(isObject)) : [];
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    ...view,
    blocks,
    id,
    hash,
    team_id: HOME.teamId,
    app_id: HOME.appId,
    bot_id: HOME.botId,
    root_view_id: id,
    previous_view_id: null,
    state: { values: state },
  };
}

/** A view of the app, checked; what is wrong is recorded and refused. */
export function readView(
  workspace: Workspace,
  where: string,
  given: unknown,
): { readonly view: JsonObject } | { readonly refused: Answer } {
  const { refused, remarked } = inspectView(given);
  for (const what of [...refused, ...remarked]) workspace.violate(where, what);
  if (refused.length === 0 && isObject(given)) return { view: given };
  const messages = refused.map((what) => `[ERROR] ${what}`);
  return { refused: refuse('invalid_arguments', { response_metadata: { messages } }) };
}

export function viewMethods(workspace: Workspace, triggers: Triggers): Readonly<Record<string, Method>> {
  const keep = (user: string, view: JsonObject, id = workspace.nextId('V')): View => {
    const kept = { id, user, hash: workspace.nextId('hash'), view };
    (view['type'] === 'home' ? workspace.homes : workspace.modals).set(view['type'] === 'home' ? user : id, kept);
    workspace.changed();
    return kept;
  };
  const opened = (given: unknown, trigger: string, where: string): Answer => {
    const used = triggers.use(trigger);
    if ('refused' in used) return refuse(used.refused);
    const read = readView(workspace, where, given);
    return 'refused' in read ? read.refused : { ok: true, view: viewObject(keep(used.user, read.view)) };
  };
  const opening = z.object({ trigger_id: z.string(), view: json });

  return {
    'views.open': method({
      scopes: [],
      tier: 4,
      args: opening,
      run: ({ trigger_id, view }) => opened(view, trigger_id, 'views.open'),
    }),

    'views.push': method({
      scopes: [],
      tier: 4,
      args: opening,
      run: ({ trigger_id, view }) => opened(view, trigger_id, 'views.push'),
    }),

    'views.update': method({
      scopes: [],
      tier: 4,
      args: z.object({
        view_id: z.string().optional(),
        external_id: z.string().optional(),
        hash: z.string().optional(),
        view: json,
      }),
      run({ view_id, external_id, hash, view }) {
        const before = [...workspace.modals.values(), ...workspace.homes.values()].find(
          (one) => one.id === view_id || (external_id !== undefined && one.view['external_id'] === external_id),
        );
        if (before === undefined) return refuse('not_found');
        if (hash !== undefined && hash !== before.hash) return refuse('hash_conflict');
        const read = readView(workspace, 'views.update', view);
        return 'refused' in read
          ? read.refused
          : { ok: true, view: viewObject(keep(before.user, read.view, before.id)) };
      },
    }),

    'views.publish': method({
      scopes: [],
      tier: 4,
      args: z.object({ user_id: z.string(), hash: z.string().optional(), view: json }),
      run({ user_id, hash, view }) {
        if (!workspace.people.has(user_id)) return refuse('invalid_arguments');
        const before = workspace.homes.get(user_id);
        if (hash !== undefined && before !== undefined && hash !== before.hash) return refuse('hash_conflict');
        const read = readView(workspace, 'views.publish', view);
        if ('refused' in read) return read.refused;
        if (read.view['type'] !== 'home') return refuse('invalid_arguments');
        return { ok: true, view: viewObject(keep(user_id, read.view, before?.id)) };
      },
    }),
  };
}
