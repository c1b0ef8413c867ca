import { defineConfig } from 'vitest/config';

/** The AWS SDK tells on every start that its next releases want a newer Node; `doctor` tells it to users. */
const quietSdk = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

export default defineConfig({
  test: {
    // Half of the suite waits for processes it started: a worker a core, none kept free.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'core',
          include: ['test/*.test.ts', 'test/core/**/*.test.ts'],
          pool: 'threads',
          isolate: false,
        },
      },
      { test: { name: 'adapters', include: ['test/adapters/**/*.test.ts'], testTimeout: 30_000, env: quietSdk } },
      {
        test: {
          name: 'cli',
          include: [
            'test/cli/**/*.test.ts',
            'test/example/**/*.test.ts',
            'test/real/**/*.test.ts',
            'test/tools/**/*.test.ts',
          ],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          env: quietSdk,
        },
      },
    ],
  },
});
