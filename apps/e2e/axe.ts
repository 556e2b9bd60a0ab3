import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/**
 * No rule of axe is broken by what the page shows, once it has a heading: before, it is still loading. What fades in has faded in: until
 * then its colours are others.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await page.locator("main").first().waitFor({ state: "attached" });
  await page.locator("h1").first().waitFor({ state: "attached" });
  await page.evaluate(() =>
    Promise.race([
      Promise.all(
        document
          .getAnimations()
          .filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime))
          .map((each) => each.finished.catch(() => {})),
      ),
      // One that stands still never ends.
      new Promise((resolve) => setTimeout(resolve, 2_000)),
    ]),
  );
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const run = (window as unknown as { axe: typeof axe }).axe.run;
    const { violations: found } = await run(document);
    return found.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, any }) => `${html} ${any.map(({ message }) => message).join(" ")}`).join(" | ")}`,
    );
  });
  expect(violations).toEqual([]);
}
