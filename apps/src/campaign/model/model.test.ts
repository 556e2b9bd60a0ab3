import type { DmFight, Fighter } from "roomkeeper/campaign";
import { describe, expect, test } from "vitest";
import { amountFrom, wholeFrom } from "./amount";
import { challenge, hitPoints, statBlock } from "./creature";
import { atEnd, atNextTurn, declinedOf } from "./follows";
import { newAttack, newCreature, readCreature } from "./ownCreature";
import { endsWords, list, poolName } from "./words";

describe("what somebody types as an amount", () => {
  test.each([
    ["12", { kind: "number", value: 12 }],
    [" 2d6 + 3 ", { kind: "dice", dice: "2d6+3" }],
    ["D8", { kind: "dice", dice: "1d8" }],
    ["0", { kind: "number", value: 0 }],
  ])("%s is taken", (typed, amount) => expect(amountFrom(typed)).toEqual(amount));

  test.each(["", "many", "2d", "-3", "99999", "2d6+", "1e3"])("%s is not", (typed) =>
    expect(amountFrom(typed)).toBeNull(),
  );

  test("a whole number keeps to its bounds", () => {
    expect(wholeFrom("-4", -10, 10)).toBe(-4);
    expect(wholeFrom("11", -10, 10)).toBeNull();
    expect(wholeFrom("1.5", 0, 10)).toBeNull();
  });
});

describe("a stat block", () => {
  const goblin = {
    ab: [8, 15, 10, 10, 8, 8],
    ac: 15,
    cr: 2,
    f: [
      { d: ["1d6+2 slashing"], k: "a", n: "Scimitar", re: 5, to: 4 },
      {
        k: "a",
        n: "Fire Breath",
        u: "r5",
        sv: [{ a: "dex", dc: 13, ar: "cone 15", h: true, d: ["4d6 fire"] }],
      },
      { k: "b", n: "Nimble Escape" },
    ],
    hd: "3d6",
    id: "goblin",
    n: "Goblin",
    rs: ["fire", "slashing:nonmagical"],
    s: "small",
    se: { dark: 60, pp: 9 },
    sp: { climb: 20, walk: 30 },
    t: "fey",
  };

  test("is told in words", () => {
    const block = statBlock(goblin);
    expect(block.kind).toBe("small fey");
    expect(block.challenge).toBe("1/4");
    expect(block.hitPoints).toBe("10 (3d6)");
    expect(block.speed).toBe("30 ft., climb 20 ft.");
    expect(block.abilities[1]).toEqual({ name: "DEX", score: "15 (+2)" });
    expect(block.lines).toContainEqual({ name: "Resistant", text: "fire, slashing (nonmagical)" });
    expect(block.features.map(({ heading }) => heading)).toEqual(["Actions", "Bonus actions"]);
  });

  test("an attack brings its dice, a breath the save as well", () => {
    const [scimitar, breath] = statBlock(goblin).features[0]?.features ?? [];
    expect(scimitar?.facts).toBe("+4 to hit · reach 5 ft. · 1d6+2 slashing");
    expect(scimitar?.harm).toEqual({ dice: [{ dice: "1d6+2", type: "slashing" }], save: null });
    expect(breath?.facts).toContain("DEX save DC 13, cone 15 ft., half if saved: 4d6 fire");
    expect(breath?.harm?.save).toEqual({ ability: "dexterity", dc: 13, halves: true });
  });

  test("challenge ratings are counted in eighths", () => {
    expect([0, 1, 2, 4, 8, 136].map(challenge)).toEqual(["0", "1/8", "1/4", "1/2", "1", "17"]);
    expect(hitPoints({ hd: "6d6", hp: 30 })).toBe(30);
    expect(hitPoints({ hd: "3d8-3" })).toBe(10);
  });
});

describe("words", () => {
  test("pools and lists of names", () => {
    expect(poolName({ name: "slot-3" })).toBe("Level 3 slots");
    expect(poolName({ name: "pact-2" })).toBe("Pact slots, level 2");
    expect(poolName({ name: "Rage" })).toBe("Rage");
    expect(list(["a", "b", "c"])).toBe("a, b and c");
  });

  test("when a condition ends", () => {
    const affliction = { condition: "prone", source: "", whose: "c1", round: 2 } as const;
    const name = () => "Goblin";
    expect(endsWords({ ...affliction, ends: "save-or-turn-end" }, name)).toBe(
      "a save ends it; until Goblin’s turn ends in round 2",
    );
    expect(endsWords({ ...affliction, ends: "save-or-removed" }, name)).toBe("a save ends it");
  });
});

describe("what follows by rule, and can be declined", () => {
  const until = { type: "turnEnd", whose: "m1", round: 2 } as const;
  const save = { type: "saveEnds", ability: "wisdom", dc: 12, limit: { type: "removed" } } as const;

  function fighter(id: string, name: string, isHero: boolean, vitals: object): Fighter {
    return {
      id,
      name,
      ...(isHero ? { hero: {} } : {}),
      vitals: { life: "up", afflictions: {}, pools: {}, ...vitals },
    } as Fighter;
  }

  function affliction(condition: string, ends: object) {
    return { [condition]: { id: condition, condition, source: "", until: ends } };
  }

  const fight = {
    id: "e1",
    round: 2,
    turn: "m1",
    encounter: {
      order: {
        places: [
          { id: "m1", kind: "acts" },
          { id: "m2", kind: "passes" },
          { id: "p1", kind: "acts" },
        ],
        round: 2,
        active: 0,
      },
    },
    fighters: [
      fighter("m1", "Ogre", false, {
        afflictions: affliction("charmed", save),
      }),
      fighter("p1", "Aria", true, {
        life: "dying",
        afflictions: {
          ...affliction("frightened", until),
          ...affliction("blinded", { ...until, round: 9 }),
          ...affliction("prone", { type: "removed" }),
        },
        pools: {
          breath: { name: "Breath", max: 1, left: 0, refill: { type: "recharge", from: 5 } },
        },
      }),
    ],
  } as unknown as DmFight;

  test("from the next turn", () => {
    expect(atNextTurn(fight).map(({ name, words }) => `${name}: ${words}`)).toEqual([
      "Ogre: A save against charmed",
      "Aria: Frightened comes to its end",
      "Aria: A death save",
      "Aria: A die for Breath",
    ]);
  });

  test("from the end of the encounter, for characters", () => {
    expect(declinedOf(atEnd(fight))).toEqual([{ id: "p1", types: ["conditionEnds"] }]);
  });

  test("is declined by creature and type", () => {
    const [, ...arias] = atNextTurn(fight);
    expect(declinedOf(arias)).toEqual([
      { id: "p1", types: ["conditionEnds", "asksDeathSave", "asksRecharge"] },
    ]);
  });
});

describe("a stat block written by hand", () => {
  const none = {
    resistances: [],
    immunities: ["fire"],
    vulnerabilities: [],
    conditionImmunities: [],
  };
  const chief = {
    ...newCreature,
    name: " Goblin Chief ",
    rating: "1/2",
    abilities: ["10", "14", "10", "10", "8", "10"],
    attacks: [{ ...newAttack, name: "Glaive", reach: "10" }],
  };

  test("has the bestiary's short keys, and is told in words like any other", () => {
    const creature = readCreature(chief, none, "2024");
    expect(creature).toMatchObject({ n: "Goblin Chief", e: "2024", cr: 4, se: { pp: 9 } });
    const block = statBlock(creature ?? {});
    expect(block.hitPoints).toBe("22 (4d8+4)");
    expect(block.features[0]?.features[0]?.facts).toBe("+4 to hit · reach 10 ft. · 1d6+2 slashing");
    expect(block.lines).toContainEqual({ name: "Immune", text: "fire" });
  });

  test("is none while something is missing or wrong", () => {
    expect(readCreature(newCreature, none, "2024")).toBeNull();
    expect(readCreature({ ...chief, hitDice: "many" }, none, "2024")).toBeNull();
    expect(readCreature({ ...chief, attacks: [newAttack] }, none, "2024")).toBeNull();
    expect(readCreature({ ...chief, abilities: ["31"] }, none, "2024")).toBeNull();
  });
});
