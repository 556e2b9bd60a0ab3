import { defineConfig } from "vitest/config";

// The tests in test/server need a running server: see test/server/run.mjs.
const withServer = process.env.ROOMKEEPER_URL !== undefined;

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    testTimeout: 20_000,
    exclude: withServer ? [] : ["test/server/**"],
  },
});
