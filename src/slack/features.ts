import type { webApi } from '@slack/bolt';
import type { Alerts } from '../alerts/alerts.ts';
import type { Policy } from '../domain/access.ts';
import type { Reports } from '../reports/reports.ts';
import type { Schedules } from '../summaries/kept-schedules.ts';
import type { LastRunOf } from '../summaries/last-run.ts';
import type { OutOfTurn } from '../summaries/out-of-turn.ts';
import { createAlertFeature } from './alert/agent-alert.ts';
import type { Mentions } from './alert/form.ts';
import { commandsOf } from './commands.ts';
import type { Feature, Help } from './feature.ts';
import type { Upload } from './files.ts';
import { createHomeFeature, refreshingHome } from './home/home.ts';
import { createRecent, type RecentShelf, rememberingQuestions } from './home/recent.ts';
import { type Form, renderForm } from './kit/form.ts';
import { helpMessage } from './kit/usage.ts';
import { createLiveFeature } from './live/agent-live.ts';
import { createAgentStatusFeature } from './live/agent-status.ts';
import type { Outbox } from './outbox.ts';
import type { Audience, Channels } from './people/audience.ts';
import type { People } from './people/people.ts';
import { createSaidFeature } from './said/said.ts';
import { createStatsFeature } from './stats/agent-stats.ts';
import { createSummaryFeature } from './summary/agent-summary.ts';

/** Everything that people can ask and press. */
export function createFeatures(parts: {
  readonly client: webApi.WebClient;
  readonly reports: Reports;
  readonly people: People;
  readonly outbox: Outbox;
  readonly upload: Upload | undefined;
  readonly policy: Policy;
  /** Slack ids of those who may see and change everybody's schedules. */
  readonly admins: readonly string[];
  /** Where the people of this region open Genesys Cloud. */
  readonly appUrl: string;
  readonly daily: {
    readonly schedules: Schedules;
    readonly outOfTurn: OutOfTurn;
    readonly lastRunOf: LastRunOf;
    readonly audience: (channelId: string) => Promise<Audience>;
    readonly posting: Channels['posting'];
    readonly onChange: () => void;
  };
  readonly alerts: Alerts;
  /** Whom alerts may call at all. */
  readonly mentions: Mentions;
  readonly follow: Feature;
  readonly recent: RecentShelf;
  readonly genesysReady: () => Promise<void>;
  readonly now: () => number;
}): readonly Feature[] {
  const { client, reports, daily, follow, now } = parts;
  const recent = createRecent(parts.recent);
  const commands = () => commandsOf(features);
  const usages = new Map<Parameters<Help>[0], ReturnType<Help>>();
  const help: Help = (usage) => usages.get(usage) ?? keptHelp(usage);
  function keptHelp(usage: Parameters<Help>[0]): ReturnType<Help> {
    const message = helpMessage(usage, commands());
    usages.set(usage, message);
    return message;
  }
  const openView = async (triggerId: string, form: Form) => {
    await client.views.open({ trigger_id: triggerId, view: renderForm(form) });
  };
  const home = createHomeFeature({ ...parts, ...daily, ...reports, recent, commands });
  const summary = createSummaryFeature({
    ...parts,
    ...daily,
    names: reports.names,
    help,
    audited: reports.access.acted,
    openView,
  });
  const alert = createAlertFeature({ ...parts, ...daily, ...reports, help, openView });
  const features: readonly Feature[] = [
    rememberingQuestions(createLiveFeature({ ...parts, ...reports, help }), recent),
    rememberingQuestions(createStatsFeature({ ...parts, stats: reports.stats, names: reports.names, help }), recent),
    createAgentStatusFeature({ ...parts, live: reports.live, now }),
    follow,
    refreshingHome(summary, home.publish),
    refreshingHome(alert, home.publish),
    home.feature,
    createSaidFeature({ names: reports.names, commands }),
  ];
  return features;
}
