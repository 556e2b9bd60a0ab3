import { describe, expect, test } from "vitest";
import { openHouse } from "./game";
import { createTable } from "./people";

const { server, arrive } = openHouse();

describe("the start page", () => {
  test("an open table is listed with who is there, one by link is not", async () => {
    const ann = await arrive({ name: "Ann" });
    await createTable(ann.page, server().url, "Whist on Friday");
    const cleo = await arrive({ name: "Cleo" });
    await cleo.page.goto(server().url);
    await cleo.page.getByText("By link").click();
    await cleo.page.getByLabel("Name of the table").fill("Secret poker");
    await cleo.page.getByRole("button", { name: "Create a table" }).click();
    await cleo.page.locator(".deck__cards").waitFor();
    const bob = await arrive({ name: "Bob" });
    await bob.page.goto(server().url);
    await bob.page.getByRole("link", { name: "Whist on Friday 1 player here" }).waitFor();
    expect(await bob.page.getByText("Secret poker").count()).toBe(0);
    await bob.page.getByRole("link", { name: "Whist on Friday" }).click();
    await bob.page.locator(".deck__cards").waitFor();
  });

  test("a pasted link leads to its table, and nonsense does not", async () => {
    const ann = await arrive({ name: "Ann" });
    const link = await createTable(ann.page, server().url);
    const bob = await arrive({ name: "Bob" });
    await bob.page.goto(server().url);
    await bob.page.getByLabel("Link or code of the table").fill("no link at all");
    await bob.page.getByRole("button", { name: "Join" }).click();
    await bob.page.getByText("This is neither a link to a table nor its code.").waitFor();
    await bob.page.getByLabel("Link or code of the table").fill(link);
    await bob.page.getByRole("button", { name: "Join" }).click();
    await bob.page.locator(".deck__cards").waitFor();
  });

  test("the name is still there after a reload", async () => {
    const { page } = await arrive();
    await page.goto(server().url);
    await page.getByLabel("Your name").fill("Ann");
    await page.reload();
    expect(await page.getByLabel("Your name").inputValue()).toBe("Ann");
  });

  test("with the server out of reach the page says so", async () => {
    const { page } = await arrive({ name: "Ann" });
    await page.goto(server().url);
    await page.route("**/api/**", (route) => route.abort());
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByText("The server can’t be reached.").waitFor();
    await page.getByRole("button", { name: "Create a table" }).click();
    await page.getByText("The server can't be reached. Please try again in a moment.").waitFor();
  });

  test("feedback is sent with thanks, and not lost when it can't be", async () => {
    const { page } = await arrive();
    await page.goto(`${server().url}/app`);
    await page.getByRole("link", { name: "Give feedback" }).click();
    await page.getByLabel("Your feedback").fill("The felt is lovely.");
    await page.getByLabel("How to answer you").fill("ann@example.com");
    await page.route("**/api/**", (route) => route.abort());
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("The server can't be reached. Please try again in a moment.").waitFor();
    await page.unroute("**/api/**");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    await page.getByRole("button", { name: "Say something else" }).click();
    expect(await page.getByLabel("Your feedback").inputValue()).toBe("");
  });
});
