import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { desktop, phone } from "./people";

const folder =
  process.env.SCREENSHOTS ?? fileURLToPath(new URL("../../docs/screenshots", import.meta.url));
/** Long enough for the last animation. */
const settleMillis = 1100;

export const looks = [
  { name: "desktop-light", size: desktop, dark: false },
  { name: "desktop-dark", size: desktop, dark: true },
  { name: "phone-light", size: phone, dark: false },
  { name: "phone-dark", size: phone, dark: true },
] as const;

/** Writes what a page shows into docs/screenshots. */
export async function keep(page: Page, name: string, fullPage = false): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.waitForTimeout(settleMillis);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}
