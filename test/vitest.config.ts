import { defineConfig } from 'vitest/config';

const root = `${import.meta.dirname}/..`;

/**
 * `app`: what a change is tried with, within a minute. `slow`: processes, crowds, faults and permissions at length, each
 * file named `….slow.test.ts`. `browser`: the demo page in a real Chromium. `soak`: hundreds of crashes.
 */
export default defineConfig({
  test: {
    // All cores: by default Vitest leaves one idle, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        root,
        test: {
          name: 'app',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.slow.test.ts', 'test/{browser,soak}/**'],
          // No module of this house has state, so a worker need not load them all anew for each file.
          isolate: false,
          testTimeout: 20_000,
        },
      },
      { root, test: { name: 'slow', include: ['test/**/*.slow.test.ts'], testTimeout: 60_000 } },
      { root, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 60_000 } },
      { root, test: { name: 'soak', include: ['test/soak/**/*.test.ts'], testTimeout: 1_800_000 } },
    ],
  },
});
