import type { Browser, Page } from "playwright-core";
import { guest, joinRoom, type SocketConstructor } from "roomkeeper";
import { createSpace, type Space, type SpaceView } from "roomkeeper/space";
import { afterAll, beforeAll, test } from "vitest";
import { WebSocket } from "ws";
import { keep as keepPicture, looks } from "./looks";
import { openBrowser, person } from "./people";
import { type Server, startServer } from "./server";
import { call, makeSpace, type Visitor, visitor, walkIn } from "./space";

/** A picture drawn without a graphics card takes a moment more. */
const drawnMillis = 900;

/** What is said in the office, a pair for each screen. */
const talk = [
  [
    "Morning! Stand-up in ten minutes, in the room with the blue carpet.",
    "Coming. Shall we play a hand of cards in the lounge afterwards?",
  ],
  ["The whiteboard is free now.", "Thanks! I'll bring the sketches."],
  ["Coffee, anybody?", "Yes please, I'm in the kitchen in a minute."],
  ["Good night, everybody.", "See you tomorrow!"],
];

let server: Server;
let browser: Browser;
const companions: Space[] = [];

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
});

afterAll(async () => {
  for (const space of companions) {
    space.close();
    space.room.leave();
  }
  await browser?.close();
  await server?.stop();
});

/** Someone without a browser, who walks to a block and stays. */
async function companion(spaceId: string, name: string, x: number, y: number): Promise<Space> {
  const kept = new Map<string, string>();
  const { token } = guest({
    name,
    baseUrl: server.url,
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    },
  });
  const room = joinRoom<SpaceView>({
    roomId: spaceId,
    baseUrl: server.url,
    token,
    name,
    WebSocket: WebSocket as unknown as SocketConstructor,
  });
  const space = createSpace(room);
  companions.push(space);
  await until(() => space.self.place.getSnapshot() !== undefined);
  space.self.walkTo({ x, y });
  await until(() => space.self.path.getSnapshot().length === 0);
  return space;
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !holds(); i += 1) await new Promise((done) => setTimeout(done, 50));
  if (!holds()) throw new Error("it did not come to be in time");
}

async function keep(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(drawnMillis);
  await keepPicture(page, name);
}

async function arrival(name: string, look: (typeof looks)[number]): Promise<Visitor> {
  return visitor(server, (options) => person(browser, options), name, look);
}

test("a space on four screens: with people, chat, the editor", async () => {
  const host = await visitor(server, (options) => person(browser, options), "Host");
  const office = await makeSpace(server, host.token, "Harbour Office");
  const garden = await makeSpace(server, host.token, "Cherry Garden");
  const square = await makeSpace(server, host.token, "Market Square", "Market Square on Saturdays");
  await host.person.context.close();
  const people = [
    await companion(office, "Kofi", 19, 20),
    await companion(office, "Mei-Lin Featherstonehaugh-Cholmondeley", 24, 21),
    await companion(office, "Olga", 20, 14),
    await companion(garden, "Ravi", 25, 26),
    await companion(garden, "Amina", 29, 28),
    await companion(square, "Otto", 47, 43),
    await companion(square, "Luis", 53, 44),
    await companion(square, "Jo", 44, 46),
  ];
  for (const look of looks) {
    const ann = await arrival("Ann", look);
    const { page, context } = ann.person;
    await walkIn(server, ann, square);
    await people[5]?.chat.say("Fresh apples, and cards at the tables!");
    await people[6]?.chat.say("I'm in for a round.");
    await keep(page, `space-square-${look.name}`);
    await walkIn(server, ann, garden);
    await people[3]?.chat.whisper("The cherries are in bloom.");
    await page.getByRole("button", { name: "Who is here" }).click();
    await keep(page, `space-people-${look.name}`);
    await walkIn(server, ann, office);
    const [first = "", second = ""] = talk.shift() ?? [];
    await people[0]?.chat.say(first);
    await people[1]?.chat.say(second);
    await page.getByRole("button", { name: /^Chat/ }).click();
    await keep(page, `space-chat-${look.name}`);
    await context.close();
  }
}, 400_000);

test("the editor, a table, a space without a map, one that is gone, one that reconnects", async () => {
  for (const look of [looks[0], looks[3]]) {
    const ann = await arrival("Ann", look);
    const { page, context } = ann.person;
    const id = await makeSpace(server, ann.token, "Cherry Garden", "My garden");
    await walkIn(server, ann, id);
    await page.getByRole("button", { name: "Edit the space" }).click();
    await page.getByRole("button", { name: /^Card table/ }).click();
    const { width, height } = look.size;
    await page.mouse.move(width / 2 - 120, height / 2 - 40);
    await keep(page, `space-editor-${look.name}`);
    await page.mouse.click(width / 2, height / 2 - 130);
    await page.getByText("Something is in the way there.").waitFor();
    await keep(page, `space-editor-refused-${look.name}`);
    await page.mouse.click(width / 2 + 96, height / 2 - 20);
    await page.waitForTimeout(1_000);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: /^Open table/ }).waitFor();
    await keep(page, `space-prompt-${look.name}`);
    await page.getByRole("button", { name: /^Open table/ }).click();
    await page.frameLocator("iframe").getByRole("button", { name: "Who is here" }).waitFor();
    await keep(page, `space-table-${look.name}`);
    const plain = await call<{ spaceId: string }>(server, ann.token, "POST", "/space", {
      name: "An empty hall with a name that is far too long for the bar above it",
      dimensions: "40x30",
    });
    await walkIn(server, ann, plain.spaceId);
    await page.getByRole("button", { name: /^Chat/ }).click();
    await keep(page, `space-empty-${look.name}`);
    await page.goto(`${server.url}/space/nosuchspace`);
    await keep(page, `space-gone-${look.name}`);
    if (server.isOwn) {
      await walkIn(server, ann, id);
      await server.kill();
      await page.getByText("Reconnecting…").waitFor();
      await keep(page, `space-reconnecting-${look.name}`);
      await server.restart();
    }
    await context.close();
  }
}, 400_000);
