import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";
import viteConfig from "./vite.config.ts";

const browser = {
  environment: "node",
  testTimeout: 60_000,
  hookTimeout: 240_000,
} as const;
/** What is measured or looked at has the machine for itself. */
const alone = { ...browser, fileParallelism: false } as const;

export default defineConfig({
  ...viteConfig,
  // The client from its sources here too: unit tests need no build.
  ssr: { resolve: { conditions: ["source", ...defaultServerConditions] } },
  test: {
    projects: [
      { extends: true, test: { name: "unit", include: ["src/**/*.test.ts"] } },
      // They wait most of the time: two files at once, each with a server and a browser of its own.
      {
        extends: true,
        test: { ...browser, name: "e2e", include: ["e2e/*.test.ts"], maxWorkers: 2 },
      },
      { extends: true, test: { ...alone, name: "figures", include: ["e2e/figures*.ts"] } },
      {
        extends: true,
        test: { ...alone, name: "screenshots", include: ["e2e/screenshots*.ts"] },
      },
    ],
  },
});
