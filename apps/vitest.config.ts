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
  test: {
    projects: [
      { extends: true, test: { name: "unit", include: ["src/**/*.test.ts"] } },
      { extends: true, test: { ...browser, name: "e2e", include: ["e2e/*.test.ts"] } },
      {
        extends: true,
        test: { ...browser, name: "screenshots", include: ["e2e/screenshots*.ts"] },
      },
    ],
  },
});
