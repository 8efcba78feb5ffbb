import { startGenesys } from '../../src/sandbox/genesys/genesys.ts';
import { startSlack } from '../../src/sandbox/slack/slack.ts';
import { CLIENT, MANIFEST } from '../e2e/house.ts';

/** Genesys Cloud and Slack in a process of their own, so that what they compute delays nobody who measures. */
const genesys = await startGenesys({ now: Date.now, clients: [CLIENT], requestsPerMinute: 1_000_000 });
const slack = await startSlack({ now: Date.now, manifestPath: MANIFEST, enforceRates: false });
const { apiUrl, loginUrl } = genesys;
process.stdout.write(
  `${JSON.stringify({ apiUrl, loginUrl, slackUrl: slack.apiUrl, botToken: slack.botToken, teamId: slack.teamId })}\n`,
);
