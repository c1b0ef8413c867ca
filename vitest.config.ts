import { defineConfig } from 'vitest/config';

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
      { test: { name: 'adapters', include: ['test/adapters/**/*.test.ts'], testTimeout: 30_000 } },
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
        },
      },
    ],
  },
});
