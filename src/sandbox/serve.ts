import { SANDBOX_CLIENT, startGenesys } from './genesys/genesys.ts';

/** `npm run sandbox`: the simulated Genesys Cloud alone, until it is interrupted. */
const genesys = await startGenesys({ now: Date.now, port: Number(process.env['SANDBOX_PORT'] ?? 4200) });

console.log(`A simulated Genesys Cloud listens on ${genesys.url}. To use it:

GENESYSCLOUD_REGION=mypurecloud.de
GENESYSCLOUD_API_URL=${genesys.apiUrl}
GENESYSCLOUD_LOGIN_URL=${genesys.loginUrl}
GENESYSCLOUD_OAUTHCLIENT_ID=${SANDBOX_CLIENT.id}
GENESYSCLOUD_OAUTHCLIENT_SECRET=${SANDBOX_CLIENT.secret}

Ctrl+C stops it.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void genesys.stop());
}
