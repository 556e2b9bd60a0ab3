import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";
import viteConfig from "./vite.config.ts";

const browser = {
  environment: "node",
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 240_000,
} as const;

export default defineConfig({
  ...viteConfig,
  // The client from its sources here too: unit tests need no build.
  ssr: { resolve: { conditions: ["source", ...defaultServerConditions] } },
  test: {
    projects: [
      { extends: true, test: { name: "unit", include: ["src/**/*.test.ts"] } },
      { extends: true, test: { ...browser, name: "e2e", include: ["e2e/*.test.ts"] } },
      { extends: true, test: { ...browser, name: "figures", include: ["e2e/figures*.ts"] } },
      {
        extends: true,
        test: { ...browser, name: "screenshots", include: ["e2e/screenshots*.ts"] },
      },
    ],
  },
});
