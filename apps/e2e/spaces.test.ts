import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { password, signIn, signUp, tiledMap } from "./accounts";
import { openHouse } from "./game";
import { createTable, desktop, type PersonOptions, phone } from "./people";

const { server, arrive } = openHouse();

/** The browser profile of the first admin: there is one set-up code only. */
let first: PersonOptions["profile"];

/** What would become an element if a name were taken for HTML. */
const evil = "<img src=nowhere>";

/** A red pixel, as PNG. */
const dot =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

async function expectNoElementOf(page: Page): Promise<void> {
  expect(await page.locator('img[src="nowhere"]').count()).toBe(0);
}

async function createSpace(page: Page, name: string, map: string): Promise<void> {
  await page.goto(`${server().url}/spaces`);
  await page.getByRole("button", { name: "New space" }).click();
  await page.getByLabel("Name of the space").fill(name);
  await page.getByRole("radio", { name: map }).check();
  await page.getByRole("button", { name: "Create the space" }).click();
  await page.waitForURL(/\/space\//);
}

describe("accounts and spaces", () => {
  test("the first admin imports a map, makes a space of it, and deletes the space", async () => {
    const { page, context } = await arrive();
    await signUp(page, server().url, `Ann ${evil}`, await server().setupCode());
    first = await context.storageState();
    await page.getByRole("heading", { name: `Ann ${evil}` }).waitFor();
    await page.getByRole("radio", { name: "Mei" }).check();
    await expect.poll(() => page.locator(".site-head__me img").count()).toBe(1);
    await page.reload();
    await expect.poll(() => page.getByRole("radio", { name: "Mei" }).isChecked()).toBe(true);
    await expectNoElementOf(page);

    await page.getByRole("link", { name: "Admin page" }).click();
    await page.getByRole("link", { name: "Maps" }).click();
    const chooser = page.getByLabel("Tiled map as a file");
    await chooser.setInputFiles(tiledMap({ infinite: true }));
    await page.getByText("The map is infinite. Switch “Infinite” off").waitFor();
    await chooser.setInputFiles(tiledMap());
    await page.getByText("12 × 8 blocks, 12 of them walls; people start at 5, 4.").waitFor();
    await page.getByText("Floor <i>x</i>").waitFor();
    await page.getByLabel("Name of the map").fill(`Hall ${evil}`);
    await page.getByLabel("Thumbnail", { exact: true }).fill("/art/maps/office.png");
    await page
      .getByLabel("Picture of the tileset “ground”", { exact: true })
      .fill("/art/tiles.png");
    await page.getByRole("radio", { name: /^Sofa/ }).check();
    const stage = page.getByRole("application");
    await stage.click();
    await stage.press("ArrowDown");
    await stage.press("Enter");
    await page.getByText("2 elements stand on the map.").waitFor();
    await stage.press("Delete");
    await page.getByText("1 element stands on the map.").waitFor();
    await page.getByRole("button", { name: "Add the map" }).click();
    await page.locator(".space-card__name", { hasText: `Hall ${evil}` }).waitFor();
    await expectNoElementOf(page);

    await createSpace(page, `Den ${evil}`, `Hall ${evil}`);
    await page.goto(`${server().url}/spaces`);
    const mine = page.getByRole("region", { name: "Your spaces" });
    await mine.getByRole("link", { name: `Den ${evil}` }).waitFor();
    await mine.getByText("12 × 8 blocks").waitFor();
    await expectNoElementOf(page);
    await mine.getByRole("button", { name: "Delete" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    // The focus is where it was: Enter asks again.
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Delete the space" }).click();
    await page.getByText("You have no space yet.").waitFor();
    await page.reload();
    await page.getByText("You have no space yet.").waitFor();
  });

  test("who is no admin is told so; made one, they add what spaces are made of", async () => {
    const { page } = await arrive();
    await page.goto(`${server().url}/admin`);
    await page.getByText("You are not signed in.").waitFor();
    await signUp(page, server().url, "Nora");
    await page.goto(`${server().url}/admin/elements`);
    await page.getByText("who is no admin").waitFor();
    expect(await page.getByText("Add an element").count()).toBe(0);

    if (first === undefined) throw new Error("there is no admin to make one");
    const ann = await arrive({ profile: first });
    await ann.page.goto(`${server().url}/admin/people`);
    await ann.page.getByLabel("Search people").fill("nora");
    await ann.page.getByRole("button", { name: "What to do about Nora" }).click();
    await ann.page.getByRole("menuitem", { name: "Make an admin" }).click();
    await ann.page.getByText("Nora is an admin now.").waitFor();

    await page.reload();
    await page.getByLabel("Name").fill(`Stage ${evil}`);
    await page.getByLabel("Picture", { exact: true }).fill("javascript:alert(1)");
    await page.getByRole("button", { name: "Add the element" }).click();
    expect(await page.getByText(`Stage ${evil}`).count()).toBe(0);
    await page.getByLabel("Picture", { exact: true }).fill("/art/elements/desk.png");
    await page.getByLabel("Width in blocks").fill("4");
    await page.getByText("Cards", { exact: true }).click();
    await page.getByRole("button", { name: "Add the element" }).click();
    const stage = page.locator(".catalogue__item", { hasText: `Stage ${evil}` });
    await stage.getByText("4 × 1").waitFor();
    await stage.getByText("Card table").waitFor();
    await stage.getByRole("button").click();
    await page.getByLabel("New picture", { exact: true }).fill("/art/elements/sofa.png");
    await page.getByRole("button", { name: "Change it" }).click();
    await stage.locator('img[src="/art/elements/sofa.png"]').waitFor();
    await page.reload();
    await stage.locator('img[src="/art/elements/sofa.png"]').waitFor();
    await expectNoElementOf(page);

    // A picture of one's own, kept by the server.
    await stage.getByRole("button").click();
    const own = Buffer.from(dot, "base64");
    await page
      .getByLabel("New picture as a file")
      .setInputFiles({ name: "dot.png", mimeType: "image/png", buffer: own });
    await expect
      .poll(() => page.getByLabel("New picture", { exact: true }).inputValue())
      .toMatch(/^\/api\/v1\/pictures\/[0-9a-f]{32}\.png$/);
    await page.getByRole("button", { name: "Change it" }).click();
    const shown = stage.locator('img[src^="/api/v1/pictures/"]');
    await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
    await stage.getByRole("button").click();
    await page
      .getByLabel("New picture as a file")
      .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
    await page.getByText("must be a PNG, JPEG, GIF or WebP picture").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });

    await page.getByRole("link", { name: "Avatars" }).click();
    await page.getByLabel("Name").fill(`Fox ${evil}`);
    await page.getByLabel("Picture", { exact: true }).fill("/art/avatars/ravi.png");
    await page.getByRole("button", { name: "Add the avatar" }).click();
    await page.locator(".catalogue__name", { hasText: `Fox ${evil}` }).waitFor();
    await expectNoElementOf(page);
  });

  test("a taken name and a wrong password are said; the right one leads back, and holds", async () => {
    const { page, context } = await arrive({ size: phone });
    await signUp(page, server().url, "Ben");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("You are here as a guest").waitFor();

    await page.goto(`${server().url}/signup`);
    await page.getByLabel("Username").fill("ben");
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Create the account" }).click();
    await page.getByText("This username is taken").waitFor();

    await page.goto(`${server().url}/spaces`);
    await page.getByRole("link", { name: "sign in", exact: true }).click();
    await signIn(page, "Ben", "not my password");
    await page.getByText("The username or the password is wrong.").waitFor();
    await signIn(page, "Ben");
    await page.waitForURL(/\/spaces$/);
    await page.reload();
    await page.getByRole("link", { name: "Account of Ben" }).waitFor();
    const { origins } = await context.storageState();
    const kept = JSON.stringify(origins[0]?.localStorage ?? []);
    expect(kept).toContain("roomkeeper.account");
    expect(kept).not.toContain(password);
  });

  test("an account goes by its name at a card table, and sits down as itself", async () => {
    const cleo = await arrive();
    await signUp(cleo.page, server().url, "Cleo Account");
    const link = await createTable(cleo.page, server().url);
    const emil = await arrive({ name: "Emil" });
    await emil.page.goto(link);
    await emil.page.getByRole("button", { name: /^Cleo Account/ }).waitFor();
  });

  test("a sign-in that has run out leads to where one signs in again, and back", async () => {
    const { page } = await arrive();
    await signUp(page, server().url, "Dora");
    await page.evaluate(() => {
      const kept = JSON.parse(localStorage.getItem("roomkeeper.account") ?? "{}") as object;
      localStorage.setItem("roomkeeper.account", JSON.stringify({ ...kept, token: "a.b.c" }));
    });
    await page.goto(`${server().url}/spaces`);
    await page.getByText("Your sign-in has run out.").waitFor();
    expect(await page.evaluate(() => localStorage.getItem("roomkeeper.account"))).toBeNull();
    await signIn(page, "Dora");
    await page.waitForURL(/\/spaces$/);
  });

  test("the page of spaces does not jump while its lists come", async () => {
    for (const size of [desktop, phone]) {
      const { page } = await arrive({ name: "Ann", size });
      await page.goto(`${server().url}/spaces`);
      for (const name of ["One", "Two", "Three", "Four"]) {
        await createSpace(page, name, "Harbour Office");
        await page.getByText(/^You are at column/).waitFor({ state: "attached" });
      }
      await page.route("**/api/v1/**", async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 500));
        await route.continue();
      });
      await page.addInitScript(() => {
        const sums = { moved: 0 };
        Object.assign(window, { sums });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            sums.moved += (entry as never as { value: number }).value;
        }).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(`${server().url}/spaces`);
      await page.getByRole("region", { name: "Your spaces" }).getByText("Four").waitFor();
      await page.getByText("No space is open to everyone right now.").waitFor();
      await page
        .getByRole("img")
        .first()
        .waitFor({ state: "attached", timeout: 2_000 })
        .catch(() => {});
      const moved = await page.evaluate(
        () => (window as never as { sums: { moved: number } }).sums.moved,
      );
      expect(moved).toBeLessThan(0.1);
    }
  }, 180_000);

  test("with the server out of reach the pages say so, and come back by themselves", async () => {
    const { page } = await arrive({ name: "Ann" });
    await page.clock.install();
    await page.route("**/api/**", (route) => route.abort());
    await page.goto(`${server().url}/spaces`);
    await page.getByText("The server can’t be reached.").first().waitFor();
    await page.unroute("**/api/**");
    await page.clock.fastForward(5000);
    await page.getByText("You have no space yet.").waitFor();
  });

  test("a guest who signs up stays who they are, and who signs out begins anew", async () => {
    const { page } = await arrive({ name: "Gus" });
    await createSpace(page, "Gus' place", "Harbour Office");
    await page.getByRole("button", { name: "Edit the space" }).waitFor();
    await page.goto(`${server().url}/account`);
    await page.getByRole("radio", { name: "Mei" }).check();
    await signUp(page, server().url, "Gustav");
    await expect.poll(() => page.getByRole("radio", { name: "Mei" }).isChecked()).toBe(true);
    await page.goto(`${server().url}/spaces`);
    const mine = page.getByRole("region", { name: "Your spaces" });
    await mine.getByRole("link", { name: "Gus' place" }).click();
    await page.getByRole("button", { name: "Edit the space" }).waitFor();
    await page.goto(`${server().url}/account`);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("You are here as a guest").waitFor();
    await expect.poll(() => page.getByRole("radio", { name: "Mei" }).isChecked()).toBe(false);
    await page.goto(`${server().url}/spaces`);
    await page.getByText("You have no space yet.").waitFor();
  });

  test("where the browser keeps nothing, full or forbidden, every page loads all the same", async () => {
    const forbidden = () =>
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new DOMException("denied", "SecurityError");
        },
      });
    const full = () => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    };
    for (const storage of [forbidden, full]) {
      const { page, context } = await arrive();
      await context.addInitScript(storage);
      const paths = [
        "/spaces",
        "/account",
        "/signin",
        "/campaigns",
        "/arena",
        "/feedback",
        "/replay",
        "/admin",
      ];
      for (const path of paths) {
        await page.goto(`${server().url}${path}`);
        await page.locator("h1").first().waitFor();
        expect(await page.getByText("This page did not load").count(), path).toBe(0);
      }
      await createTable(page, server().url);
      await page.getByText("Connected").waitFor({ state: "attached" });
    }
  });

  test("a page whose script does not come says so, and how to go on", async () => {
    const { page } = await arrive({ name: "Ann" });
    let isFirst = true;
    await page.route("**/assets/AccountPage*.js", async (route) => {
      if (!isFirst) await route.continue(); // The first request is never answered.
      isFirst = false;
    });
    await page.goto(`${server().url}/account`);
    await page.getByRole("heading", { name: "The page is slow to come" }).waitFor();
    await page.getByRole("button", { name: "Load again" }).click();
    await page.getByText("You are here as a guest").waitFor();
  });

  test("a page that does not load says so, and loads again", async () => {
    const { page } = await arrive({ name: "Ann" });
    await page.route("**/assets/AccountPage*.js", (route) => route.abort());
    await page.goto(`${server().url}/account`);
    await page.getByText("This page did not load").waitFor();
    await page.unroute("**/assets/AccountPage*.js");
    await page.getByRole("button", { name: "Load again" }).click();
    await page.getByText("You are here as a guest").waitFor();
  });
});
