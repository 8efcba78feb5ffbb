import type { types, webApi } from '@slack/bolt';
import type { Policy } from '../domain/access.ts';
import type { Asker } from '../domain/asker.ts';
import type { Access } from '../reports/access.ts';
import type { Asked, Feature } from './feature.ts';
import { homeBlocks } from './messages/home.ts';
import type { Recent } from './recent.ts';

/** What is used of Slack's Web API. */
export type HomeClient = Pick<webApi.WebClient, 'views'>;

/**
 * The app's Home: who the asker is known as, whether Genesys Cloud answers, their schedules and recent questions, and
 * five lines for whoever is new. Made anew each time it is opened.
 *
 * @param schedulesOf the asker's own schedules with their buttons
 */
export function createHomeFeature(parts: {
  readonly client: HomeClient;
  readonly access: Access;
  readonly policy: Policy;
  readonly recent: Recent;
  readonly schedulesOf: (asker: Asker) => Promise<readonly types.KnownBlock[]>;
  /** Rejects when Genesys cannot be asked. */
  readonly genesysReady: () => Promise<void>;
}): { readonly feature: Feature; readonly publish: (asker: Asker) => Promise<void> } {
  const { client, access, policy, recent, schedulesOf, genesysReady } = parts;

  async function publish(asker: Asker): Promise<void> {
    const [reachable, questions, schedules] = await Promise.all([
      genesysReady().then(
        () => true,
        () => false,
      ),
      recent.of(asker.slackUserId),
      schedulesOf(asker),
    ]);
    const known = reachable ? await knownAs(asker) : undefined;
    const blocks = homeBlocks({ asker, known, policy, reachable, questions, schedules });
    await client.views.publish({ user_id: asker.slackUserId, view: { type: 'home', blocks: [...blocks] } });
  }

  /** Nothing when Genesys answers its probe and yet not this. */
  async function knownAs(asker: Asker) {
    try {
      const [self, live, stats] = await Promise.all([
        access.self(asker),
        access.reach(asker, 'live'),
        access.reach(asker, 'stats'),
      ]);
      return { self, reach: { live, stats } };
    } catch {
      return undefined;
    }
  }

  return {
    publish,
    feature: {
      home: async ({ asker }: Asked) => {
        await publish(asker);
        return { outcome: 'answered' };
      },
    },
  };
}
