import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { signUp } from "./accounts";
import { deck, drawToTray, openHouse } from "./game";
import { createTable } from "./people";

const { server, arrive, follow } = openHouse(["--path", "/rooms"]);

/** All that the page asks this host for beside the path; a proxy would send that to somebody else. */
function watchRequests(page: Page): { beside: string[]; sockets: string[] } {
  const seen = { beside: [] as string[], sockets: [] as string[] };
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && !`${url.pathname}/`.startsWith("/rooms/"))
      seen.beside.push(url.pathname);
  });
  page.on("websocket", (socket) => seen.sockets.push(new URL(socket.url()).pathname));
  return seen;
}

describe("below a path of somebody else's host", () => {
  test("one plays at a table, invites, and comes back by the link", async () => {
    const ann = await arrive({ name: "Ann" });
    const seen = watchRequests(ann.page);
    const link = await createTable(ann.page, `${server().url}/rooms`);
    expect(new URL(link).pathname).toMatch(/^\/rooms\/table\/[^/]+$/);
    await drawToTray(ann, 1);
    await ann.page.getByRole("button", { name: "Invite" }).click();
    const invited = await ann.page.getByLabel("Link", { exact: true }).inputValue();
    expect(invited.startsWith(`${link}?by=`)).toBe(true);
    const bob = await follow("Bob", invited);
    await bob.page.getByRole("button", { name: "Ann: 1 card in hand" }).waitFor();
    await ann.page.reload();
    await ann.page.locator(deck).waitFor();
    await ann.page.getByRole("link", { name: "To the start page" }).click();
    await ann.page.waitForURL(`${server().url}/rooms/`);
    await ann.page.getByRole("button", { name: "Create a table" }).waitFor();
    expect(seen.beside).toEqual([]);
    expect(seen.sockets.length).toBeGreaterThan(0);
    expect(seen.sockets.filter((path) => !path.startsWith("/rooms/ws/"))).toEqual([]);
  });

  test("a link in a chat has a picture", async () => {
    const page = await (await fetch(`${server().url}/rooms/`)).text();
    const [, address] = /property="og:image" content="([^"]+)"/.exec(page) ?? [];
    if (address === undefined) throw new Error("the page names no picture");
    const answer = await fetch(address);
    expect(answer.headers.get("content-type")).toBe("image/png");
    const picture = Buffer.from(await answer.arrayBuffer());
    // As PNG has them: width and height.
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630]);
  });

  test("one signs up, makes a space, and walks in it among its pictures", async () => {
    const { page } = await arrive();
    const seen = watchRequests(page);
    await signUp(page, `${server().url}/rooms`, "Walker");
    await page.getByRole("link", { name: "Spaces" }).first().click();
    await page.waitForURL(/\/rooms\/spaces$/);
    await page.getByRole("button", { name: "New space" }).click();
    await page.getByLabel("Name of the space").fill("Below");
    const floor = page.waitForResponse(/\/rooms\/art\/.*png$/);
    await page.getByRole("button", { name: "Create the space" }).click();
    await page.waitForURL(/\/rooms\/space\//);
    await page.getByText(/^You are at column/).waitFor({ state: "attached" });
    expect((await floor).status()).toBe(200);
    await page.getByRole("button", { name: "Leave the space" }).click();
    await page.waitForURL(/\/rooms\/spaces$/);
    await page.goto(`${server().url}/rooms/nowhere`);
    await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
    expect(seen.beside).toEqual([]);
  });
});
