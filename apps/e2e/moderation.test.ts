import { describe, expect, test } from "vitest";
import { expectAccessible } from "./axe";
import { openHouse } from "./game";

const { twoAtATable } = openHouse();

const menuOf = (name: string) => ({ name: `What to do about ${name}` });

describe("who is here", () => {
  test("mutes somebody, and reports them, and the other is told nothing", async () => {
    const { ann, bob } = await twoAtATable();
    await bob.page.getByRole("button", { name: "Chat" }).click();
    await bob.page.getByLabel("Message").fill("you all play badly");
    await bob.page.keyboard.press("Enter");
    await ann.page.getByRole("button", { name: "Chat" }).click();
    await ann.page.getByText("you all play badly", { exact: true }).first().waitFor();
    await ann.page.getByRole("button", { name: "Who is here" }).click();
    await ann.page.getByRole("button", menuOf("Bob")).click();
    await ann.page.getByRole("menuitem", { name: "Mute" }).click();
    await ann.page.getByRole("button", { name: "Chat" }).click();
    await expect.poll(() => ann.page.locator(".said").count()).toBe(0);
    await ann.page.getByRole("button", { name: "Who is here" }).click();
    await ann.page.getByRole("button", menuOf("Bob")).click();
    await ann.page.getByRole("menuitem", { name: "Report…" }).click();
    await ann.page.getByLabel("What happened (optional)").fill("He is rude.");
    await expectAccessible(ann.page);
    await ann.page.getByRole("button", { name: "Send the report" }).click();
    await ann.page.getByText("Thank you. The admins will look at it.").waitFor();
    await bob.page.getByText("you all play badly", { exact: true }).first().waitFor();
  });

  test("the owner deletes a message, bans its author, and lifts the ban", async () => {
    const { ann, bob, link } = await twoAtATable();
    await bob.page.getByRole("button", { name: "Chat" }).click();
    await bob.page.getByLabel("Message").fill("buy my cards");
    await bob.page.keyboard.press("Enter");
    await ann.page.getByRole("button", { name: "Chat" }).click();
    await ann.page.getByText("buy my cards", { exact: true }).first().waitFor();
    await ann.page.getByRole("button", { name: "Delete the message “buy my cards”" }).click();
    await expect.poll(() => bob.page.locator(".said").count()).toBe(0);
    await bob.page.getByRole("button", { name: "Who is here" }).click();
    await bob.page.getByRole("button", menuOf("Ann")).click();
    expect(await bob.page.getByRole("menuitem", { name: "Ban from the room…" }).count()).toBe(0);
    await ann.page.getByRole("button", { name: "Who is here" }).click();
    await ann.page.getByRole("button", menuOf("Bob")).click();
    await ann.page.getByRole("menuitem", { name: "Ban from the room…" }).click();
    await expectAccessible(ann.page);
    await ann.page.keyboard.press("Escape");
    await ann.page.getByRole("heading", { name: "Ban Bob" }).waitFor({ state: "detached" });
    await ann.page.getByRole("button", menuOf("Bob")).click();
    await ann.page.getByRole("menuitem", { name: "Ban from the room…" }).click();
    await ann.page.getByRole("button", { name: "Ban Bob" }).click();
    await bob.page.getByRole("heading", { name: "This is not open to you" }).waitFor();
    await bob.page.goto(link);
    await bob.page.getByText(/You are banned from this room/i).waitFor();
    await expectAccessible(ann.page);
    await ann.page.getByRole("button", { name: "Lift the ban of Bob" }).click();
    await ann.page.getByRole("list", { name: "Banned" }).waitFor({ state: "detached" });
    await bob.page.getByRole("button", { name: "Try again" }).click();
    await bob.page.locator(".table-screen").waitFor();
  });
});
