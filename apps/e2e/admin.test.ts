import { describe, expect, test } from "vitest";
import { signUp } from "./accounts";
import { expectAccessible } from "./axe";
import { openHouse } from "./game";
import { createTable, type PersonOptions } from "./people";

const { server, arrive } = openHouse();

/** The browser profile of the first admin: there is one set-up code only. */
let admin: PersonOptions["profile"];

describe("the admin's pages", () => {
  test("find people, make them admins and users, ban them and delete their accounts", async () => {
    const ada = await arrive();
    await signUp(ada.page, server().url, "Ada", await server().setupCode());
    admin = await ada.context.storageState();
    const bob = await arrive();
    await signUp(bob.page, server().url, "Bob");
    const { page } = ada;
    await page.goto(`${server().url}/admin/people`);
    const people = page.getByRole("list", { name: "People" });
    await people.getByText("Bob", { exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByLabel("Search people").fill("nobody at all");
    await page.getByText("Nobody is called like this.").waitFor();
    await expectAccessible(page);
    await page.getByLabel("Search people").fill("BO");
    await people.getByText("Bob", { exact: true }).waitFor();
    expect(await people.getByRole("listitem").count()).toBe(1);
    const act = async (what: string): Promise<void> => {
      await page.getByRole("button", { name: "What to do about Bob" }).click();
      await page.getByRole("menuitem", { name: what }).click();
    };
    await act("Make an admin");
    await people.getByText("admin", { exact: true }).waitFor();
    await bob.page.goto(`${server().url}/admin/rooms`);
    await bob.page.getByLabel("Search rooms").waitFor();
    await act("No longer an admin");
    await people.getByText("admin", { exact: true }).waitFor({ state: "detached" });
    await bob.page.reload();
    await bob.page.getByText("who is no admin").waitFor();
    await act("Ban…");
    await expectAccessible(page);
    await page.getByLabel("Why").fill("loud");
    await page.getByRole("button", { name: "Ban Bob" }).click();
    await people.getByText("banned", { exact: true }).waitFor();
    await act("Lift the ban");
    await people.getByText("banned", { exact: true }).waitFor({ state: "detached" });
    await act("Delete the account…");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Delete the account" }).click();
    await page.getByText("Nobody is called like this.").waitFor();
    await page.goto(`${server().url}/admin/reports`);
    await page.getByText("Ada deleted the account “Bob”").waitFor();
    await expectAccessible(page);
    await page.goto(`${server().url}/admin/people`);
    await page.getByRole("button", { name: "What to do about Ada" }).click();
    await page.getByRole("menuitem", { name: "No longer an admin" }).click();
    await page.getByText("Nobody else is an admin").waitFor();
  });

  test("find rooms, those too that no list shows, and delete them", async () => {
    const guest = await arrive({ name: "Gus" });
    await createTable(guest.page, server().url, "Gus’ table");
    if (admin === undefined) throw new Error("there is no admin");
    const { page } = await arrive({ profile: admin });
    await page.goto(`${server().url}/admin/rooms`);
    await page.getByLabel("Search rooms").fill("gus");
    const rooms = page.getByRole("list", { name: "Rooms" });
    await rooms.getByRole("link", { name: "Gus’ table" }).waitFor();
    await rooms.getByText("by Gus").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Delete Gus’ table" }).click();
    await page.getByRole("button", { name: "Delete the room" }).click();
    await page.getByText("No room is called like this.").waitFor();
    await guest.page.getByRole("heading", { name: "This table is gone" }).waitFor();
  });
});
