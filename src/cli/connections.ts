import { webApi } from '@slack/bolt';
import { deploymentOf } from '../app.ts';
import type { Config } from '../config.ts';
import { createGenesys, type Genesys } from '../genesys/genesys.ts';
import type { OnRequest } from '../genesys/http/observe.ts';
import { slackErrorCode, unanswered } from '../slack/wire/slack-error.ts';
import type { Deployment } from '../store/whose.ts';

const CALL_TIMEOUT_MS = 10_000;
const quiet = () => undefined;

/** Genesys Cloud for one command of the operator. It logs in anew, with the credentials as they are configured now. */
export function connectGenesys(
  { genesys, egress }: Pick<Config, 'genesys' | 'egress'>,
  onRequest?: OnRequest,
): Genesys {
  return createGenesys({
    ...genesys,
    egress,
    store: { get: async () => undefined, set: async () => undefined },
    now: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
    log: { debug: quiet, warn: quiet },
    onRequest,
  });
}

/**
 * Whose entries are meant in a Redis, which others may use as well: Slack and Genesys Cloud say it. A file is of one
 * deployment only, and nobody is asked.
 *
 * @throws an error that says who could not be asked
 */
export async function deploymentFor(config: Config, url = config.store.url): Promise<Deployment | undefined> {
  if (url.startsWith('sqlite:')) return undefined;
  const { botToken, apiUrl } = config.slack;
  const workspace = await slackClient(botToken, apiUrl)
    .auth.test()
    .catch((error: unknown) => {
      throw new Error(
        `Slack does not say which workspace this is (${slackErrorCode(error) ?? unanswered(error, apiUrl, config.egress)})`,
      );
    });
  const genesys = connectGenesys(config);
  const organisation = () => genesys.organisation().finally(() => genesys.stop());
  return deploymentOf(config, workspace.team_id ?? '', { ...genesys, organisation });
}

/** Slack's Web API for one command of the operator: silent, and with an error instead of a wait. */
export function slackClient(token: string, apiUrl: string): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    timeout: CALL_TIMEOUT_MS,
    allowAbsoluteUrls: false,
    retryConfig: { retries: 1 },
    rejectRateLimitedCalls: true,
    logger: {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: quiet,
      setLevel: quiet,
      setName: quiet,
      getLevel: () => webApi.LogLevel.ERROR,
    },
  });
}
