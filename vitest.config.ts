import { defineConfig } from 'vitest/config'

const base = { testTimeout: 60_000, hookTimeout: 60_000, pool: 'forks' as const }

/** One project a suite, so that each can be run alone: `npx vitest run --project unit`. */
export default defineConfig({
  test: {
    projects: [
      ...['unit', 'database', 'contract', 'service', 'architecture'].map((name) => ({
        test: { ...base, name, include: [`test/${name}/**/*.test.ts`] },
      })),
      {
        // The built app in real Chromium, a program and a browser of its own for each file.
        test: {
          ...base,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // what a busy machine takes to show a fact, not what a person should wait
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        // The full counts of trust.md, minutes long: `npm run test:faults`.
        test: { ...base, name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 1_200_000 },
      },
    ],
  },
})
