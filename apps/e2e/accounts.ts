import type { Page } from "playwright-core";

export const password = "correct horse battery";

/** Fills in the page where one signs up, and waits until one is in. */
export async function signUp(
  page: Page,
  url: string,
  username: string,
  setupCode?: string,
): Promise<void> {
  await page.goto(`${url}/signup${setupCode === undefined ? "" : "?admin"}`);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  if (setupCode !== undefined) {
    await page.getByLabel("As an admin").check();
    await page.getByLabel("Set-up code").fill(setupCode);
  }
  await page.getByRole("button", { name: "Create the account" }).click();
  await page.waitForURL(/\/account$/);
}

export async function signIn(page: Page, username: string, given = password): Promise<void> {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(given);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

/** A map as Tiled saves it: a floor of 12 x 8, a wall along its upper edge, its tileset's picture beside the file. */
export function tiledMap(more: object = {}): { name: string; mimeType: string; buffer: Buffer } {
  const blocks = 12 * 8;
  const layer = (name: string, data: readonly number[]) => ({
    type: "tilelayer",
    name,
    width: 12,
    height: 8,
    visible: true,
    opacity: 1,
    data,
  });
  const spawn = { name: "spawn", point: true, x: 5 * 32 + 4, y: 4 * 32 + 4, width: 0, height: 0 };
  const json = {
    type: "map",
    orientation: "orthogonal",
    infinite: false,
    width: 12,
    height: 8,
    tilewidth: 32,
    tileheight: 32,
    layers: [
      layer("Floor <i>x</i>", new Array<number>(blocks).fill(3)),
      layer("walls", [...new Array<number>(12).fill(5), ...new Array<number>(blocks - 12).fill(0)]),
      { type: "objectgroup", name: "points", objects: [spawn] },
    ],
    tilesets: [
      {
        firstgid: 1,
        name: "ground",
        image: "../pictures/tiles.png",
        imagewidth: 1024,
        imageheight: 1280,
        tilewidth: 32,
        tileheight: 32,
        columns: 32,
        tilecount: 1280,
        margin: 0,
        spacing: 0,
      },
    ],
    ...more,
  };
  const buffer = Buffer.from(JSON.stringify(json));
  return { name: "little-hall.json", mimeType: "application/json", buffer };
}
