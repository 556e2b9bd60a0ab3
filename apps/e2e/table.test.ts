import { describe, expect, test } from "vitest";
import { cardOnTable, cards, drawToTable, drawToTray, openHouse, tray } from "./game";
import { createTable, drag, middleOf, phone } from "./people";

const { server, arrive, twoAtATable } = openHouse();

describe("two people at a card table", () => {
  test("the invitation panel shows the link that leads here", async () => {
    const { ann, link } = await twoAtATable();
    await ann.page.getByRole("button", { name: "Invite" }).click();
    expect(await ann.page.getByLabel("Link", { exact: true }).inputValue()).toBe(`${link}?by=Ann`);
  });

  test("someone without a name is asked for it before they sit down", async () => {
    const { link } = await twoAtATable();
    const stranger = await arrive();
    await stranger.page.goto(link);
    await stranger.page.getByLabel("Your name").fill("Cleo");
    await stranger.page.getByRole("button", { name: "Sit down" }).click();
    await stranger.page.getByRole("button", { name: /^Ann/ }).waitFor();
  });

  test("T6 cards drawn into a hand show the others their number alone", async () => {
    const { ann, bob } = await twoAtATable();
    await drawToTray(ann, 3);
    await bob.page.getByRole("button", { name: "Ann: 3 cards in hand" }).waitFor();
    const labels = await ann.page
      .locator(".tray-card__body")
      .evaluateAll((elements) =>
        elements.map((element) => element.getAttribute("aria-label") ?? ""),
      );
    expect(labels).toHaveLength(3);
    expect(await bob.page.locator(tray).count()).toBe(0);
    expect(bob.frames.join("\n")).not.toMatch(/"face":/);
    expect(ann.frames.join("\n")).toMatch(/"face":/);
  });

  test("a card that Ann drags moves on Bob's screen while she still holds it", async () => {
    const { ann, bob } = await twoAtATable();
    await drawToTable(ann);
    await bob.page.locator(cards).first().waitFor();
    const before = await middleOf(bob.page, cards);
    const from = await middleOf(ann.page, cards);
    await drag(ann.page, from, { x: from.x - 60, y: from.y - 120 }, false);
    await bob.page.locator(".name-tag", { hasText: "Ann" }).waitFor();
    // Bob sits opposite: what goes up and left for her goes down and right for him.
    await expect
      .poll(async () => (await middleOf(bob.page, cards)).y - before.y)
      .toBeGreaterThan(90);
    await expect
      .poll(async () => (await middleOf(bob.page, cards)).x - before.x)
      .toBeGreaterThan(40);
    await ann.page.mouse.up();
    await bob.page.locator(".name-tag").waitFor({ state: "detached" });
    const after = await middleOf(bob.page, cards);
    expect(after.y - before.y).toBeGreaterThan(90);
  });

  test("T7 a drag sends small frames only", async () => {
    const { ann, bob } = await twoAtATable();
    await drawToTable(ann);
    await bob.page.locator(cards).first().waitFor();
    const from = await middleOf(ann.page, cards);
    await drag(ann.page, from, { x: from.x + 5, y: from.y + 5 }, false);
    await bob.page.locator(".name-tag").waitFor();
    bob.frames.length = 0;
    await ann.page.mouse.move(from.x + 150, from.y - 90, { steps: 20 });
    await expect.poll(() => bob.frames.length).toBeGreaterThan(3);
    const moves = bob.frames.filter((frame) => frame.includes('"live:all"'));
    expect(moves.length).toBeGreaterThan(3);
    for (const move of moves) expect(move.length).toBeLessThan(150);
    await ann.page.mouse.up();
  });

  test("a double click turns a card over for both", async () => {
    const { ann, bob } = await twoAtATable();
    await drawToTable(ann);
    await bob.page.locator(`${cards} .card-back`).waitFor();
    const place = await middleOf(ann.page, cards);
    await ann.page.mouse.dblclick(place.x, place.y);
    await bob.page.locator(`${cards} .card-face`).waitFor();
    const label = await ann.page.locator(cards).getAttribute("aria-label");
    expect(label).toMatch(/ of (spades|hearts|diamonds|clubs), face up$/);
    expect(await bob.page.locator(cards).getAttribute("aria-label")).toBe(label);
  });

  test("a card played from the hand by dragging lies on the table for both", async () => {
    const { ann, bob } = await twoAtATable();
    await drawToTray(ann, 2);
    const from = await middleOf(ann.page, ".tray-card__body");
    await drag(ann.page, { x: from.x - 20, y: from.y - 20 }, { x: 460, y: 420 });
    await bob.page.locator(`${cards} .card-face`).waitFor();
    await bob.page.getByRole("button", { name: "Ann: 1 card in hand" }).waitFor();
    expect(await ann.page.locator(tray).count()).toBe(1);
  });

  test("cards dropped on one another become a pile that moves as one", async () => {
    const { ann, bob } = await twoAtATable();
    await drawToTable(ann);
    const first = await middleOf(ann.page, cards);
    await drawToTable(ann, -200, 0);
    const second = await middleOf(ann.page, `${cards} >> nth=1`);
    await drag(ann.page, second, first);
    await bob.page.locator(".pile-grip__handle", { hasText: "2" }).waitFor();
    const grip = await middleOf(ann.page, ".pile-grip__handle");
    await drag(ann.page, grip, { x: grip.x - 100, y: grip.y - 150 });
    await expect.poll(async () => (await middleOf(ann.page, cards)).y).toBeLessThan(first.y - 120);
    await expect.poll(() => bob.page.locator(".pile-grip__handle").count()).toBe(1);
    await expect.poll(() => bob.page.locator(cards).count()).toBe(1);
  });

  test("a card dropped on the deck is in it again", async () => {
    const { ann, bob } = await twoAtATable();
    await drawToTable(ann);
    await bob.page.locator(".deck__count", { hasText: "51" }).waitFor();
    await drag(ann.page, await middleOf(ann.page, cards), await middleOf(ann.page, ".deck__cards"));
    await bob.page.locator(".deck__count", { hasText: "52" }).waitFor();
    expect(await bob.page.locator(cards).count()).toBe(0);
  });

  test("a die shows both the same number", async () => {
    const { ann, bob } = await twoAtATable();
    await ann.page.getByRole("button", { name: "Die", exact: true }).click();
    await bob.page.locator(".thing--die").waitFor();
    for (let roll = 0; roll < 3; roll++) await ann.page.locator(".die").click();
    await ann.page.waitForTimeout(900);
    const shown = await ann.page.locator(".thing--die").getAttribute("aria-label");
    expect(shown).toMatch(/^Die, shows [1-6]$/);
    await expect.poll(() => bob.page.locator(".thing--die").getAttribute("aria-label")).toBe(shown);
  });

  test("what Ann says reaches Bob as text, with a mark while his chat is closed", async () => {
    const { ann, bob } = await twoAtATable();
    await ann.page.getByRole("button", { name: "Chat" }).click();
    await ann.page.getByLabel("Message").fill("<b>Hi</b> Bob");
    await ann.page.keyboard.press("Enter");
    await bob.page.getByRole("button", { name: "Chat, 1 unread" }).click();
    await bob.page.locator(".said__text", { hasText: "<b>Hi</b> Bob" }).waitFor();
    expect(await bob.page.locator(".badge").count()).toBe(0);
  });

  test("by keyboard a card is moved, turned over, taken up and played", async () => {
    const { ann } = await twoAtATable();
    const { page } = ann;
    await drawToTable(ann);
    await page.locator(cards).focus();
    const before = await middleOf(page, cards);
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(async () => (await middleOf(page, cards)).x).toBeGreaterThan(before.x + 15);
    await page.keyboard.press("f");
    await page.locator(`${cards} .card-face`).waitFor();
    await page.keyboard.press("t");
    await page.locator(tray).waitFor();
    const held = page.locator(".tray-card__body");
    await page.waitForTimeout(200);
    const name = await held.getAttribute("data-id");
    await held.focus();
    await page.keyboard.press("Enter");
    await (await cardOnTable(page, name)).focus();
    await page.keyboard.press("Delete");
    await page.locator(cards).waitFor({ state: "detached" });
  });
});

describe("by keyboard", () => {
  test("the focus goes on to what lies beside a card that goes", async () => {
    const { ann, bob } = await twoAtATable();
    const { page } = ann;
    await drawToTable(ann);
    await drawToTable(ann, 300, -40);
    await drawToTable(ann, -200, -40);
    const focused = () => page.evaluate(() => document.activeElement?.className ?? "");
    await page.locator(cards).first().focus();
    await page.keyboard.press("t");
    await expect.poll(() => page.locator(cards).count()).toBe(2);
    expect(await focused()).toContain("thing--card");
    await page.keyboard.press("Delete");
    await expect.poll(() => page.locator(cards).count()).toBe(1);
    expect(await focused()).toContain("thing--card");
    // Somebody else takes the last of them.
    await bob.page.locator(cards).focus();
    await bob.page.keyboard.press("t");
    await expect.poll(() => page.locator(cards).count()).toBe(0);
    expect(await focused()).toContain("deck__cards");
  });
});

describe("when things go wrong", () => {
  test("a note shows all that is written on it", async () => {
    const { ann, bob } = await twoAtATable();
    await ann.page.getByRole("button", { name: "Note", exact: true }).click();
    const note = ann.page.locator(".note").first();
    await note.dblclick();
    await ann.page.getByLabel("Text of the note").fill("Whoever has the queen leads. ".repeat(13));
    await ann.page.keyboard.press("Control+Enter");
    const theirs = bob.page.locator(".note", { hasText: "Whoever has the queen" });
    await theirs.waitFor();
    const cut = await theirs.evaluate((one) => one.scrollHeight - one.clientHeight);
    expect(cut).toBeLessThanOrEqual(0);
  });

  test("a table that is not there says so", async () => {
    const ann = await arrive({ name: "Ann" });
    await ann.page.goto(`${server().url}/table/no-such-table`);
    await ann.page.getByRole("heading", { name: "This table is gone" }).waitFor();
  });

  test("a second tab takes over, and the first offers to take it back", async () => {
    const ann = await arrive({ name: "Ann" });
    const link = await createTable(ann.page, server().url);
    const second = await ann.context.newPage();
    await second.goto(link);
    await second.locator(".deck__cards").waitFor();
    await ann.page.getByRole("heading", { name: "You sit at this table elsewhere" }).waitFor();
    await ann.page.getByRole("button", { name: "Play here instead" }).click();
    await ann.page.locator(".deck__cards").waitFor();
  });

  test("T3 a seat with a passphrase opens to who knows it", async () => {
    const ann = await arrive({ name: "Ann" });
    const { page } = ann;
    await createTable(page, server().url);
    await page.getByRole("button", { name: "You are Ann" }).click();
    await page.getByLabel("Protect your seat").fill("open sesame");
    await page.getByRole("button", { name: "Set", exact: true }).click();
    await page.getByText("Your seat is protected.").waitFor();
    await page.reload();
    await page.getByText(/This is “.+”\. You set a passphrase for your seat/).waitFor();
    await page.getByLabel("Passphrase").fill("wrong");
    await page.keyboard.press("Enter");
    await page.getByText("That was not the passphrase.").waitFor();
    await page.getByLabel("Passphrase").fill("open sesame");
    await page.keyboard.press("Enter");
    await page.locator(".deck__cards").waitFor();
  });

  test("killed and started again, the server finds both pages back at the same table", async (context) => {
    if (!server().isOwn) context.skip();
    const { ann, bob } = await twoAtATable();
    await drawToTray(ann, 2);
    await drawToTable(ann);
    await bob.page.locator(cards).waitFor();
    await ann.page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await server().kill();
    await ann.page.getByText("Reconnecting…").waitFor();
    await bob.page.getByText("Reconnecting…").waitFor();
    // What is drawn now would come unseen later, as often as somebody pressed.
    for (let press = 0; press < 3; press++) await ann.page.locator(".deck__cards").click();
    await ann.page.getByText("Draw again once you are back").first().waitFor();
    expect(await ann.page.locator(tray).count()).toBe(2);
    await server().restart();
    for (const { page } of [ann, bob]) {
      await page.getByText("Connected").waitFor({ timeout: 30_000 });
      expect(await page.locator(cards).count()).toBe(1);
      expect(await page.locator(".deck__count").textContent()).toBe("49");
    }
    expect(await ann.page.locator(tray).count()).toBe(2);
    expect(await ann.page.evaluate(() => "sameDocument" in window)).toBe(true);
    const place = await middleOf(ann.page, cards);
    await ann.page.mouse.dblclick(place.x, place.y);
    await bob.page.locator(`${cards} .card-face`).waitFor();
  }, 120_000);
});

describe("on a phone", () => {
  test("one creates a table, draws, plays by touch, and chats", async () => {
    const ann = await arrive({ name: "Ann", size: phone });
    const { page } = ann;
    await createTable(page, server().url);
    for (let drawn = 1; drawn <= 3; drawn++) {
      await page.locator(".deck__cards").tap();
      await expect.poll(() => page.locator(tray).count()).toBe(drawn);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBe(phone.width);
    const held = page.locator(".tray-card__body").first();
    const name = await held.getAttribute("data-id");
    await held.dblclick();
    await (await cardOnTable(page, name)).tap();
    await page.getByRole("toolbar", { name: "Marked things" }).waitFor();
    await page.getByRole("button", { name: "To hand" }).tap();
    await expect.poll(() => page.locator(tray).count()).toBe(3);
    await page.getByRole("button", { name: "Chat" }).tap();
    await page.getByLabel("Message").fill("On my way");
    await page.keyboard.press("Enter");
    await page.locator(".said__text", { hasText: "On my way" }).waitFor();
  });
});
