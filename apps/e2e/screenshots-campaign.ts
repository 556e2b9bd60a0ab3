import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible } from "./axe";
import { order } from "./campaign";
import { keep } from "./looks";
import { desktop, openBrowser, type Person, type PersonOptions, person, phone } from "./people";
import { type Server, startServer } from "./server";
import { call, type Visitor, visitor } from "./space";

let server: Server;
let browser: Browser;
const present: Person[] = [];

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const wide = { width: 1440, height: 900 };
const landscape = { width: 844, height: 390 };
const longName = "Sir Bartholomew Quillfeather-Ravensworth the Younger of Dee";

const looks = [
  { name: "desktop-light", size: wide, dark: false },
  { name: "desktop-dark", size: wide, dark: true },
  { name: "phone-light", size: phone, dark: false },
  { name: "phone-dark", size: phone, dark: true },
  { name: "landscape-light", size: landscape, dark: false },
  { name: "landscape-dark", size: landscape, dark: true },
] as const;

/** What axe finds on any of the pages. All pictures are taken before it fails. */
const violations: string[] = [];

async function show(page: Page, name: string, fullPage = false): Promise<void> {
  await keep(page, name, fullPage);
  try {
    await expectAccessible(page);
  } catch (error) {
    violations.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function arrive(options: PersonOptions): Promise<Person> {
  const someone = await person(browser, options);
  present.push(someone);
  return someone;
}

/** A campaign in the middle of a fight, with all that a screen can show. */
async function fight(): Promise<{ dm: Visitor; ann: Visitor; id: string }> {
  const dm = await visitor(server, arrive, "Dana");
  const ann = await visitor(server, arrive, "Ann with a name that nobody ever reads to its end");
  const { id } = await call<{ id: string }>(server, dm.token, "POST", "/campaigns", {
    name: "The Sunless Road, or: how we learned to love the owlbear and its many cousins",
  });
  const { secret } = await call<{ secret: string }>(
    server,
    dm.token,
    "POST",
    `/campaigns/${id}/links`,
    {},
  );
  await call(server, ann.token, "POST", `/campaigns/${id}/join`, { secret });
  const say = (type: string, payload: object = {}) => order(server, dm.token, id, type, payload);
  // Seats are told apart only once they were taken at a socket.
  for (const someone of [dm, ann]) {
    await someone.person.page.goto(`${server.url}/campaign/${id}`);
    await someone.person.page.locator(".campaign").waitFor();
  }
  const hero = (name: string, of: string, level: number, hpMax: number) => ({
    name,
    sheet: { hpMax, armorClass: 16, bonus: 3, dexterity: 16, classes: [{ of, level }] },
  });
  await order(server, ann.token, id, "character.create", hero(longName, "wizard", 7, 42));
  await say("character.create", hero("Borin", "fighter", 7, 64));
  await say("encounter.create", { name: "Ambush at the ford" });
  await say("encounter.create", { name: "The long hall of the king who would not be buried" });
  await say("combatant.add", { encounter: "e1", bestiary: "goblin-warrior", count: 4 });
  await say("combatant.add", { encounter: "e1", bestiary: "adult-red-dragon" });
  await say("combatant.add", { encounter: "e1", bestiary: "ogre", hidden: "nothing" });
  await say("combatant.add", {
    encounter: "e1",
    custom: { name: "The guide with the crooked staff and a very long name", hp: 18 },
    ally: true,
  });
  for (const character of ["p1", "p2"]) await say("combatant.add", { encounter: "e1", character });
  await say("encounter.activate", { encounter: "e1" });
  await say("initiative.roll");
  await say("initiative.set", { id: "p1", count: 30 });
  await say("turn.next", { round: 0, turn: "" });
  await say("concentration.begin", { id: "p1", effect: "Bless" });
  await say("temporary", { ids: ["p1"], amount: 6 });
  await say("damage", { targets: [{ id: "p1", parts: [{ amount: 21, type: "fire" }] }] });
  await say("damage", {
    targets: [
      { id: "m1", parts: [{ amount: 6 }] },
      { id: "m2", parts: [{ amount: 30 }] },
      { id: "m5", parts: [{ amount: 200 }] },
      { id: "p2", parts: [{ amount: 64 }] },
    ],
  });
  await say("condition.begin", {
    ids: ["p1", "m5"],
    condition: "frightened",
    save: { ability: "wisdom", dc: 15 },
  });
  await say("condition.begin", {
    ids: ["p1"],
    condition: "restrained",
    source: "m3",
    lasts: { type: "untilEnd", whose: "m3" },
  });
  await order(server, ann.token, id, "damage", {
    targets: [{ id: "c1", parts: [{ amount: 12, type: "cold" }] }],
  });
  await say("combatant.alias", { id: "m5", alias: "The thing in the smoke" });
  return { dm, ann, id };
}

async function tab(page: Page, name: string): Promise<void> {
  const inView = page.getByRole("button", { name, exact: true }).locator("visible=true");
  await inView.first().click();
}

test("a fight for DM, player and television", async () => {
  const { dm, ann, id } = await fight();
  const dmProfile = await dm.person.context.storageState();
  const annProfile = await ann.person.context.storageState();
  for (const { context } of present.splice(0)) await context.close();
  let shown = 0;
  for (const { name, size, dark } of looks) {
    const isWide = size.width > 980;
    const { page, context } = await person(browser, { size, dark, profile: dmProfile });
    await page.goto(`${server.url}/campaign/${id}`);
    await page.locator(".fighter").nth(5).waitFor();
    await show(page, `campaign-dm-${name}`);
    await page.locator(".fighter__open", { hasText: "Adult Red Dragon" }).click();
    await show(page, `campaign-dm-details-${name}`);
    const details = page.getByRole("region", { name: /^Details of/ });
    await details.getByText("Name and figures").click();
    await details.getByLabel("Armor class").fill("21");
    await order(server, dm.token, id, "combatant.edit", {
      id: "m5",
      bonus: looks.length + shown++,
    });
    await details.getByText("Somebody changed this meanwhile.").scrollIntoViewIfNeeded();
    await show(page, `campaign-dm-meanwhile-${name}`);
    await tab(page, "Log");
    await show(page, `campaign-dm-log-${name}`);
    await page.getByRole("button", { name: /^Undo: .* gets 6 temporary/ }).click();
    await page.getByRole("dialog").waitFor();
    await show(page, `campaign-dm-back-${name}`);
    await page.keyboard.press("Escape");
    await tab(page, "Prepare");
    await show(page, `campaign-dm-prepare-${name}`);
    await page.getByRole("button", { name: /^Ambush at the ford/ }).click();
    await page.locator(".prepared .found__open", { hasText: "Adult Red Dragon" }).click();
    await page.getByLabel("What players call Adult Red Dragon").scrollIntoViewIfNeeded();
    await show(page, `campaign-dm-lineup-${name}`);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("dragon");
    await page.locator(".found").nth(3).waitFor();
    await show(page, `campaign-dm-bestiary-${name}`);
    await page.getByRole("dialog").getByText("New stat block").click();
    await page.getByRole("button", { name: "Add an attack" }).click();
    await show(page, `campaign-dm-stat-block-${name}`);
    await page.keyboard.press("Escape");
    if (!isWide) await tab(page, "Fight");
    await page.getByRole("button", { name: "Next turn, but not all that follows" }).click();
    await show(page, `campaign-dm-not-all-${name}`);
    await page.keyboard.press("Escape");
    await page.getByLabel("Mark Goblin Warrior 3").check();
    await page.getByLabel("Mark Goblin Warrior 4").check();
    await show(page, `campaign-dm-marked-${name}`);
    await page.getByRole("button", { name: "Damage", exact: true }).click();
    await page.getByRole("dialog").getByLabel("Save", { exact: true }).selectOption("dexterity");
    await show(page, `campaign-dm-damage-${name}`);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Condition", exact: true }).click();
    await show(page, `campaign-dm-condition-${name}`);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Settings" }).click();
    await show(page, `campaign-dm-settings-${name}`);
    await page.keyboard.press("Escape");
    if (!isWide) await tab(page, "Table");
    await show(page, `campaign-dm-table-${name}`);
    await page.getByRole("button", { name: "Edit Borin" }).click();
    await show(page, `campaign-dm-hero-${name}`);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^See as Ann/ }).click();
    await page.getByRole("dialog").getByText("Restrained").first().waitFor();
    await show(page, `campaign-dm-see-as-${name}`);
    await page.goto(`${server.url}/campaign/${id}/screen`);
    await page.getByRole("heading", { name: "Round 1" }).waitFor();
    await show(page, `campaign-screen-${name}`);
    await page.goto(`${server.url}/campaigns`);
    await page.getByText("You are the DM").waitFor();
    await show(page, `campaigns-${name}`, true);
    await page.getByRole("button", { name: "New campaign" }).click();
    await show(page, `campaigns-new-${name}`);
    await context.close();

    const player = await person(browser, { size, dark, profile: annProfile });
    await player.page.goto(`${server.url}/campaign/${id}`);
    await player.page.getByRole("heading", { name: longName }).waitFor();
    await show(player.page, `campaign-player-${name}`);
    if (!isWide) {
      await player.page.locator(".campaign__me").evaluate((it) => it.scrollTo(0, 9_999));
      await show(player.page, `campaign-player-lower-${name}`);
      await tab(player.page, "Fight");
      await show(player.page, `campaign-player-fight-${name}`);
      await tab(player.page, "Log");
      await show(player.page, `campaign-player-log-${name}`);
      await tab(player.page, "Me");
    }
    await player.page.getByRole("button", { name: "Damage", exact: true }).first().click();
    await show(player.page, `campaign-player-damage-${name}`);
    await player.context.close();
  }
}, 900_000);

test("empty, and what went wrong", async () => {
  for (const { name, size } of [
    { name: "desktop", size: desktop },
    { name: "phone", size: phone },
  ]) {
    const { person: me, token } = await visitor(server, arrive, "Dana", { size });
    const { page } = me;
    await page.goto(`${server.url}/campaigns`);
    await page.getByText("You are in no campaign yet.").waitFor();
    await show(page, `campaigns-empty-${name}`, true);
    const { id } = await call<{ id: string }>(server, token, "POST", "/campaigns", {
      name: "The Sunless Road",
    });
    await page.goto(`${server.url}/campaign/${id}`);
    await page.getByText("No active encounter").waitFor();
    await show(page, `campaign-dm-empty-${name}`);
    const link = await call<{ path: string }>(server, token, "POST", `/campaigns/${id}/links`, {});
    const bob = await visitor(server, arrive, "Bob", { size });
    await bob.person.page.goto(`${server.url}/campaign/${id}`);
    await bob.person.page.getByRole("alert").waitFor();
    await show(bob.person.page, `campaign-closed-${name}`);
    // From elsewhere: another fragment alone is no new page.
    await bob.person.page.goto("about:blank");
    await bob.person.page.goto(`${server.url}/campaign/${id}#join=wrong-secret-of-somebody`);
    await bob.person.page.getByRole("alert").waitFor();
    await show(bob.person.page, `campaign-bad-link-${name}`);
    await bob.person.page.goto("about:blank");
    await bob.person.page.goto(server.url + link.path);
    await bob.person.page.getByText("You have no character here").waitFor();
    await show(bob.person.page, `campaign-player-empty-${name}`);
    await bob.person.page.getByRole("button", { name: "Make a character" }).click();
    await show(bob.person.page, `campaign-player-new-${name}`);
    await page.goto(`${server.url}/campaign/${id}/screen`);
    await page.getByText("No active encounter").waitFor();
    await show(page, `campaign-screen-empty-${name}`);
    // What is kept of a campaign is written some seconds after it was seen.
    await page.goto(`${server.url}/campaign/${id}`);
    await page.getByText("No active encounter").waitFor();
    await page.waitForTimeout(3_000);
    await page.routeWebSocket(/\/ws\//, (socket) => socket.close());
    await page.goto(`${server.url}/campaign/${id}`);
    await page.getByText("The server can’t be reached.").first().waitFor();
    await show(page, `campaign-away-${name}`);
    await page.route("**/api/**", (route) => route.abort());
    await page.goto(`${server.url}/campaigns`);
    await page.getByText("The server can’t be reached.").first().waitFor();
    await show(page, `campaigns-unreachable-${name}`, true);
    await page.goto(`${server.url}/campaign/nowhere`);
    await show(page, `campaign-nowhere-${name}`);
  }
}, 300_000);

test("no picture breaks a rule of axe", () => {
  expect(violations).toEqual([]);
});
