import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/{unit,database,contract,service,architecture}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
})
