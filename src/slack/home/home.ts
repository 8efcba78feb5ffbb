import type { Policy } from '../../domain/access.ts';
import type { Asker } from '../../domain/asker.ts';
import type { Access } from '../../reports/people/access.ts';
import type { LastRunOf } from '../../summaries/last-run.ts';
import type { Schedules } from '../../summaries/schedules.ts';
import type { Asked, Clicked, Feature, Outcome } from '../feature.ts';
import { homeBlocks } from '../kit/blocks.ts';
import type { Outbox } from '../outbox.ts';
import { withLastRuns } from '../summary/choice.ts';
import type { ListedSchedule } from '../summary/list.ts';
import { homeParts } from './message.ts';
import type { Recent } from './recent.ts';

/**
 * The app's Home: who the asker is known as, whether Genesys Cloud answers, their schedules and recent questions, and
 * five lines for whoever is new. Made anew each time it is opened.
 */
export function createHomeFeature(parts: {
  readonly outbox: Pick<Outbox, 'home'>;
  readonly access: Access;
  readonly policy: Policy;
  readonly recent: Recent;
  readonly schedules: Pick<Schedules, 'all'>;
  readonly lastRunOf: LastRunOf;
  readonly now: () => number;
  /** Rejects when Genesys cannot be asked. */
  readonly genesysReady: () => Promise<void>;
}): { readonly feature: Feature; readonly publish: (asker: Asker) => Promise<void> } {
  const { outbox, access, policy, recent, schedules, lastRunOf, genesysReady, now } = parts;

  async function publish(asker: Asker): Promise<void> {
    const [reachable, questions, own] = await Promise.all([
      genesysReady().then(
        () => true,
        () => false,
      ),
      recent.of(asker.slackUserId),
      schedulesOf(asker),
    ]);
    const known = reachable ? await knownAs(asker) : undefined;
    const parts = homeParts({ asker, known, policy, reachable, questions, schedules: own, now: now() });
    await outbox.home(asker.slackUserId, homeBlocks(parts));
  }

  async function schedulesOf({ slackUserId }: Asker): Promise<readonly ListedSchedule[]> {
    const own = (await schedules.all()).filter(({ owner }) => owner.slackUserId === slackUserId);
    return withLastRuns({ lastRunOf }, own);
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

/** The same feature, whose buttons bring the Home up to date that they were pressed in: there, no message is replaced. */
export function refreshingHome(feature: Feature, publish: (asker: Asker) => Promise<void>): Feature {
  const actions = Object.entries(feature.actions ?? {}).map(([name, answer]) => {
    const answerAndPublish = async (clicked: Clicked): Promise<Outcome> => {
      const outcome = await answer(clicked);
      // The Home is made anew when it is opened next: that it could not be now takes nothing from the answer.
      if (clicked.channelId === undefined) await publish(clicked.asker).catch(() => undefined);
      return outcome;
    };
    return [name, answerAndPublish] as const;
  });
  return { ...feature, actions: Object.fromEntries(actions) };
}
