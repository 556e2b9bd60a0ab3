import { describe, expect, test } from "vitest";
import { expectAccessible } from "./axe";
import { follow, invite, makeHero, newCampaign, order } from "./campaign";
import { openHouse } from "./game";

const { server, arrive } = openHouse();
const eveningMillis = 240_000;

describe("a campaign", () => {
  test(
    "an evening: from the first encounter to the long rest, with two phones and a television",
    async () => {
      const { dm, id } = await newCampaign(server(), arrive, "The Sunless Road");
      const { page } = dm.person;
      const link = await invite(page);
      const ann = await follow(server(), arrive, "Ann", link);
      const bob = await follow(server(), arrive, "Bob", link);
      const phone = ann.person.page;
      await makeHero(phone, { name: "Aria", of: "Wizard", level: 3, hp: 20 });
      await makeHero(bob.person.page, { name: "Borin", of: "Fighter", level: 3, hp: 28 });
      const television = await arrive({ profile: await dm.person.context.storageState() });
      await television.page.goto(`${server().url}/campaign/${id}/screen`);
      await television.page.getByText("No active encounter").waitFor();

      // An encounter is built, and begins.
      await page.getByRole("button", { name: "Prepare the first encounter" }).click();
      await page.getByLabel("Name of a new encounter").fill("Ambush at the ford");
      await page.getByRole("button", { name: "Create" }).click();
      const prepared = page.getByRole("region", { name: "Ambush at the ford" });
      await prepared.getByRole("button", { name: "Add", exact: true }).click();
      const adding = page.getByRole("dialog");
      await adding.getByLabel("Name").fill("goblin warrior");
      await adding.getByLabel("How many").fill("2");
      await adding.getByRole("button", { name: "Add Goblin Warrior" }).click();
      await adding.getByLabel("Name").fill("ogre");
      await adding.getByLabel("How many").fill("1");
      await adding.getByLabel("Hidden from players").check();
      await adding.getByRole("button", { name: "Add Ogre", exact: true }).click();
      await adding.getByText("Party").click();
      await adding.getByRole("button", { name: "Add all 2" }).click();
      await adding.getByText("The whole party is in it.").waitFor();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await prepared.getByRole("button", { name: "Begin" }).click();
      await page.getByRole("button", { name: "Roll initiative" }).click();
      // The hidden one comes last: until its turn players know whose it is.
      await page.locator(".fighter__open", { hasText: "Ogre" }).click();
      await page.getByLabel("Initiative").fill("-9");
      await page.getByLabel("Initiative").press("Enter");
      await page.locator(".fighter").last().getByText("-9").waitFor();

      // Players and the television see the goblins, and nothing of the ogre.
      await television.page.getByText("Goblin Warrior 2").waitFor();
      await phone.getByRole("button", { name: "Fight" }).click();
      await phone.getByText("Goblin Warrior 2").waitFor();
      for (const screen of [phone, television.page]) {
        expect(await screen.getByText("Ogre").count()).toBe(0);
      }
      for (const { frames } of [ann.person, bob.person, television]) {
        expect(frames.join("").toLowerCase()).not.toContain("ogre");
      }

      // Turns go by key; two presses advance once for what was seen.
      await page.keyboard.press("n");
      await page.locator(".turn__round", { hasText: "Round 1" }).waitFor();
      await television.page.getByRole("heading", { name: "Round 1" }).waitFor();

      // Damage for two at once, with dice that the server throws.
      for (const name of ["Goblin Warrior", "Goblin Warrior 2"]) {
        await page.getByLabel(`Mark ${name}`, { exact: true }).check();
      }
      await page.keyboard.press("d");
      await page.getByLabel("Amount or dice").fill("3");
      await page.getByLabel("Type").selectOption("fire");
      await page.getByRole("button", { name: "Deal the damage" }).click();
      const goblin = page.locator(".fighter", { hasText: "Goblin Warrior 2" });
      await goblin.getByText("7", { exact: true }).waitFor();
      await phone.getByText("Hurt").first().waitFor();

      // A condition that lasts, and one's own damage from the phone.
      await page.keyboard.press("c");
      await page.getByRole("radio", { name: "Poisoned" }).check();
      await page.getByRole("button", { name: "Begin it" }).click();
      await phone.getByText("Poisoned").first().waitFor();
      await phone.getByRole("button", { name: "Me", exact: true }).click();
      await phone.getByLabel("Concentrate on").fill("Bless");
      await phone.getByRole("button", { name: "Begin" }).click();
      await phone.getByRole("button", { name: "Damage" }).click();
      await phone.getByLabel("How much, or dice").fill("8");
      await phone.getByRole("button", { name: "Take damage" }).click();
      await phone.locator(".hero-hp__number", { hasText: "12" }).waitFor();
      await page.getByText("Aria · Concentration: constitution save, DC 10").waitFor();

      // The player takes it back, with the save that followed from it.
      await phone.getByRole("button", { name: "Log" }).click();
      await phone
        .getByRole("button", { name: /^Undo: Damage/ })
        .first()
        .click();
      await phone.getByRole("button", { name: "Me", exact: true }).click();
      await phone.locator(".hero-hp__number", { hasText: "20" }).waitFor();
      await page
        .getByText("Aria · Concentration: constitution save, DC 10")
        .waitFor({ state: "detached" });

      // The DM undoes at a line of the log, and by key the last two moves that stand: concentration, and the fire.
      await page.getByRole("button", { name: "Log", exact: true }).first().click();
      await page.getByRole("button", { name: /^Undo: .*poisoned/ }).click();
      await page
        .getByText(/undone by you/)
        .first()
        .waitFor();
      await expect.poll(() => television.page.getByText("Poisoned").count()).toBe(0);
      await page.keyboard.press("u");
      await phone.getByText("Concentrates on").waitFor({ state: "detached" });
      await page.keyboard.press("u");
      await goblin.getByText("10", { exact: true }).first().waitFor();

      // A player reports damage, and the DM takes half of it.
      await phone.getByRole("button", { name: "Fight" }).click();
      await phone.getByRole("button", { name: "Damage for Goblin Warrior", exact: true }).click();
      await phone.getByLabel("How much, or dice").fill("8");
      await phone
        .getByRole("dialog")
        .getByRole("button", { name: /^Damage for/ })
        .click();
      await page.getByText("Ann: 8 for Goblin Warrior").waitFor();
      await page.getByRole("button", { name: "Half" }).click();
      await page
        .locator(".fighter", { hasText: /^Goblin Warrior(?! 2)/ })
        .getByText("6", { exact: true })
        .waitFor();

      // The television is what was there, after the server went and came back.
      await expectAccessible(phone);
      await expectAccessible(page);
      await expectAccessible(television.page);

      // See as a player: what the server tells that player.
      await page.getByRole("button", { name: "See as Ann" }).click();
      const eyes = page.getByRole("dialog");
      await eyes.getByText("Aria").first().waitFor();
      expect(await eyes.getByText("Ogre").count()).toBe(0);
      await page.keyboard.press("Escape");

      // The fight ends, and a long rest makes all well.
      await order(server(), bob.token, id, "damage", {
        targets: [{ id: "p2", parts: [{ amount: 5 }] }],
      });
      await bob.person.page.locator(".hero-hp__number", { hasText: "23" }).waitFor();
      await page.getByRole("button", { name: "End the encounter" }).click();
      await page.getByRole("heading", { name: "No active encounter" }).waitFor();
      await page.getByRole("button", { name: "Long rest" }).click();
      await bob.person.page.locator(".hero-hp__number", { hasText: "28" }).waitFor();
    },
    eveningMillis,
  );
});
