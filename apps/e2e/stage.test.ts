import type { Browser, Page } from "playwright-core";
import { createApi } from "roomkeeper";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, person } from "./people";
import { type Server, startServer } from "./server";
import { makeSpace, type Visitor, visitor, walkIn } from "./space";

let server: Server;
let browser: Browser;
let ann: Visitor;
let page: Page;

/** Runs in the page, before all else: counts what is drawn. */
function countDraws(): void {
  Object.assign(window, { draws: 0 });
  const counted = window as unknown as { draws: number };
  for (const name of ["drawElements", "drawArrays", "drawElementsInstanced"] as const) {
    const draw = WebGL2RenderingContext.prototype[name] as (...args: unknown[]) => void;
    Object.assign(WebGL2RenderingContext.prototype, {
      [name](this: WebGL2RenderingContext, ...args: unknown[]) {
        counted.draws += 1;
        draw.apply(this, args);
      },
    });
  }
}

const draws = () => page.evaluate(() => (window as unknown as { draws: number }).draws);

/** How much was drawn in this time. */
async function drawnIn(millis: number): Promise<number> {
  const before = await draws();
  await page.waitForTimeout(millis);
  return (await draws()) - before;
}

const rests = () => expect.poll(() => drawnIn(300), { timeout: 10_000 }).toBe(0);

beforeAll(async () => {
  server = await startServer();
  // WebGL without a graphics card.
  browser = await openBrowser(["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]);
  ann = await visitor(server, (options) => person(browser, options), "Ann");
  page = ann.person.page;
  await page.addInitScript(countDraws);
  await walkIn(server, ann, await makeSpace(server, ann.token, "Harbour Office"));
  await page.waitForFunction(() => (window as unknown as { draws: number }).draws > 0);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  expect(ann.person.errors).toEqual([]);
});

describe("the stage of a space", () => {
  test("draws nothing while nothing changes, and wakes for a step", async () => {
    await rests();
    await page.locator(".space__stage").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => drawnIn(100)).toBeGreaterThan(0);
    await rests();
  });

  test("shows its picture again after the graphics card was taken away", async () => {
    const before = await page.screenshot();
    expect(await takeCardAway(page, ".space__stage canvas")).toBe(true);
    await rests();
    const after = await page.screenshot();
    // An empty stage is a tenth of it as PNG.
    expect(after.length).toBeGreaterThan(before.length * 0.8);
  });
});

describe("the stage of an arena", () => {
  test("shows its picture again after the graphics card was taken away", async () => {
    const api = createApi({ baseUrl: server.url, token: ann.token });
    const { id } = await api.createRoom({
      kind: "arena",
      name: "Match",
      options: { seconds: 600, map: "courtyard" },
    });
    await page.goto(`${server.url}/arena/${id}`);
    const stage = page.locator(".match__stage");
    const canvas = stage.locator("canvas");
    await canvas.waitFor();
    await expect.poll(() => page.locator(".match__health").innerText()).toMatch(/health/);
    const picture = async (): Promise<number> => (await stage.screenshot()).length;
    await expect.poll(picture, { timeout: 20_000 }).toBeGreaterThan(5_000);
    const before = await picture();
    await canvas.evaluate((element) => element.classList.add("first"));
    expect(await takeCardAway(page, ".match__stage canvas")).toBe(true);
    await stage.locator("canvas:not(.first)").waitFor();
    expect(await stage.locator("canvas").count()).toBe(1);
    await expect.poll(picture, { timeout: 20_000 }).toBeGreaterThan(before * 0.8);
  });
});

/** As a laptop does that goes to sleep. Returns whether it is back. */
function takeCardAway(page: Page, selector: string): Promise<boolean> {
  return page.evaluate(async (selector) => {
    const canvas = document.querySelector<HTMLCanvasElement>(selector);
    const lose = canvas?.getContext("webgl2")?.getExtension("WEBGL_lose_context");
    if (canvas === null || lose === null || lose === undefined) return false;
    const back = new Promise((resolve) =>
      canvas.addEventListener("webglcontextrestored", resolve, { once: true }),
    );
    lose.loseContext();
    await new Promise((resolve) => setTimeout(resolve, 200));
    lose.restoreContext();
    await back;
    return true;
  }, selector);
}
