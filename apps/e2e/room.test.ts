import { describe, expect, test } from "vitest";
import { expectAccessible } from "./axe";
import { cards, drawToTable, drawToTray, openHouse, tray } from "./game";
import { createTable, phone } from "./people";

const { server, arrive, twoAtATable } = openHouse();

describe("what was done at a table", () => {
  test("is in its log, and anybody takes it back and does it again", async () => {
    const { ann, bob } = await twoAtATable();
    await drawToTray(ann, 1);
    await drawToTable(ann);
    await bob.page.locator(cards).waitFor();
    await bob.page.keyboard.press("Control+z");
    await ann.page.locator(cards).waitFor({ state: "detached" });
    await bob.page.getByRole("button", { name: "What was done", exact: true }).click();
    await bob.page.getByText("taken back by you").waitFor();
    await bob.page
      .getByRole("button", { name: /^Do again: Ann drew a card/ })
      .first()
      .click();
    await ann.page.locator(cards).waitFor();
    const back = bob.page.getByRole("button", { name: /^Undo: Ann drew a card/ });
    // The newest stands first: what came later is taken back before what came earlier.
    await back.first().click();
    await ann.page.locator(cards).waitFor({ state: "detached" });
    await back.first().click();
    await expect.poll(() => ann.page.locator(tray).count()).toBe(0);
    await expectAccessible(bob.page);
  });

  test("dealing gives everybody the same, or nobody anything", async () => {
    const { ann, bob } = await twoAtATable();
    await ann.page.getByRole("button", { name: "52 cards, 52 cards: menu" }).click();
    await ann.page.getByRole("menuitem", { name: "Deal 5 cards into each hand" }).click();
    await expect.poll(() => ann.page.locator(tray).count()).toBe(5);
    await expect.poll(() => bob.page.locator(tray).count()).toBe(5);
    await expectAccessible(ann.page);
  });

  test("what was said is there for who comes later, with links, and counted in the title", async () => {
    const { ann, bob, link } = await twoAtATable();
    await ann.page.getByRole("button", { name: "Chat" }).click();
    await ann.page.getByLabel("Message").fill("rules: https://example.org/rules.");
    await ann.page.keyboard.press("Enter");
    await expect.poll(() => bob.page.title()).toMatch(/^\(1\) /);
    await ann.page.keyboard.press("Escape");
    await expect
      .poll(() => ann.page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
      .toBe("Chat");
    await bob.page.goto(link);
    await bob.page.getByRole("button", { name: "Chat" }).click();
    const found = bob.page.getByRole("link", { name: "https://example.org/rules" });
    expect(await found.getAttribute("href")).toBe("https://example.org/rules");
    await expectAccessible(bob.page);
  });
});

describe("one page of a room", () => {
  test("shows it to an onlooker, who takes no seat and changes nothing", async () => {
    const { ann, link } = await twoAtATable();
    await drawToTray(ann, 2);
    const eve = await arrive();
    await eve.page.goto(`${link}?watch`);
    await eve.page.getByRole("button", { name: "Ann: 2 cards in hand" }).waitFor();
    await eve.page.getByText("You are looking on").waitFor();
    expect(await eve.page.getByRole("button", { name: "Undo" }).count()).toBe(0);
    expect(await ann.page.getByRole("button", { name: /in hand$/ }).count()).toBe(1);
    expect(eve.frames.join("\n")).not.toMatch(/"face":/);
    await expectAccessible(eve.page);
  });

  test("plays a recording, forward and back", async () => {
    const ann = await arrive({ name: "Ann" });
    const { page } = ann;
    await createTable(page, server().url);
    await page.getByRole("button", { name: "You are Ann" }).click();
    await page.getByRole("button", { name: "Record from now on" }).click();
    await page.keyboard.press("Escape");
    await drawToTray(ann, 1);
    await page.getByRole("button", { name: "Token", exact: true }).click();
    await page.getByRole("button", { name: "Token", exact: false }).first().waitFor();
    await page.getByRole("button", { name: "You are Ann" }).click();
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Stop and save/ }).click();
    const file = await (await coming).path();

    await page.goto(`${server().url}/replay`);
    await expectAccessible(page);
    await page.getByLabel("Choose the file").setInputFiles(file);
    const bar = page.getByRole("region", { name: "Recording" });
    await bar.getByRole("button", { name: "Play" }).click();
    await page.locator(".thing--token").waitFor({ timeout: 30_000 });
    expect(await page.locator(tray).count()).toBe(1);
    await bar.getByRole("slider").fill("0");
    await page.locator(".thing--token").waitFor({ state: "detached" });
    expect(await page.locator(tray).count()).toBe(0);
    await expectAccessible(page);
  });

  test("says which table one is invited to, and by whom, before it asks for a name", async () => {
    const ann = await arrive({ name: "Ann" });
    const link = await createTable(ann.page, server().url, "Friday game");
    const stranger = await arrive({ size: phone });
    await stranger.page.goto(`${link}?by=Ann`);
    await stranger.page
      .getByRole("heading", { name: "Ann invites you to “Friday game”" })
      .waitFor();
    await stranger.page.goto(`${server().url}/table/nowhere`);
    await stranger.page.getByRole("heading", { name: "This table is gone" }).waitFor();
    expect(await stranger.page.getByLabel("Your name").count()).toBe(0);
  });

  test("its owner renames it, and a member is called as they like there", async () => {
    const { ann, bob, link } = await twoAtATable();
    await ann.page.getByRole("button", { name: "Who is here" }).click();
    await ann.page.getByLabel("Its name").fill("Poker night");
    await ann.page
      .getByRole("region", { name: "Room settings" })
      .getByRole("button", { name: "Save" })
      .click();
    await bob.page.getByRole("heading", { name: "Poker night" }).waitFor();
    await expect.poll(() => bob.page.title()).toContain("Poker night");
    await bob.page.getByRole("button", { name: "You are Bob" }).click();
    await bob.page.getByLabel("Your name here").fill("Sir Robert");
    await bob.page.getByRole("button", { name: "Save" }).click();
    await ann.page.getByText("Sir Robert", { exact: true }).first().waitFor();
    await expectAccessible(bob.page);
    await expectAccessible(ann.page);
    await bob.page.goto(link);
    await bob.page.getByRole("button", { name: "You are Sir Robert" }).waitFor();
    await bob.page.getByRole("heading", { name: "Poker night" }).waitFor();
    const elsewhere = await arrive({ name: "Bob" });
    await elsewhere.page.goto(`${link}?by=Ann`);
    await elsewhere.page.getByRole("heading", { name: "Poker night" }).waitFor();
  });

  test("its owner chooses who may come in", async () => {
    const { ann, bob, link } = await twoAtATable();
    await ann.page.getByRole("button", { name: "Who is here" }).click();
    await ann.page.getByLabel("Only people I choose may come in").click();
    const chosen = ann.page.getByRole("list", { name: "Who may come in" });
    await chosen.getByText("Bob").waitFor();
    await expectAccessible(ann.page);
    const eve = await arrive({ name: "Eve" });
    await eve.page.goto(link);
    await eve.page.getByRole("heading", { name: "This is not open to you" }).waitFor();
    await expectAccessible(eve.page);
    await chosen.getByRole("button", { name: "Bob may no longer come in" }).click();
    await bob.page.getByRole("heading", { name: "This is not open to you" }).waitFor();
    await ann.page.getByLabel("Somebody with an account").fill("nobody at all");
    await ann.page.getByRole("button", { name: "Add" }).click();
    await ann.page.getByText("Nobody has signed up by this name").waitFor();
    await ann.page.getByLabel("Only people I choose may come in").click();
    await eve.page.getByRole("button", { name: "Try again" }).click();
    await eve.page.locator(".table-screen").waitFor();
  });

  test("who made a table takes it away, and who sits there is told", async () => {
    const { ann, bob } = await twoAtATable();
    await bob.page.getByRole("button", { name: "Who is here" }).click();
    await bob.page.getByRole("button", { name: "What to do about Ann" }).waitFor();
    expect(await bob.page.getByRole("button", { name: "Delete this table" }).count()).toBe(0);
    await ann.page.getByRole("button", { name: "Who is here" }).click();
    await ann.page.getByRole("button", { name: "Delete this table" }).click();
    await ann.page.getByRole("button", { name: "Delete it" }).click();
    await ann.page.waitForURL(`${server().url}/`);
    await bob.page.getByRole("heading", { name: "This table is gone" }).waitFor();
  });
});
