import { defineConfig } from 'vitest/config';

/** `app`: everything that needs neither network nor browser. `browser`: the demo page in a real Chromium. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'app',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/soak/**'],
          testTimeout: 15_000,
        },
      },
      { test: { name: 'soak', include: ['test/soak/**/*.test.ts'], testTimeout: 1_800_000 } },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
});
