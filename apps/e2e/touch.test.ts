import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { signUp, tiledMap } from "./accounts";
import { invite, makeHero, newCampaign, order } from "./campaign";
import { deck, openHouse } from "./game";
import { createTable, desktop, lying, phone } from "./people";
import { call, type Entry, makeSpace, small, visitor, walkIn } from "./space";
import { tooSmall } from "./targets";

const { server, arrive } = openHouse();

/** A phone, which is turned to its side and back wherever it is looked at. */
const held = { size: phone, touch: true } as const;

/** What is too small, of all that a test looked at. */
function look() {
  const found: string[] = [];
  return {
    found,
    /** `open` opens what closes when the phone is turned. */
    async at(page: Page, where: string, open = async (): Promise<void> => {}): Promise<void> {
      for (const [way, size] of [
        ["lying", lying],
        ["upright", phone],
      ] as const) {
        await page.setViewportSize(size);
        await open();
        // Panels and menus grow as they open.
        await page.waitForTimeout(250);
        for (const frame of page.frames())
          found.push(...(await tooSmall(frame, `${where}, ${way}`)));
      }
    },
  };
}

/** Whether one lies on the other. */
async function overlap(page: Page, one: string, other: string): Promise<boolean> {
  const a = await page.locator(one).boundingBox();
  const b = await page.locator(other).boundingBox();
  if (a === null || b === null) throw new Error(`${one} or ${other} is not on the screen`);
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe("on a phone, upright and on its side, a finger hits each thing", () => {
  test("of the pages outside the rooms", async () => {
    const { found, at } = look();
    const { page } = await arrive(held);
    for (const path of [
      "",
      "spaces",
      "campaigns",
      "arena",
      "arena/leaderboard",
      "signin",
      "signup",
      "signup?admin",
      "account",
      "admin",
      "feedback",
      "replay",
      "nowhere",
      "table/nowhere",
      "space/nowhere",
      "campaign/nowhere",
    ]) {
      await page.goto(`${server().url}/${path}`);
      await page.locator("h1").first().waitFor();
      await page.waitForLoadState("networkidle");
      await at(page, `/${path}`);
    }
    await page.goto(`${server().url}/spaces`);
    await page.getByRole("button", { name: "New space" }).click();
    await page.getByRole("radio", { name: "Empty" }).check();
    await at(page, "a new space");
    await page.goto(`${server().url}/campaigns`);
    await page.getByRole("button", { name: "New campaign" }).click();
    await at(page, "a new campaign");
    await signUp(page, server().url, "Berta");
    await at(page, "an account");
    expect(found).toEqual([]);
  }, 180_000);

  test("of a card table", async () => {
    const { found, at } = look();
    const { page } = await arrive({ ...held, name: "Ann" });
    const link = await createTable(page, server().url, "Whist on Friday, and on Sunday too");
    const bob = await arrive({ name: "Bob" });
    await bob.page.goto(`${link}?by=Ann`);
    await bob.page.locator(deck).waitFor();
    await at(page, "a table");
    await at(page, "what one adds", () =>
      page.getByRole("button", { name: "Put something on the table" }).click(),
    );
    await page.getByRole("menuitem", { name: "Counter" }).click();
    await page.locator(".thing--counter").waitFor();
    await page.keyboard.press("Escape");
    await at(page, "a counter");
    await at(page, "the deck's menu", () => page.getByRole("button", { name: /: menu$/ }).click());
    await page.getByRole("menuitem", { name: "Deal 5 cards into each hand" }).click();
    await page.locator(".tray-card").nth(4).waitFor();
    await at(page, "a hand");
    await page.locator(".tray-card__body").first().focus();
    await page.keyboard.press("Enter");
    await page.locator(".thing--card").waitFor();
    await page.locator(".thing--card").tap();
    await page.getByRole("toolbar", { name: "Marked things" }).waitFor();
    await at(page, "a marked card");
    const more = page.getByRole("button", { name: "More", exact: true });
    await at(page, "a card's menu", () => more.tap());
    await page.keyboard.press("Escape");
    // A counter that is too small for a finger has its buttons in the bar.
    await page.locator(".thing--counter").tap();
    await page.getByRole("button", { name: "One more", exact: true }).tap();
    await page.getByRole("button", { name: "One more", exact: true }).tap();
    await expect.poll(() => page.locator(".counter__value").textContent()).toBe("2");
    await at(page, "a counter's menu", () => more.tap());
    await page.keyboard.press("Escape");
    for (const said of ["Hello", "https://example.org/rules", "x".repeat(200)]) {
      await bob.page.getByRole("button", { name: /^Chat/ }).click();
      await bob.page.getByLabel("Message", { exact: true }).fill(said);
      await bob.page.keyboard.press("Enter");
      await bob.page.keyboard.press("Escape");
    }
    await page.getByRole("button", { name: /^Chat/ }).click();
    await page.locator(".said").nth(2).waitFor();
    await at(page, "the chat");
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Who is here" }).click();
    await page.getByLabel("Only people I choose may come in").click();
    await page.getByRole("list", { name: "Who may come in" }).waitFor();
    await at(page, "who is here");
    await page.getByLabel("Only people I choose may come in").click();
    const about = page.getByRole("button", { name: "What to do about Bob" });
    await at(page, "a person's menu", () => about.click());
    await page.getByRole("menuitem", { name: "Report…" }).click();
    await at(page, "a report");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "What to do about Bob" }).click();
    await page.getByRole("menuitem", { name: "Ban from the room…" }).click();
    await at(page, "a ban");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Invite" }).click();
    await at(page, "the invitation");
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "You are Ann" }).click();
    await at(page, "oneself");
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "What was done", exact: true }).click();
    await at(page, "the log");
    await page.goto(`${link}?watch`);
    await page.getByText("You are looking on").waitFor();
    await at(page, "looking on");
    const { page: stranger } = await arrive(held);
    await stranger.goto(`${link}?by=Ann`);
    await stranger.getByRole("heading", { name: /invites you/ }).waitFor();
    await at(stranger, "an invitation");
    expect(found).toEqual([]);
  }, 180_000);

  test("of a space", async () => {
    const { found, at } = look();
    const ann = await visitor(server(), arrive, "Ann", held);
    const bob = await visitor(server(), arrive, "Bob", { size: small });
    const { page } = ann.person;
    const id = await makeSpace(server(), ann.token, "Harbour Office", "Our office by the harbour");
    const start = await walkIn(server(), ann, id);
    await walkIn(server(), bob, id);
    const { elements } = await call<{ elements: Entry[] }>(server(), ann.token, "GET", "/elements");
    const table = elements.find((each) => each.name === "Card table");
    await call(server(), ann.token, "POST", "/space/element", {
      spaceId: id,
      elementId: table?.id ?? "",
      x: start.x + 1,
      y: start.y + 1,
    });
    await page.getByRole("button", { name: /^Open table/ }).waitFor();
    await at(page, "a space");
    await page.getByRole("button", { name: /^Who is here/ }).click();
    await at(page, "who is in a space");
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: /^Chat/ }).click();
    await page.getByLabel("Message", { exact: true }).fill("Hello");
    await page.keyboard.press("Enter");
    await page.locator(".said").waitFor();
    await at(page, "a space's chat");
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Invite" }).click();
    await at(page, "a space's invitation");
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Edit the space" }).click();
    await at(page, "the editor");
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: /^Open table/ }).click();
    await page.frameLocator("iframe").getByRole("heading", { name: "The table is bare" }).waitFor();
    await at(page, "a table in a space");
    for (const size of [lying, phone, desktop]) {
      await page.setViewportSize(size);
      expect(await overlap(page, ".call__bar", "iframe"), `${size.width} wide`).toBe(false);
    }
    expect(found).toEqual([]);
  }, 180_000);

  test("of an arena", async () => {
    const { found, at } = look();
    const { page } = await arrive({ ...held, name: "Ann" });
    await page.goto(`${server().url}/arena`);
    await page.getByRole("button", { name: "Play" }).click();
    await page.locator(".waiting").waitFor();
    await at(page, "looking for a match");
    const { page: other } = await arrive({ ...held, name: "Ann" });
    await other.goto(`${server().url}/arena`);
    await other.getByLabel("Bots").selectOption("2");
    await at(other, "a private match");
    await other.getByRole("button", { name: "Make a private match" }).click();
    await other.locator(".match__score").nth(2).waitFor({ timeout: 30_000 });
    await at(other, "a match");
    expect(found).toEqual([]);
  }, 180_000);

  test("of a campaign", async () => {
    const { found, at } = look();
    const { dm, id } = await newCampaign(server(), arrive, "The Sunless Road", held);
    const { page } = dm.person;
    const link = await invite(page);
    const ann = await visitor(server(), arrive, "Ann", held);
    await ann.person.page.goto(link);
    await ann.person.page.getByRole("heading", { name: "You have no character here" }).waitFor();
    await at(ann.person.page, "a player without a character");
    await ann.person.page.getByRole("button", { name: "Make a character" }).click();
    await at(ann.person.page, "a new character");
    await ann.person.page.keyboard.press("Escape");
    await makeHero(ann.person.page, { name: "Aria", of: "Wizard", level: 7, hp: 42 });
    const say = (type: string, payload: object) => order(server(), dm.token, id, type, payload);
    await say("encounter.create", { name: "Ambush at the ford" });
    await say("combatant.add", { encounter: "e1", bestiary: "goblin-warrior", count: 3 });
    await say("combatant.add", { encounter: "e1", bestiary: "adult-red-dragon" });
    await say("combatant.add", { encounter: "e1", character: "p1" });
    await say("encounter.activate", { encounter: "e1" });
    await say("initiative.roll", {});
    await say("turn.next", { round: 0, turn: "" });
    await page.locator(".fighter").nth(4).waitFor();
    await at(page, "a fight");
    const tab = (at: Page, label: string) =>
      at.getByRole("button", { name: label, exact: true }).locator("visible=true").first().click();
    await page.locator(".fighter__open", { hasText: "Adult Red Dragon" }).click();
    await at(page, "a dragon");
    for (const label of ["Log", "Prepare", "Table", "Fight"]) {
      await tab(page, label);
      await at(page, `the DM's ${label}`);
    }
    await page
      .getByLabel(/^Mark Goblin/)
      .first()
      .check();
    await at(page, "a marked goblin");
    for (const label of ["Damage", "Condition", "Settings"]) {
      await page.getByRole("button", { name: label, exact: true }).first().click();
      await page.getByRole("dialog").waitFor();
      await at(page, `the DM's ${label}`);
      await page.keyboard.press("Escape");
    }
    await tab(page, "Prepare");
    await page.getByRole("button", { name: /^Ambush at the ford/ }).click();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("dragon");
    await page.locator(".found").nth(3).waitFor();
    await at(page, "the bestiary");
    await ann.person.page.locator(".hero-card").waitFor();
    for (const label of ["Me", "Fight", "Log", "Dice"]) {
      await tab(ann.person.page, label);
      await at(ann.person.page, `a player's ${label}`);
    }
    await page.goto(`${server().url}/campaigns`);
    await page.getByText("You are the DM").waitFor();
    await at(page, "campaigns");
    expect(found).toEqual([]);
  }, 180_000);

  test("of the admin's pages", async () => {
    const { found, at } = look();
    const { page } = await arrive(held);
    await signUp(page, server().url, "Ada", await server().setupCode());
    const gus = await visitor(server(), arrive, "Gus");
    await createTable(gus.person.page, server().url, "Gus’ table");
    await signUp(gus.person.page, server().url, "Gus");
    for (const section of ["people", "rooms", "reports", "elements", "avatars", "maps"]) {
      await page.goto(`${server().url}/admin/${section}`);
      await page.locator("h1").first().waitFor();
      await page.waitForLoadState("networkidle");
      await at(page, `/admin/${section}`);
    }
    await page.getByLabel("Tiled map as a file").setInputFiles(tiledMap());
    await page.getByText(/12 × 8 blocks/).waitFor();
    await at(page, "a map");
    await page.goto(`${server().url}/admin/elements`);
    await page.locator(".catalogue__item").getByRole("button").first().click();
    await at(page, "an element");
    await page.goto(`${server().url}/admin/people`);
    await at(page, "a person's menu", () =>
      page.getByRole("button", { name: "What to do about Gus" }).click(),
    );
    await page.getByRole("menuitem", { name: "Delete the account…" }).click();
    await at(page, "deleting somebody's account");
    expect(found).toEqual([]);
  }, 180_000);
});
