import type { Alerts } from '../../alerts/alerts.ts';
import type { Policy } from '../../domain/access.ts';
import type { Asker } from '../../domain/asker.ts';
import type { AgentLive } from '../../reports/live/agent-live.ts';
import type { Access } from '../../reports/people/access.ts';
import type { AgentDirectory } from '../../reports/ports.ts';
import type { Schedules } from '../../summaries/kept-schedules.ts';
import type { LastRunOf } from '../../summaries/last-run.ts';
import { viewFor } from '../alert/choice.ts';
import type { Clicked, Feature, Outcome } from '../feature.ts';
import { homeBlocks } from '../kit/blocks.ts';
import type { Usage } from '../kit/usage.ts';
import { boardCard } from '../live/board.ts';
import { personCard } from '../live/person.ts';
import type { Outbox } from '../outbox.ts';
import { withLastRuns } from '../summary/choice.ts';
import { type GoingOn, homeParts } from './message.ts';
import type { Recent } from './recent.ts';

interface HomeSources {
  readonly outbox: Pick<Outbox, 'home'>;
  readonly access: Access;
  readonly policy: Policy;
  readonly live: AgentLive;
  readonly directory: Pick<AgentDirectory, 'queuesOf' | 'directReports' | 'places'>;
  readonly recent: Recent;
  readonly schedules: Pick<Schedules, 'all'>;
  readonly lastRunOf: LastRunOf;
  readonly alerts: Pick<Alerts, 'all' | 'status' | 'pace'>;
  /** Every command there is. */
  readonly commands: () => readonly Usage[];
  readonly now: () => number;
  /** Rejects when Genesys cannot be asked. */
  readonly genesysReady: () => Promise<void>;
}

/**
 * The app's Home: what is going on now in the asker's team, two questions, their schedules and latest questions, and
 * who they are; five lines for whoever is new. Made anew each time it is opened.
 */
export function createHomeFeature(sources: HomeSources): {
  readonly feature: Feature;
  readonly publish: (asker: Asker) => Promise<void>;
} {
  const publish = async (asker: Asker): Promise<void> => {
    const parts = homeParts(await factsFor(sources, asker));
    await sources.outbox.home(asker.slackUserId, homeBlocks(parts));
  };
  const opened = async ({ asker }: { readonly asker: Asker }): Promise<Outcome> => {
    await publish(asker);
    return { outcome: 'answered' };
  };
  return { publish, feature: { home: opened, actions: { home_refresh: opened } } };
}

async function factsFor(sources: HomeSources, asker: Asker) {
  const { recent, genesysReady, policy, now } = sources;
  const [reachable, questions, schedules, alerts] = await Promise.all([
    genesysReady().then(
      () => true,
      () => false,
    ),
    recent.of(asker.slackUserId),
    schedulesOf(sources, asker),
    alertsOf(sources, asker),
  ]);
  const isNew = questions.length === 0;
  const [known, current, queues] = await Promise.all([
    orNothing(reachable, () => knownAs(sources, asker)),
    orNothing(reachable, () => goingOn(sources, asker)),
    orNothing(reachable && isNew, () => queuesInSight(sources, asker)),
  ]);
  return {
    asker,
    known,
    current,
    queues: queues ?? [],
    commands: sources.commands(),
    policy,
    reachable,
    questions,
    schedules,
    alerts,
    now: now(),
  };
}

/** Genesys may answer its probe and yet not this: the rest of the Home does without. */
async function orNothing<T>(asked: boolean, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return asked ? await ask() : undefined;
  } catch {
    return undefined;
  }
}

async function schedulesOf({ schedules, lastRunOf }: HomeSources, { slackUserId }: Asker) {
  const own = (await schedules.all()).filter(({ owner }) => owner.slackUserId === slackUserId);
  return withLastRuns({ lastRunOf }, own);
}

async function alertsOf({ alerts, now }: HomeSources, asker: Asker) {
  const own = (await alerts.all()).filter(({ owner }) => owner.slackUserId === asker.slackUserId);
  return { rules: own, view: await viewFor({ alerts, now }, { asker }) };
}

async function knownAs({ access }: HomeSources, asker: Asker) {
  const [self, live, stats] = await Promise.all([
    access.self(asker),
    access.reach(asker, 'live'),
    access.reach(asker, 'stats'),
  ]);
  return { self, reach: { live, stats } };
}

/** The asker's team, or themselves when nobody reports to them. */
async function goingOn({ live, now }: HomeSources, asker: Asker): Promise<GoingOn | undefined> {
  const view = { now: now(), timeZone: asker.timeZone, standing: true };
  for (const who of ['my-team', 'me'] as const) {
    const answer = await live.answer({ kind: 'live', who: [{ kind: who }], media: [], states: [] }, asker);
    if (answer.kind !== 'board' && answer.kind !== 'person') continue;
    const card = answer.kind === 'board' ? boardCard(answer, view) : personCard(answer, view);
    return { whose: who === 'me' ? 'me' : 'my team', card };
  }
  return undefined;
}

/**
 * Names for examples: of the asker's own queues, else of those of somebody who reports to them, else of any where all are
 * in sight.
 */
async function queuesInSight({ access, directory }: HomeSources, asker: Asker): Promise<readonly string[]> {
  const self = await access.self(asker);
  if (!('agent' in self)) return [];
  const own = await directory.queuesOf(self.agent.id);
  if (own.length > 0) return own.map(({ name }) => name);
  const [report] = await access.visible(asker, await directory.directReports(self.agent.id), 'stats');
  if (report !== undefined) return (await directory.queuesOf(report.id)).map(({ name }) => name);
  const { kind } = await access.reach(asker, 'live');
  return kind === 'everyone' ? (await directory.places('queue')).map(({ name }) => name) : [];
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
