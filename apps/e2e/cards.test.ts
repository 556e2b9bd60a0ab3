import { describe, expect, test } from "vitest";
import { cards, deck, drawToTable, drawToTray, openHouse, tray } from "./game";
import { drag, middleOf, type Person } from "./people";

const { server, arrive, follow, twoAtATable } = openHouse();

async function choose({ page }: Person, item: RegExp | string): Promise<void> {
  await page.locator(".deck__label").click();
  await page.getByRole("menuitem", { name: item }).click();
}

describe("hands", () => {
  test("T6 where hands are open the others see the cards", async () => {
    const ann = await arrive({ name: "Ann" });
    await ann.page.goto(server().url);
    await ann.page.locator(".segments__option", { hasText: "Open" }).click();
    await ann.page.getByRole("button", { name: "Create a table" }).click();
    await ann.page.locator(deck).waitFor();
    await drawToTray(ann, 2);
    const bob = await follow("Bob", ann.page.url());
    await bob.page.getByRole("button", { name: "Ann: 2 cards in hand" }).click();
    await expect.poll(() => bob.page.locator(".person__card").count()).toBe(2);
    const [first] = await ann.page
      .locator(".tray-card__body")
      .evaluateAll((elements) =>
        elements.map((element) => element.getAttribute("aria-label")?.split(".")[0] ?? ""),
      );
    expect(await bob.page.locator(".person__card").first().getAttribute("title")).toBe(first);
  });

  test("several are drawn at once, sorted, and reordered by dragging", async () => {
    const { ann } = await twoAtATable();
    const { page } = ann;
    await choose(ann, "Draw 5 cards into your hand");
    await expect.poll(() => page.locator(tray).count()).toBe(5);
    await page.getByRole("button", { name: "Sort" }).click();
    const ids = () =>
      page.locator(".tray-card__body").evaluateAll((all) => all.map((one) => one.dataset.id));
    await page.waitForTimeout(300);
    const [first, ...rest] = await ids();
    const from = await middleOf(page, ".tray-card__body");
    await drag(page, { x: from.x, y: from.y - 20 }, { x: from.x + 230, y: from.y - 20 });
    await expect.poll(async () => (await ids()).indexOf(first)).toBe(2);
    expect((await ids()).filter((id) => id !== first)).toEqual(rest);
  });

  test("a card taken from the table by dragging is in the hand, with its back to the others", async () => {
    const { ann, bob } = await twoAtATable();
    await drawToTable(ann);
    await drag(ann.page, await middleOf(ann.page, cards), { x: 640, y: 760 });
    await expect.poll(() => ann.page.locator(tray).count()).toBe(1);
    await bob.page.getByRole("button", { name: "Ann: 1 card in hand" }).waitFor();
    expect(await bob.page.locator(cards).count()).toBe(0);
    expect(bob.frames.join("\n")).not.toMatch(/"face":/);
  });
});

describe("decks and piles", () => {
  test("dealing lays a pile before everybody", async () => {
    const { ann, bob } = await twoAtATable();
    await choose(ann, "Deal 5 cards before each on the table");
    await expect
      .poll(() => bob.page.locator(".pile-grip__handle").allTextContents())
      .toEqual(["5", "5"]);
    await bob.page.locator(".deck__count", { hasText: "42" }).waitFor();
    const heights = await bob.page
      .locator(".pile")
      .evaluateAll((piles) =>
        piles.map((pile) => pile.getBoundingClientRect().y).sort((a, b) => a - b),
      );
    const middle = await middleOf(bob.page, deck);
    expect(heights[0]).toBeLessThan(middle.y - 100);
    expect(heights[1]).toBeGreaterThan(middle.y + 50);
  });

  test("cards that are marked together are gathered, spread, taken up and collected", async () => {
    const { ann, bob } = await twoAtATable();
    const { page } = ann;
    await drawToTable(ann, 150, -60);
    await drawToTable(ann, 260, -60);
    await drawToTable(ann, 370, -60);
    const middle = await middleOf(page, deck);
    await drag(
      page,
      { x: middle.x + 90, y: middle.y - 150 },
      { x: middle.x + 430, y: middle.y + 60 },
    );
    await page.getByRole("button", { name: "Gather" }).click();
    await bob.page.locator(".pile-grip__handle", { hasText: "3" }).waitFor();
    await page.getByRole("button", { name: "Spread" }).click();
    await expect.poll(() => bob.page.locator(cards).count()).toBe(3);
    expect(await bob.page.locator(".pile").count()).toBe(0);
    await choose(ann, "Collect cards from the table");
    await bob.page.locator(".deck__count", { hasText: "52" }).waitFor();
    expect(await bob.page.locator(cards).count()).toBe(0);
  });

  test("who set a deck out takes it away again, and the bare table offers a new one", async () => {
    const { ann, bob } = await twoAtATable();
    await bob.page.locator(".deck__label").click();
    await bob.page.getByRole("menu").waitFor();
    expect(await bob.page.getByRole("menuitem", { name: "Take the deck away" }).count()).toBe(0);
    await choose(ann, "Take the deck away");
    await bob.page.getByRole("heading", { name: "The table is bare" }).waitFor();
    await bob.page.getByRole("button", { name: "Set out 52 cards" }).click();
    await ann.page.locator(".deck__count", { hasText: "52" }).waitFor();
  });
});

describe("drawing", () => {
  test("T7 one object's move touches one element on the other screen", async () => {
    const { ann, bob } = await twoAtATable();
    for (const right of [150, 260, 370]) await drawToTable(ann, right, -40);
    await expect.poll(() => bob.page.locator(cards).count()).toBe(3);
    await bob.page.waitForTimeout(400);
    await bob.page.evaluate(() => {
      const touched = new Set<string>();
      Object.assign(window, { touched });
      const world = document.querySelector(".world");
      if (world === null) throw new Error("no table");
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const element = target instanceof Element ? target.closest<HTMLElement>(".thing") : null;
          touched.add(element?.dataset.id ?? String(target));
        }
      }).observe(world, { subtree: true, attributes: true, childList: true, characterData: true });
    });
    const moved = ann.page.locator(cards).last();
    const id = await moved.getAttribute("data-id");
    const box = await moved.boundingBox();
    if (box === null) throw new Error("no card");
    const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await drag(ann.page, from, { x: from.x - 40, y: from.y + 150 });
    await bob.page.locator(".name-tag").waitFor({ state: "detached" });
    const touched = await bob.page.evaluate(() => [
      ...(window as unknown as { touched: Set<string> }).touched,
    ]);
    expect(touched).toEqual([id]);
  });
});
