import { describe, expect, test } from "vitest";
import { turnsUntil } from "../../../src/kinds/campaign/fight.js";
import {
  type CampaignSource,
  type CampaignView,
  createCampaign,
  createKeep,
  keptSource,
} from "../../../src/kinds/campaign/index.js";
import { createCell } from "../../../src/state/store.js";

const vitals = {
  hp: { now: 7, max: 10, maxNormal: 10, temporary: 0 },
  life: "up",
  deathSaves: { successes: 0, failures: 0 },
  exhaustion: 0,
  afflictions: {},
  pools: {},
  asks: {},
} as const;

const sheet = {
  hpMax: 10,
  armorClass: 14,
  bonus: 2,
  dexterity: 14,
  constitution: 1,
  constitutionSave: 1,
  classes: [],
  resistances: [],
  immunities: [],
  vulnerabilities: [],
  conditionImmunities: [],
} as const;

function combatant(name: string, gone = false) {
  return {
    kind: "monster",
    name,
    gone,
    reactionUsed: false,
    readied: false,
    surprised: false,
    armorClass: 12,
    bonus: 0,
    dexterity: 10,
    vitals,
  } as const;
}

function line(at: number, command: string, author: string, fixed = false) {
  return { at, command, author, who: [], fixed };
}

/** A room that a test sets, as a member sees it. */
function table(first: CampaignView, self: string | null = "dana") {
  const view = createCell<CampaignView>(first);
  const asked: [string, object][] = [];
  const source: CampaignSource = {
    id: "c1",
    view,
    status: { getSnapshot: () => ({ state: "joined" }), subscribe: () => () => {} },
    self: () => self,
    serverNow: () => 0,
    command: async (type, payload) => {
      asked.push([type, payload]);
      return { epoch: 1, version: 1, durable: true };
    },
  };
  return { view, source, asked };
}

const encounter = {
  name: "Ford",
  inLair: false,
  order: {
    places: [
      { id: "p1", initiative: 18, dexterity: 14, kind: "acts" },
      { id: "m2", initiative: 9, dexterity: 10, kind: "acts" },
      { id: "m9", initiative: 3, dexterity: 10, kind: "gone" },
    ],
    round: 2,
    active: 1,
  },
  combatants: {
    m1: combatant("Goblin 10"),
    m2: combatant("Goblin"),
    m3: combatant("Goblin 2"),
    m9: combatant("Ogre", true),
    p1: { ...combatant("p1"), kind: "character" },
  },
} as const;

describe("the DM's fight", () => {
  const hero = { name: "Aria", retired: false, sheet, vitals };
  const { source, view } = table({
    active: "e1",
    encounters: { e1: encounter },
    characters: { p1: hero },
    members: { dana: { name: "Dana", seat: "dm" } },
  });
  const campaign = createCampaign(source);

  test("is one list in the order of turns, then by name, without those who are gone", () => {
    const fight = campaign.dmFight.getSnapshot();
    expect(fight?.fighters.map(({ name }) => name)).toEqual([
      "Aria",
      "Goblin",
      "Goblin 2",
      "Goblin 10",
    ]);
    expect(fight?.turn).toBe("m2");
    expect(fight?.fighters[0]?.armorClass).toBe(14);
    expect(campaign.seat.getSnapshot()).toBe("dm");
  });

  test("is the same until something of it changes", () => {
    const before = campaign.dmFight.getSnapshot();
    let told = 0;
    const stop = campaign.dmFight.subscribe(() => told++);
    view.set({ ...view.getSnapshot(), online: { dana: true } });
    expect(campaign.dmFight.getSnapshot()).toBe(before);
    expect(told).toBe(0);
    view.set({ ...view.getSnapshot(), encounters: { e1: { ...encounter, inLair: true } } });
    expect(campaign.dmFight.getSnapshot()).not.toBe(before);
    expect(told).toBe(1);
    stop();
  });
});

describe("the version of a place in an encounter", () => {
  const hero = { name: "Aria", retired: false, sheet, vitals };
  const place = { version: 5, initiative: 18 };

  test("is the DM's own number: a character has one for each encounter", () => {
    const versions = { p1: 1, "e1/p1": 2, "e2/p1": 3, m1: 4 };
    const seen = { active: "e1", characters: { p1: hero }, versions };
    const campaign = createCampaign(table(seen).source);
    expect(campaign.placeVersionOf("p1")).toBe(2);
    expect(campaign.placeVersionOf("p1", "e2")).toBe(3);
    expect(campaign.placeVersionOf("m1", "e1")).toBe(4);
    expect(campaign.placeVersionOf("m2")).toBe(0);
  });

  test("is for a player the one of the own character", () => {
    const own = { p1: { ...vitals, name: "Aria", sheet, version: 1, place } };
    const campaign = createCampaign(table({ own }, "ann").source);
    expect(campaign.versionOf("p1")).toBe(1);
    expect(campaign.placeVersionOf("p1")).toBe(5);
    expect(campaign.placeVersionOf("p2")).toBe(0);
  });
});

describe("turns until one's own", () => {
  const fight = { round: 1, sinceMillis: 0, order: ["a", "b", "c"], combatants: {} };

  test.each([
    ["b", "b", 0],
    ["b", "c", 1],
    ["b", "a", 2],
    ["", "a", 1],
    ["b", "x", null],
  ])("while it is %j's turn, %j waits for %j", (turn, id, turns) => {
    expect(turnsUntil({ fight: { ...fight, turn }, fighters: [] }, id)).toBe(turns);
  });
});

describe("a player's log", () => {
  function log(view: Pick<CampaignView, "log" | "mine">) {
    return createCampaign(table(view, "ann").source).log.getSnapshot();
  }

  test("offers to undo what one did oneself since the turn began", () => {
    const entries = log({
      log: { "0000001": line(20, "turn.next", "dana") },
      mine: {
        "0000001": line(10, "heal", "ann"),
        "0000002": line(30, "damage", "ann"),
        "0000003": line(31, "damage", "dana"),
        "0000004": line(32, "character.create", "ann", true),
      },
    });
    expect(entries.map(({ command, canUndo }) => [command, canUndo])).toEqual([
      ["character.create", false],
      ["damage", false],
      ["damage", true],
      ["turn.next", false],
      ["heal", false],
    ]);
    expect(entries.find(({ canUndo }) => canUndo)?.number).toBe(2);
  });

  test("shows once what stands in both logs, with whom it concerned", () => {
    const entries = log({
      log: { "0000007": { ...line(30, "damage", "ann"), who: ["Aria"] } },
      mine: { "0000002": line(30, "damage", "ann") },
    });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ number: 2, who: ["Aria"], canUndo: true });
  });

  test("offers to redo what was undone", () => {
    const entries = log({ mine: { "0000002": { ...line(30, "damage", "ann"), undoneBy: "ann" } } });
    expect(entries[0]).toMatchObject({ isUndone: true, canUndo: false, canRedo: true });
  });

  test("does not offer to redo what the DM took back", () => {
    const entries = log({
      mine: { "0000002": { ...line(30, "damage", "ann"), undoneBy: "dana" } },
    });
    expect(entries[0]).toMatchObject({ isUndone: true, canUndo: false, canRedo: false });
  });
});

describe("what waits for its answer", () => {
  test("is counted, also when it is refused", async () => {
    const { source } = table({});
    let refuse = (_: Error): void => {};
    const slow: CampaignSource = {
      ...source,
      command: () =>
        new Promise((_, reject) => {
          refuse = reject;
        }),
    };
    const campaign = createCampaign(slow);
    const answer = campaign.ask("undo", {});
    expect(campaign.waiting.getSnapshot()).toBe(1);
    refuse(new Error("no"));
    await expect(answer).rejects.toThrow("no");
    expect(campaign.waiting.getSnapshot()).toBe(0);
  });
});

describe("what is kept for when the server is away", () => {
  function storage() {
    const kept = new Map<string, string>();
    return {
      kept,
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
  }

  test("is read again, and shown without being changed", async () => {
    const keep = createKeep(storage());
    const { source, view } = table({ campaign: undefined as never }, "ann");
    const stop = keep.follow(source);
    view.set({ own: { p1: { ...vitals, name: "Aria", version: 3, sheet, afflictions: {} } } });
    await expect.poll(() => keep.read("c1"), { timeout: 10_000 }).not.toBeNull();
    stop();
    const kept = keep.read("c1");
    if (kept === null) throw new Error("nothing was kept");
    const again = keptSource("c1", kept);
    expect(again.status.getSnapshot()).toBe(again.status.getSnapshot());
    const campaign = createCampaign(again);
    expect(campaign.own.getSnapshot()[0]?.value.name).toBe("Aria");
    expect(campaign.me()).toBe("ann");
    await expect(campaign.ask("undo", {})).rejects.toThrow("can't be reached");
  });

  test("is nothing where something else was put, and is forgotten", () => {
    const place = storage();
    const keep = createKeep(place);
    for (const text of ["no JSON", "[]", "{}", '{"view":1}', "null"]) {
      place.setItem("roomkeeper.campaign.c1", text);
      expect(keep.read("c1")).toBeNull();
    }
    place.setItem("roomkeeper.campaign.c1", '{"view":{},"self":"ann","at":1}');
    expect(keep.read("c1")).not.toBeNull();
    keep.forget("c1");
    expect(keep.read("c1")).toBeNull();
  });
});
