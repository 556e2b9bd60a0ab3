import { describe, expect, test } from "vitest";
import { openHouse } from "./game";
import {
  becomes,
  call,
  clickBlock,
  makeSpace,
  place,
  sightOf,
  type Visitor,
  visitor,
  walkIn,
} from "./space";

const { server, arrive } = openHouse();

async function annAndBob(mapName: string): Promise<{ ann: Visitor; bob: Visitor; id: string }> {
  const ann = await visitor(server(), arrive, "Ann");
  const bob = await visitor(server(), arrive, "Bob");
  const id = await makeSpace(server(), ann.token, mapName);
  await walkIn(server(), ann, id);
  await walkIn(server(), bob, id);
  return { ann, bob, id };
}

describe("a space", () => {
  test("two people walk and see each other, talk, and walls stop them", async () => {
    const { ann, bob } = await annAndBob("Harbour Office");
    const [atAnn, atBob] = [ann.person.page, bob.person.page];
    const start = await place(atAnn);
    await becomes(() => sightOf(atBob, "Ann"), start);
    await atAnn.keyboard.press("KeyW");
    await becomes(() => sightOf(atBob, "Ann"), { x: start.x, y: start.y - 1 });
    // A way by click, and it ends where it was clicked.
    await clickBlock(atAnn, -2, -1);
    await becomes(() => place(atAnn), { x: start.x - 2, y: start.y - 2 });
    await becomes(() => sightOf(atBob, "Ann"), { x: start.x - 2, y: start.y - 2 });
    // Upwards until the northern wall: its foot is row 2.
    await atAnn.keyboard.down("ArrowUp");
    await becomes(async () => (await place(atAnn)).y, 3);
    await atAnn.waitForTimeout(400);
    await atAnn.keyboard.up("ArrowUp");
    expect((await place(atAnn)).y).toBe(3);
    await becomes(async () => (await sightOf(atBob, "Ann"))?.y, 3);

    await atBob.keyboard.press("Enter");
    await atBob.keyboard.type("Was steht da oben?");
    await atBob.keyboard.press("Enter");
    const chat = atAnn.getByRole("button", { name: "Chat, 1 unread" });
    await chat.waitFor();
    // What one types does not walk.
    const before = await place(atBob);
    await atBob.keyboard.type("was da wächst");
    expect(await place(atBob)).toEqual(before);
    await chat.click();
    await atAnn.getByRole("listitem").filter({ hasText: "Was steht da oben?" }).waitFor();
    await atAnn.getByText("New", { exact: true }).waitFor();
    await atAnn.getByRole("button", { name: "Chat", exact: true }).waitFor();
  });

  test("who made it places and removes elements, and everybody sees it", async () => {
    const { ann, bob, id } = await annAndBob("Cherry Garden");
    const page = ann.person.page;
    const edit = page.getByRole("button", { name: "Edit the space" });
    await edit.click();
    expect(await bob.person.page.getByRole("button", { name: "Edit the space" }).count()).toBe(0);
    await page.getByRole("button", { name: /^Barrel/ }).click();
    const start = await place(page);
    const isThere = async (): Promise<boolean> => {
      type Placed = { readonly x: number; readonly y: number };
      const { elements } = await call<{ elements: Placed[] }>(
        server(),
        bob.token,
        "GET",
        `/space/${id}`,
      );
      return elements.some(({ x, y }) => x === start.x - 2 && y === start.y + 1);
    };
    expect(await isThere()).toBe(false);
    await clickBlock(page, -2, 1);
    await becomes(isThere, true);
    const told = () =>
      bob.person.frames.some((frame) => frame.includes(`"x":${start.x - 2},"y":${start.y + 1}`));
    await becomes(async () => told(), true);
    await clickBlock(page, -2, 1);
    await page.getByText("Something is in the way there.").waitFor();
    await page.getByRole("button", { name: "Remove" }).click();
    await clickBlock(page, -2, 1);
    await becomes(isThere, false);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("region", { name: "Editor" }).waitFor({ state: "detached" });
  });

  test("a table is opened from the space, and the next one joins it", async () => {
    const { ann, bob } = await annAndBob("Market Square");
    const [atAnn, atBob] = [ann.person.page, bob.person.page];
    for (const page of [atAnn, atBob]) {
      await page.getByRole("button", { name: "Smaller" }).click();
      await walkToTable(page);
    }
    await atAnn.getByRole("button", { name: /^Open table/ }).click();
    await atAnn.frameLocator("iframe").getByRole("button", { name: "Who is here" }).waitFor();
    await atBob.getByRole("button", { name: /^Join table/ }).click();
    const frame = atBob.frameLocator("iframe");
    await frame.getByRole("button", { name: /^Ann/ }).waitFor();
    await atBob.getByRole("button", { name: "Leave the table" }).click();
    await atBob.locator("iframe").waitFor({ state: "detached" });
  });

  test("kill -9 of the server: everything stays where it was, and one walks on", async () => {
    if (!server().isOwn) return;
    const { ann, bob } = await annAndBob("Harbour Office");
    const page = ann.person.page;
    await page.keyboard.press("KeyA");
    const start = await place(page);
    await becomes(() => sightOf(bob.person.page, "Ann"), start);
    await page.evaluate(() => {
      const words = document.querySelector("#whereabouts");
      const said = new Set<string>();
      const look = () => said.add(/^You are at[^.]*/.exec(words?.textContent ?? "")?.[0] ?? "");
      look();
      if (words)
        new MutationObserver(look).observe(words, {
          childList: true,
          characterData: true,
          subtree: true,
        });
      Object.assign(window, { said });
    });
    // A lazy step is on disk within 250 ms.
    await page.waitForTimeout(400);
    await server().kill();
    await page.getByText("Reconnecting…").waitFor();
    expect(await place(page)).toEqual(start);
    await server().restart();
    await page.getByText("Reconnecting…").waitFor({ state: "detached", timeout: 30_000 });
    await becomes(() => sightOf(page, "Bob").then((spot) => spot !== null), true);
    const said = await page.evaluate(() => [...(window as unknown as { said: Set<string> }).said]);
    expect(said).toEqual([`You are at column ${start.x + 1}, row ${start.y + 1}`]);
    await page.keyboard.press("KeyD");
    await becomes(() => place(page), { x: start.x + 1, y: start.y });
    await becomes(() => sightOf(bob.person.page, "Ann"), { x: start.x + 1, y: start.y });
  });
});

/** By the map to the table that stands southwest of the fountain, at (41, 45). */
async function walkToTable(page: Visitor["person"]["page"]): Promise<void> {
  const map = page.locator(".minimap__picture");
  const box = await map.boundingBox();
  if (box === null) throw new Error("there is no minimap");
  await page.mouse.click(box.x + (43.5 / 100) * box.width, box.y + (46.5 / 80) * box.height);
  await page.getByRole("button", { name: /table/ }).waitFor({ timeout: 20_000 });
}
