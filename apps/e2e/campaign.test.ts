import { describe, expect, test } from "vitest";
import { expectAccessible } from "./axe";
import { follow, invite, makeHero, newCampaign, order } from "./campaign";
import { openHouse } from "./game";

const { server, arrive } = openHouse();
const eveningMillis = 240_000;
const patient = { timeout: 30_000 };

/** Runs in the page: what the worker of campaigns keeps. */
async function keptFiles(): Promise<{ page: boolean; script: boolean; api: boolean }> {
  const cache = await caches.open("campaign-page");
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  const scripts = [...document.scripts].map(({ src }) => src).filter((src) => src !== "");
  return {
    page: kept.includes("/campaign/"),
    script: scripts.every((src) => kept.includes(new URL(src).pathname)),
    api: kept.some((path) => path.startsWith("/api/")),
  };
}

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
      await page.getByLabel("Initiative", { exact: true }).fill("-9");
      await page.getByLabel("Initiative", { exact: true }).press("Enter");
      await page.locator(".fighter").last().getByText("-9").waitFor();

      // Players and the television see the goblins, and nothing of the ogre.
      await television.page.getByText("Goblin Warrior 2").waitFor();
      await phone.getByRole("button", { name: "Fight" }).click();
      await phone.locator(".seen__name", { hasText: "Goblin Warrior 2" }).waitFor();
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
      await expect.poll(() => television.page.getByText("Poisoned").count(), patient).toBe(0);
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
        .locator(".fighter", { has: page.getByLabel("Mark Goblin Warrior", { exact: true }) })
        .getByText("6", { exact: true })
        .waitFor();

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

  test("two people who press at once advance the turn once", async () => {
    const { dm, id } = await newCampaign(server(), arrive, "Two hands");
    const { page } = dm.person;
    const say = (type: string, payload: object = {}) =>
      order(server(), dm.token, id, type, payload);
    await say("encounter.create", { name: "Duel" });
    for (const name of ["Left", "Right"]) {
      await say("combatant.add", { encounter: "e1", custom: { name, hp: 9 } });
    }
    await say("encounter.activate", { encounter: "e1" });
    await say("initiative.set", { id: "m1", count: 20 });
    await say("initiative.set", { id: "m2", count: 10 });
    const turn = page.locator(".turn__who");
    await page.getByRole("button", { name: "First turn" }).click();
    await turn.getByText("Left").waitFor();
    const seen = { round: 1, turn: "m1" };
    const answers = await Promise.allSettled([say("turn.next", seen), say("turn.next", seen)]);
    await turn.getByText("Right").waitFor();
    expect(answers.filter(({ status }) => status === "rejected")).toHaveLength(1);
    await page.keyboard.press("b");
    await turn.getByText("Left").waitFor();
  });

  test(
    "what somebody changed meanwhile is shown, and what follows by rule can be declined",
    async () => {
      const { dm, id } = await newCampaign(server(), arrive, "Two DMs");
      const { page } = dm.person;
      const say = (type: string, payload: object = {}) =>
        order(server(), dm.token, id, type, payload);
      await say("encounter.create", { name: "Duel" });
      await say("combatant.add", { encounter: "e1", custom: { name: "Ogre", hp: 59 } });
      await say("combatant.add", { encounter: "e1", custom: { name: "Rat", hp: 4 } });
      await say("encounter.activate", { encounter: "e1" });
      await say("initiative.set", { id: "m1", count: 20 });
      await say("initiative.set", { id: "m2", count: 10 });
      await say("turn.next", { round: 0, turn: "" });

      // Another DM gives it another name while this one writes; damage is no conflict.
      await page.locator(".fighter__open", { hasText: "Ogre" }).click();
      const details = page.getByRole("region", { name: /^Details of/ });
      await details.getByText("Name and figures").click();
      await details.getByLabel("Armor class").fill("17");
      await say("damage", { targets: [{ id: "m1", parts: [{ amount: 9 }] }] });
      await page
        .locator(".fighter", { hasText: "Ogre" })
        .getByText("50", { exact: true })
        .waitFor();
      expect(await details.getByText("Somebody changed this meanwhile.").count()).toBe(0);
      await say("combatant.edit", { id: "m1", name: "Brute" });
      await details.getByText("It is now “Brute”, armor class 10").waitFor();
      await expectAccessible(page);
      await details.getByRole("button", { name: "Keep what I wrote" }).click();
      await details.getByRole("button", { name: "Change it" }).click();
      const ogre = page.locator(".fighter", { hasText: "Ogre" });
      await ogre.locator(".fighter__armor", { hasText: "17" }).waitFor();

      // The condition that would end with the turn goes on.
      await say("condition.begin", {
        ids: ["m1", "m2"],
        condition: "prone",
        lasts: { type: "thisTurn" },
      });
      await page.getByRole("button", { name: "Next turn, but not all that follows" }).click();
      const follows = page.getByRole("dialog", { name: "Next turn" });
      await expectAccessible(page);
      await follows.getByLabel("Ogre: Prone comes to its end").uncheck();
      await follows.getByRole("button", { name: "Next turn" }).click();
      await page.locator(".turn__who", { hasText: "Rat" }).waitFor();
      await ogre.getByText("Prone").waitFor();
      expect(await page.locator(".fighter", { hasText: "Rat" }).getByText("Prone").count()).toBe(0);

      // A monster of one's own.
      await page.getByRole("button", { name: "Add somebody" }).click();
      const add = page.getByRole("dialog");
      await add.getByRole("radio", { name: "New stat block" }).check({ force: true });
      await add.getByLabel("Name of the creature").fill("Toad of Doom");
      await add.getByLabel("Hit dice").fill("6d10+6");
      await add.getByRole("button", { name: "Add an attack" }).click();
      await add.getByLabel("Name of attack 1").fill("Tongue");
      await expectAccessible(page);
      await add.getByRole("button", { name: "Keep it" }).click();
      await add.getByLabel("Name", { exact: true }).fill("Toad of Doom");
      await add.getByText("your own").waitFor();
      await add.getByRole("button", { name: "Add Toad of Doom" }).click();
      await page.keyboard.press("Escape");
      await page.locator(".fighter", { hasText: "Toad of Doom" }).getByText("39").first().waitFor();
    },
    eveningMillis,
  );

  test("somebody with no link, or a wrong one, is told so", async () => {
    const { id } = await newCampaign(server(), arrive, "Closed doors");
    const eve = await arrive({ name: "Eve" });
    await eve.page.goto(`${server().url}/campaign/${id}`);
    await eve.page.getByText("This campaign is not open to you").waitFor();
    await eve.page.goto(`${server().url}/campaign/${id}#join=nothing-of-the-kind`);
    await eve.page.getByText("This link is over, or was never one.").waitFor();
    await eve.page.goto(`${server().url}/campaign/${id}/screen`);
    await eve.page.getByText("This campaign is not open to you").waitFor();
    await expectAccessible(eve.page);
  });

  test(
    "a phone shows what was while the server is away, and catches up",
    async () => {
      const { dm, id } = await newCampaign(server(), arrive, "Through the tunnel");
      const { page } = dm.person;
      const ann = await follow(server(), arrive, "Ann", await invite(page));
      const phone = ann.person.page;
      await makeHero(phone, { name: "Aria", of: "Wizard", level: 3, hp: 20 });
      // It is written down some seconds after it was seen.
      const kept = `roomkeeper.campaign.${id}`;
      await expect
        .poll(() => phone.evaluate((key) => localStorage.getItem(key) ?? "", kept), {
          timeout: 20_000,
        })
        .toContain("Aria");
      let isTunnel = true;
      await phone.routeWebSocket(/\/ws\//, (socket) => {
        if (isTunnel) void socket.close();
        else socket.connectToServer();
      });
      await phone.reload();
      await phone.getByText("The server can’t be reached.").first().waitFor();
      await phone.getByRole("heading", { name: "Aria" }).waitFor();
      expect(await phone.getByRole("button", { name: "Damage" }).isDisabled()).toBe(true);
      await expectAccessible(phone);
      await order(server(), dm.token, id, "damage", {
        targets: [{ id: "p1", parts: [{ amount: 6 }] }],
      });
      isTunnel = false;
      await phone.locator(".hero-hp__number", { hasText: "14" }).waitFor({ timeout: 60_000 });
      await expect
        .poll(() => phone.getByText("The server can’t be reached.").count(), patient)
        .toBe(0);
    },
    eveningMillis,
  );

  test(
    "a phone opens the page again without a network, and shows what was",
    async (context) => {
      if (!server().isOwn) context.skip();
      const { dm, id } = await newCampaign(server(), arrive, "Under the mountain");
      const ann = await follow(server(), arrive, "Ann", await invite(dm.person.page));
      const phone = ann.person.page;
      await makeHero(phone, { name: "Aria", of: "Wizard", level: 3, hp: 20 });
      const kept = `roomkeeper.campaign.${id}`;
      await expect
        .poll(() => phone.evaluate((key) => localStorage.getItem(key) ?? "", kept), {
          timeout: 20_000,
        })
        .toContain("Aria");
      // The page, its script and its styles are kept by the worker.
      await expect
        .poll(() => phone.evaluate(keptFiles), { timeout: 20_000 })
        .toEqual({ page: true, script: true, api: false });
      await server().kill();
      await phone.reload();
      await phone.getByText("The server can’t be reached.").first().waitFor();
      await phone.getByRole("heading", { name: "Aria" }).waitFor();
      await expectAccessible(phone);
      await server().restart();
      await expect
        .poll(() => phone.getByText("The server can’t be reached.").count(), {
          timeout: 90_000,
        })
        .toBe(0);
      expect(await phone.getByRole("button", { name: "Damage" }).isEnabled()).toBe(true);
    },
    eveningMillis,
  );

  test("the DM sees how hard an encounter is, and how it will look", async () => {
    const { dm, id } = await newCampaign(server(), arrive, "The long hall");
    const { page } = dm.person;
    const say = (type: string, payload: object = {}) =>
      order(server(), dm.token, id, type, payload);
    await say("character.create", {
      name: "Aria",
      sheet: { hpMax: 30, classes: [{ of: "wizard", level: 3 }] },
    });
    await say("encounter.create", { name: "Hall" });
    await say("combatant.add", { encounter: "e1", bestiary: "ogre" });
    await say("combatant.add", { encounter: "e1", bestiary: "wight", hidden: "nothing" });
    await page.getByRole("button", { name: "Prepare", exact: true }).first().click();
    await page.getByText("Beyond high difficulty").waitFor();
    await page.getByText("1,150 XP of monsters").waitFor();
    await page.getByRole("button", { name: "Hall as players will see it" }).click();
    const preview = page.getByRole("dialog");
    await preview.getByText("Ogre").waitFor();
    expect(await preview.getByText("Wight").count()).toBe(0);
    await expectAccessible(page);
  });

  test(
    "what a DM prepares and changes by hand",
    async () => {
      const { dm, id } = await newCampaign(server(), arrive, "By hand");
      const { page } = dm.person;
      const television = await arrive({ profile: await dm.person.context.storageState() });
      await television.page.goto(`${server().url}/campaign/${id}/screen`);

      // A character for somebody without a phone, of two classes.
      await page.getByRole("button", { name: "Add a character" }).click();
      const sheet = page.getByRole("dialog");
      await sheet.getByLabel("Name of the character").fill("Aria");
      await sheet.getByLabel("Class", { exact: true }).selectOption("wizard");
      await sheet.getByLabel("Level", { exact: true }).fill("3");
      await sheet.getByRole("button", { name: "Another class" }).click();
      await sheet.getByLabel("Class 2", { exact: true }).selectOption("cleric");
      await sheet.getByLabel("Level in class 2").fill("2");
      await sheet.getByText("Resistances and immunities").click();
      await sheet.getByRole("button", { name: "Add it" }).click();
      await sheet.getByText("Resistant: fire").waitFor();
      await expectAccessible(page);
      await sheet.getByRole("button", { name: "Make the character" }).click();
      await page.getByRole("button", { name: "Edit Aria" }).waitFor();

      // Players are never told what the ogre is.
      await page.getByRole("button", { name: "Prepare the first encounter" }).click();
      await page.getByLabel("Name of a new encounter").fill("Hall");
      await page.getByRole("button", { name: "Create" }).click();
      const prepared = page.getByRole("region", { name: "Hall" });
      await prepared.getByText("Nobody is in it yet.").waitFor();
      const say = (type: string, payload: object = {}) =>
        order(server(), dm.token, id, type, payload);
      await say("combatant.add", { encounter: "e1", bestiary: "ogre" });
      await say("combatant.add", { encounter: "e1", custom: { name: "Rat", hp: 4 } });
      await say("combatant.add", { encounter: "e1", character: "p1" });
      await prepared.getByRole("button", { name: /^Ogre/ }).click();
      await prepared.getByLabel("What players call Ogre").fill("The brute");
      await prepared.getByRole("button", { name: "Name it" }).click();
      await prepared.getByText("as “The brute”").waitFor();
      await expectAccessible(page);
      await prepared.getByRole("button", { name: "Begin" }).click();
      await television.page.getByText("The brute").waitFor();
      expect(television.frames.join("").toLowerCase()).not.toContain("ogre");

      // The order, hit points and figures.
      for (const [who, count] of [
        ["p1", 20],
        ["m1", 15],
        ["m2", 10],
      ]) {
        await say("initiative.set", { id: who, count });
      }
      await page.locator(".fighter__open", { hasText: "Ogre" }).click();
      const details = page.getByRole("region", { name: "Details of Ogre" });
      await details.getByRole("button", { name: "Earlier" }).click();
      await page.locator(".fighter").first().getByText("Ogre").waitFor();
      await details.getByRole("button", { name: "Later" }).click();
      await page.locator(".fighter").first().getByText("Aria").waitFor();
      await details.getByLabel("HP now").fill("50");
      await details.getByLabel("HP now").press("Enter");
      const ogre = page.locator(".fighter", { hasText: "Ogre" });
      await ogre.getByText("50", { exact: true }).waitFor();
      await details.getByText("Name and figures").click();
      await details.getByLabel("Armor class").fill("17");
      await details.getByRole("button", { name: "Change it" }).click();
      await ogre.locator(".fighter__armor", { hasText: "17" }).waitFor();

      // As long as somebody concentrates.
      await say("concentration.begin", { id: "p1", effect: "Hold Monster" });
      await details.getByRole("button", { name: "Add a condition" }).click();
      const condition = page.getByRole("dialog");
      await condition.getByRole("radio", { name: "Paralyzed" }).check();
      await condition.getByLabel("How long").selectOption("whileEffectLasts");
      await condition.getByRole("button", { name: "Begin it" }).click();
      await details.getByText("as long as Hold Monster lasts, from Aria").waitFor();
      await say("concentration.end", { id: "p1" });
      await details.getByText("as long as Hold Monster lasts").waitFor({ state: "detached" });

      // What stands in the way of an undo is named, and can be taken back too.
      for (const amount of [3, 4]) {
        await say("damage", { targets: [{ id: "m1", parts: [{ amount }] }] });
      }
      await page.getByRole("button", { name: "Log", exact: true }).first().click();
      await page.getByRole("button", { name: "Undo: Ogre takes 3 damage" }).click();
      const back = page.getByRole("dialog", { name: "Undo 2 moves?" });
      await back.getByText("Ogre takes 4 damage").waitFor();
      await expectAccessible(page);
      await back.getByRole("button", { name: "Undo them" }).click();
      await ogre.getByText("50", { exact: true }).waitFor();

      // What players saw, they saw.
      await say("combatant.alias", { id: "m1" });
      await television.page.getByText("Ogre").waitFor();
      await page.keyboard.press("u");
      await page.getByText("Players may have seen it already.").waitFor();
      await television.page.getByText("The brute").waitFor();
    },
    eveningMillis,
  );

  test("the DM takes a player out and lets the player in again", async () => {
    const { dm } = await newCampaign(server(), arrive, "The revolving door");
    const { page } = dm.person;
    const ann = await follow(server(), arrive, "Ann", await invite(page));
    await page.getByRole("button", { name: "Take Ann out" }).click();
    await page.getByRole("button", { name: "Take out", exact: true }).click();
    await ann.person.page.getByText("You were taken out of this campaign").waitFor();
    await expectAccessible(ann.person.page);
    await page.getByRole("button", { name: "Let Ann in again" }).click();
    await ann.person.page.getByRole("heading", { name: "You have no character here" }).waitFor();
    await page.getByRole("button", { name: "Take Ann out" }).waitFor();
    expect(await page.getByRole("button", { name: "Let Ann in again" }).count()).toBe(0);
  });

  test(
    "the server goes without warning in the middle of a turn, and the fight goes on",
    async (context) => {
      if (!server().isOwn) context.skip();
      const { dm, id } = await newCampaign(server(), arrive, "The power cut");
      const { page } = dm.person;
      const say = (type: string, payload: object = {}) =>
        order(server(), dm.token, id, type, payload);
      await say("encounter.create", { name: "Cellar" });
      await say("combatant.add", { encounter: "e1", custom: { name: "Rat", hp: 9 }, count: 2 });
      await say("encounter.activate", { encounter: "e1" });
      await say("initiative.roll");
      await page.getByRole("button", { name: "First turn" }).click();
      await page.locator(".turn__round", { hasText: "Round 1" }).waitFor();
      await server().kill();
      await page.getByText("The server can’t be reached.").waitFor();
      await page.getByRole("button", { name: "Next turn" }).click();
      await page.getByText("One move waits to be sent.").waitFor();
      await server().restart();
      await page.getByText("One move waits to be sent.").waitFor({ state: "detached" });
      await expect
        .poll(() => page.locator(".fighter--turn .fighter__name").count(), patient)
        .toBe(1);
      await page.getByRole("button", { name: "Log", exact: true }).first().click();
      await page.locator(".line", { hasText: "'s turn" }).nth(1).waitFor();
      expect(await page.locator(".line", { hasText: "'s turn" }).count()).toBe(2);
    },
    eveningMillis,
  );
});
