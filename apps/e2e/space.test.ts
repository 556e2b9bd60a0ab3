import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectAccessible } from "./axe";
import { openBrowser, person } from "./people";
import { type Server, startServer } from "./server";
import {
  becomes,
  call,
  clickBlock,
  makeSpace,
  place,
  type Spot,
  sightOf,
  type Visitor,
  visitor,
  walkIn,
} from "./space";

let server: Server;
let browser: Browser;
let ann: Visitor;
let bob: Visitor;
let spaceId: string;
let atAnn: Page;
let atBob: Page;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  ann = await visitor(server, (options) => person(browser, options), "Ann");
  bob = await visitor(server, (options) => person(browser, options), "Bob");
  atAnn = ann.person.page;
  atBob = bob.person.page;
  spaceId = await makeSpace(server, ann.token, "Harbour Office");
  await walkIn(server, ann, spaceId);
  await walkIn(server, bob, spaceId);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  expect([...ann.person.errors, ...bob.person.errors]).toEqual([]);
});

/** Whether the server told Bob that. */
function atBobView(said: string): boolean {
  return bob.person.frames.some((frame) => frame.includes(said));
}

/** Whether something is placed at a block, by HTTP. */
async function isPlaced({ x, y }: Spot): Promise<boolean> {
  const path = `/space/${spaceId}`;
  const { elements } = await call<{ elements: Spot[] }>(server, bob.token, "GET", path);
  return elements.some((element) => element.x === x && element.y === y);
}

// One visit, told in order: each test goes on where the one before ended.
describe("two people in a space", () => {
  test("who made it places a table, where nothing is in the way, and the other sees it", async () => {
    const start = await place(atAnn);
    const spot = { x: start.x + 1, y: start.y + 1 };
    await atAnn.getByRole("button", { name: "Edit the space" }).click();
    expect(await atBob.getByRole("button", { name: "Edit the space" }).count()).toBe(0);
    await atAnn.getByRole("button", { name: /^Card table/ }).click();
    await clickBlock(atAnn, -1, 1);
    await atAnn.getByText("Something is in the way there.").waitFor();
    expect(await isPlaced(spot)).toBe(false);
    await clickBlock(atAnn, 1, 1);
    await becomes(() => isPlaced(spot), true);
    const isTold = () =>
      bob.person.frames.some((frame) => frame.includes(`"x":${spot.x},"y":${spot.y}`));
    await becomes(async () => isTold(), true);
    await atAnn.getByRole("button", { name: "Done" }).click();
  });

  test("who stands beside a table opens it, and the next one joins", async () => {
    await atAnn.getByRole("button", { name: /^Open table/ }).click();
    await atAnn.frameLocator("iframe").getByRole("button", { name: "Who is here" }).waitFor();
    await atBob.getByRole("button", { name: /^Join table/ }).click();
    await atBob.frameLocator("iframe").getByRole("button", { name: /^Ann/ }).waitFor();
    await atBob.getByRole("button", { name: "Leave the table" }).click();
    await atBob.locator("iframe").waitFor({ state: "detached" });
  });

  test("a table in a space is no site of its own: Escape leaves it, and one walks on", async () => {
    const table = atAnn.frameLocator("iframe");
    expect(await table.getByRole("link", { name: "To the start page" }).count()).toBe(0);
    // What lies under it takes neither keys nor clicks.
    expect(await atAnn.locator(".space__stage").getAttribute("inert")).not.toBeNull();
    const before = await place(atAnn);
    await table.getByRole("button", { name: "Who is here" }).focus();
    await atAnn.keyboard.press("KeyW");
    expect(await place(atAnn)).toEqual(before);
    await expectAccessible(atAnn);
    // An open panel is closed first, then the table is left.
    await table.getByRole("button", { name: "Chat" }).click();
    await table.getByLabel("Message").waitFor();
    await atAnn.keyboard.press("Escape");
    await table.getByLabel("Message").waitFor({ state: "detached" });
    await atAnn.keyboard.press("Escape");
    await atAnn.locator("iframe").waitFor({ state: "detached" });
    expect(await atAnn.locator(".space__stage").getAttribute("inert")).toBeNull();
    await atAnn.getByRole("button", { name: /^Join table/ }).waitFor();
  });

  test("what stands there is moved and turned about", async () => {
    const { x, y } = await place(atAnn);
    // A patch names what changed, and the column did not.
    const seen = () => atBobView(`"y":${y + 2}}`);
    await atAnn.getByRole("button", { name: "Edit the space" }).click();
    await atAnn.getByRole("button", { name: "Move", exact: true }).click();
    await clickBlock(atAnn, 1, 1);
    await atAnn.getByText("Click where it shall stand now.").waitFor();
    await clickBlock(atAnn, 1, 2);
    await becomes(() => isPlaced({ x: x + 1, y: y + 2 }), true);
    await becomes(async () => seen(), true);
    await atAnn.getByRole("button", { name: "Turn", exact: true }).click();
    await clickBlock(atAnn, 1, 2);
    await becomes(async () => atBobView('"mirrored":true'), true);
    await atAnn.getByRole("button", { name: "Move", exact: true }).click();
    await clickBlock(atAnn, 1, 2);
    await clickBlock(atAnn, 1, 1);
    await becomes(() => isPlaced({ x: x + 1, y: y + 1 }), true);
    await atAnn.getByRole("button", { name: "Done" }).click();
  });

  test("what was placed is removed again", async () => {
    const { x, y } = await place(atAnn);
    await atAnn.getByRole("button", { name: "Edit the space" }).click();
    await atAnn.getByRole("button", { name: "Remove" }).click();
    await clickBlock(atAnn, 1, 1);
    await becomes(() => isPlaced({ x: x + 1, y: y + 1 }), false);
    await atAnn.keyboard.press("Escape");
    await atAnn.getByRole("region", { name: "Editor" }).waitFor({ state: "detached" });
  });

  test("they see each other walk, by keys and by clicks, and walls stop them", async () => {
    const start = await place(atAnn);
    await becomes(() => sightOf(atBob, "Ann"), start);
    await atAnn.keyboard.press("KeyW");
    await becomes(() => sightOf(atBob, "Ann"), { x: start.x, y: start.y - 1 });
    await becomes(() => place(atAnn), { x: start.x, y: start.y - 1 });
    await clickBlock(atAnn, -2, -1);
    await becomes(() => place(atAnn), { x: start.x - 2, y: start.y - 2 });
    await becomes(() => sightOf(atBob, "Ann"), { x: start.x - 2, y: start.y - 2 });
    // Upwards until the northern wall, whose foot is row 2.
    await atAnn.keyboard.down("ArrowUp");
    await becomes(async () => (await place(atAnn)).y, 3);
    await atAnn.waitForTimeout(400);
    await atAnn.keyboard.up("ArrowUp");
    expect((await place(atAnn)).y).toBe(3);
    await becomes(async () => (await sightOf(atBob, "Ann"))?.y, 3);
  });

  test("one walks to somebody and stops beside them", async () => {
    const { x, y } = await place(atBob);
    await atAnn.getByRole("button", { name: /^Who is here/ }).click();
    await atAnn.getByRole("button", { name: "Walk to Bob" }).click();
    const far = async () => {
      const at = await place(atAnn);
      return Math.abs(at.x - x) + Math.abs(at.y - y);
    };
    await becomes(far, 1);
    await becomes(() => atAnn.locator(".invitation, .talk__note").count(), 1);
  });

  test("over plain http no camera is offered, and the others are heard all the same", async () => {
    const eve = await visitor(server, (options) => person(browser, options), "Eve");
    // As browsers have it on a page without https.
    await eve.person.context.addInitScript(() =>
      Object.defineProperty(navigator, "mediaDevices", { value: undefined }),
    );
    await walkIn(server, eve, spaceId);
    await eve.person.page.getByRole("button", { name: /^Who is here/ }).click();
    await eve.person.page.getByRole("button", { name: "Walk to Ann" }).click();
    await eve.person.page.getByText("camera and microphone to pages with https").waitFor();
    expect(await eve.person.page.getByRole("toolbar", { name: /camera/ }).count()).toBe(0);
    expect(eve.person.errors).toEqual([]);
    await eve.person.context.close();
  });

  test("they talk; what came meanwhile is marked, and typing does not walk", async () => {
    const before = await place(atBob);
    await atBob.keyboard.press("Enter");
    await atBob.keyboard.type("Was steht da oben?");
    await atBob.keyboard.press("Enter");
    const chat = atAnn.getByRole("button", { name: "Chat, 1 unread" });
    await chat.waitFor();
    expect(await place(atBob)).toEqual(before);
    await chat.click();
    await atAnn.getByRole("listitem").filter({ hasText: "Was steht da oben?" }).waitFor();
    await atAnn.getByText("New", { exact: true }).waitFor();
    await atAnn.getByRole("button", { name: "Chat", exact: true }).waitFor();
    await atAnn.getByRole("button", { name: "Close" }).click();
  });

  test("what did not come at first is asked for again: the map, the pictures, the right to edit", async () => {
    let refused = 0;
    await atAnn.route(/\/api\/v1\/(maps|elements|avatars|space)\b/, (route) => {
      refused += 1;
      return refused > 6 ? route.continue() : route.abort();
    });
    await atAnn.reload();
    await atAnn.getByText("Parts of this space are still missing").waitFor();
    await atAnn.getByRole("button", { name: "Edit the space" }).waitFor({ timeout: 30_000 });
    await becomes(() => atAnn.getByText("Parts of this space are still missing").count(), 0);
    await atAnn.unroute(/\/api\/v1\/(maps|elements|avatars|space)\b/);
    // A request that is cut off is reported by the browser itself.
    ann.person.errors.splice(0, ann.person.errors.length);
  });

  test("kill -9 of the server: everything stays where it was, and one walks on", async () => {
    if (!server.isOwn) return;
    const start = await place(atAnn);
    await becomes(() => sightOf(atBob, "Ann"), start);
    await watchPlace(atAnn);
    // A lazy step is on disk within 250 ms.
    await atAnn.waitForTimeout(400);
    await server.kill();
    await atAnn.getByText("Reconnecting…").waitFor();
    expect(await place(atAnn)).toEqual(start);
    await server.restart();
    await atAnn.getByText("Reconnecting…").waitFor({ state: "detached", timeout: 30_000 });
    await becomes(async () => (await sightOf(atAnn, "Bob")) !== null, true);
    expect(await placesWatched(atAnn)).toEqual([
      `You are at column ${start.x + 1}, row ${start.y + 1}`,
    ]);
    await atAnn.keyboard.press("KeyS");
    await becomes(() => place(atAnn), { x: start.x, y: start.y + 1 });
    await becomes(() => sightOf(atBob, "Ann"), { x: start.x, y: start.y + 1 });
  });
});

/** Notes every place that the page says from now on; a reload would forget it. */
async function watchPlace(page: Page): Promise<void> {
  await page.evaluate(() => {
    const words = document.querySelector("#whereabouts");
    const said = new Set<string>();
    const look = () => said.add(/^You are at[^.]*/.exec(words?.textContent ?? "")?.[0] ?? "");
    look();
    const changes = { childList: true, characterData: true, subtree: true };
    if (words) new MutationObserver(look).observe(words, changes);
    Object.assign(window, { said });
  });
}

function placesWatched(page: Page): Promise<string[]> {
  return page.evaluate(() => [...(window as unknown as { said: Set<string> }).said]);
}
