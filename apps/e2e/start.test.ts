import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTable, openBrowser, person } from "./people";
import { type Server, startServer } from "./server";

let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe("the start page", () => {
  test("an open table is listed with who is there, one by link is not", async () => {
    const ann = await person(browser, { name: "Ann" });
    await createTable(ann.page, server.url, "Whist on Friday");
    const cleo = await person(browser, { name: "Cleo" });
    await cleo.page.goto(server.url);
    await cleo.page.getByText("By link").click();
    await cleo.page.getByLabel("Name of the table").fill("Secret poker");
    await cleo.page.getByRole("button", { name: "Create a table" }).click();
    await cleo.page.locator(".deck__cards").waitFor();
    const bob = await person(browser, { name: "Bob" });
    await bob.page.goto(server.url);
    await bob.page.getByRole("link", { name: "Whist on Friday 1 player here" }).waitFor();
    expect(await bob.page.getByText("Secret poker").count()).toBe(0);
    await bob.page.getByRole("link", { name: "Whist on Friday" }).click();
    await bob.page.locator(".deck__cards").waitFor();
    for (const { context } of [ann, bob, cleo]) await context.close();
  });

  test("a pasted link leads to its table, and nonsense does not", async () => {
    const ann = await person(browser, { name: "Ann" });
    const link = await createTable(ann.page, server.url);
    const bob = await person(browser, { name: "Bob" });
    await bob.page.goto(server.url);
    await bob.page.getByLabel("Link or code of the table").fill("no link at all");
    await bob.page.getByRole("button", { name: "Join" }).click();
    await bob.page.getByText("This is neither a link to a table nor its code.").waitFor();
    await bob.page.getByLabel("Link or code of the table").fill(link);
    await bob.page.getByRole("button", { name: "Join" }).click();
    await bob.page.locator(".deck__cards").waitFor();
    for (const { context } of [ann, bob]) await context.close();
  });

  test("the name is still there after a reload", async () => {
    const { page, context } = await person(browser);
    await page.goto(server.url);
    await page.getByLabel("Your name").fill("Ann");
    await page.reload();
    expect(await page.getByLabel("Your name").inputValue()).toBe("Ann");
    await context.close();
  });

  test("with the server out of reach the page says so", async () => {
    const { page, context } = await person(browser, { name: "Ann" });
    await page.goto(server.url);
    await page.route("**/api/**", (route) => route.abort());
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByText("The server can’t be reached.").waitFor();
    await page.getByRole("button", { name: "Create a table" }).click();
    await page.getByText("The server can't be reached. Please try again in a moment.").waitFor();
    await context.close();
  });
});
