import { defineConfig } from "vitest/config";

// The tests in test/server need a running server: see test/server/run.mjs. Those in test/cluster start several, with all
// that these stand on.
const withServer = process.env.ROOMKEEPER_URL !== undefined;
const withCluster = process.env.ROOMKEEPER_CLUSTER !== undefined;

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    testTimeout: 20_000,
    exclude: [
      ...(withServer ? [] : ["test/server/**"]),
      ...(withCluster ? [] : ["test/cluster/**"]),
    ],
  },
});
