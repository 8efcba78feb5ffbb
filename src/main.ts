import { aboutOf, createApp, readConfig } from './app.ts';
import { BadConfiguration, secretsOf } from './config.ts';
import { createLog } from './log.ts';
import { joinNetwork } from './network.ts';

joinNetwork(process.env);

/** Exit codes: 0 stopped, 1 cannot start or died, 2 bad configuration. */
const { log, app, about } = prepared();
let stopping = false;

// What nobody expected: the state is unknown, so the platform starts a fresh process.
process.on('uncaughtException', (err) => {
  log.fatal({ err }, 'uncaught exception');
  process.exit(1);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    stopping = true;
    log.info({ signal }, 'stopping');
    app.stop().then(
      () => process.exit(0),
      (err: unknown) => {
        log.fatal({ err }, 'cannot stop');
        process.exit(1);
      },
    );
  });
}

try {
  const ports = await app.start();
  log.info({ ...about, ...ports }, 'started');
} catch (err) {
  // Whoever stops it while it starts has a reason of their own.
  if (stopping) process.exit(0);
  log.fatal({ err }, 'cannot start');
  exitWith(1, [err instanceof Error ? err.message : String(err)]);
}

function prepared() {
  try {
    const config = readConfig(process.env);
    const log = createLog({ level: config.logLevel, secrets: secretsOf(config) });
    return { log, app: createApp(config, { log }), about: aboutOf(config) };
  } catch (error) {
    if (error instanceof BadConfiguration) exitWith(2, error.problems);
    throw error;
  }
}

function exitWith(code: number, problems: readonly string[]): never {
  for (const problem of problems) process.stderr.write(`floorwalker: ${problem}\n`);
  process.exit(code);
}
