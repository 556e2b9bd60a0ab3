// Made from what the kind "campaign" declares in Java: change it there.
import type { JsonObject } from "roomkeeper";

export interface Campaign {
  readonly commands: {
    readonly rename: {
      readonly name: string;
      readonly version: number;
    };
    readonly options: {
      readonly monsterHp?: "nothing" | "bands" | "exact";
      readonly partyHp?: "nothing" | "bands" | "exact";
      readonly playersDamage?: "applied" | "proposed" | "refused";
      readonly absorbedBreaksConcentration?: boolean;
      readonly version: number;
    };
    readonly note: {
      readonly about: string;
      readonly text: string;
      readonly version: number;
    };
    readonly "seat.give": {
      readonly member: string;
      readonly seat: "dm" | "player";
      readonly version: number;
    };
    readonly "player.remove": {
      readonly member: string;
    };
    readonly "player.admit": {
      readonly member: string;
    };
    readonly "link.make": {
      readonly hash: string;
      readonly hours?: number;
      readonly uses?: number;
    };
    readonly "link.revoke": {
      readonly link: string;
    };
    readonly "character.create": {
      readonly name: string;
      readonly owner?: string;
      readonly sheet: {
        readonly hpMax: number;
        readonly armorClass?: number;
        readonly bonus?: number;
        readonly dexterity?: number;
        readonly constitution?: number;
        readonly constitutionSave?: number;
        readonly classes?: readonly ({
          readonly of: "barbarian" | "bard" | "cleric" | "druid" | "fighter" | "monk" | "paladin" | "ranger" | "rogue" | "sorcerer" | "warlock" | "wizard";
          readonly level: number;
        })[];
        readonly resistances?: readonly ("acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped")[];
        readonly immunities?: readonly ("acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped")[];
        readonly vulnerabilities?: readonly ("acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped")[];
        readonly conditionImmunities?: readonly ("blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious")[];
      };
    };
    readonly "character.edit": {
      readonly id: string;
      readonly version: number;
      readonly name?: string;
      readonly owner?: string;
      readonly sheet?: {
        readonly hpMax: number;
        readonly armorClass?: number;
        readonly bonus?: number;
        readonly dexterity?: number;
        readonly constitution?: number;
        readonly constitutionSave?: number;
        readonly classes?: readonly ({
          readonly of: "barbarian" | "bard" | "cleric" | "druid" | "fighter" | "monk" | "paladin" | "ranger" | "rogue" | "sorcerer" | "warlock" | "wizard";
          readonly level: number;
        })[];
        readonly resistances?: readonly ("acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped")[];
        readonly immunities?: readonly ("acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped")[];
        readonly vulnerabilities?: readonly ("acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped")[];
        readonly conditionImmunities?: readonly ("blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious")[];
      };
    };
    readonly "character.retire": {
      readonly id: string;
    };
    readonly "encounter.create": {
      readonly name: string;
    };
    readonly "encounter.edit": {
      readonly encounter: string;
      readonly version: number;
      readonly name?: string;
      readonly inLair?: boolean;
    };
    readonly "encounter.duplicate": {
      readonly encounter: string;
    };
    readonly "encounter.delete": {
      readonly encounter: string;
    };
    readonly "encounter.activate": {
      readonly encounter: string;
      readonly instead?: string;
    };
    readonly "encounter.finish": {
      readonly encounter: string;
      readonly follows?: readonly ({
        readonly id: string;
        readonly follows: readonly ({
          readonly type: "losesTemporaryHp";
          readonly amount: number;
        } | {
          readonly type: "temporaryHpBecome";
          readonly amount: number;
        } | {
          readonly type: "losesHp";
          readonly amount: number;
        } | {
          readonly type: "regainsHp";
          readonly amount: number;
        } | {
          readonly type: "hpMaxBecomes";
          readonly max: number;
        } | {
          readonly type: "dies";
          readonly cause: "death-saves" | "exhaustion" | "hp-max-0" | "massive-damage" | "monster-at-0";
        } | {
          readonly type: "beginsDying";
        } | {
          readonly type: "stabilises";
        } | {
          readonly type: "revives";
        } | {
          readonly type: "deathSavesCount";
          readonly successes: number;
          readonly failures: number;
        } | {
          readonly type: "conditionBegins";
          readonly affliction: {
            readonly id: string;
            readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
            readonly source: string;
            readonly until: {
              readonly type: "removed";
            } | {
              readonly type: "turnStart";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "turnEnd";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "whileEffect";
              readonly effect: string;
            } | {
              readonly type: "saveEnds";
              readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
              readonly dc: number;
              readonly limit: {
                readonly type: "removed";
              } | {
                readonly type: "turnStart";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "turnEnd";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "whileEffect";
                readonly effect: string;
              } | {
                readonly type: "healed";
              } | {
                readonly type: "healedOrRested";
              } | {
                readonly type: "longRested";
              };
            } | {
              readonly type: "healed";
            } | {
              readonly type: "healedOrRested";
            } | {
              readonly type: "longRested";
            };
          };
        } | {
          readonly type: "conditionEnds";
          readonly afflictionId: string;
          readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
        } | {
          readonly type: "concentrationBegins";
          readonly effect: string;
        } | {
          readonly type: "concentrationEnds";
          readonly effect: string;
        } | {
          readonly type: "exhaustionBecomes";
          readonly level: number;
        } | {
          readonly type: "poolBecomes";
          readonly pool: string;
          readonly left: number;
        } | {
          readonly type: "asksConcentrationSave";
          readonly dc: number;
        } | {
          readonly type: "asksDeathSave";
        } | {
          readonly type: "asksSave";
          readonly afflictionId: string;
          readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
          readonly dc: number;
        } | {
          readonly type: "asksRecharge";
          readonly pool: string;
          readonly from: number;
        })[];
      })[];
      readonly declined?: readonly ({
        readonly id: string;
        readonly types: readonly (string)[];
      })[];
    };
    readonly "combatant.add": {
      readonly encounter?: string;
      readonly bestiary?: string;
      readonly creature?: JsonObject;
      readonly custom?: {
        readonly name: string;
        readonly hp: number;
        readonly armorClass?: number;
        readonly bonus?: number;
        readonly dexterity?: number;
      };
      readonly character?: string;
      readonly count?: number;
      readonly name?: string;
      readonly ally?: boolean;
      readonly rollsHp?: boolean;
      readonly hidden?: "nothing" | "unknown";
    };
    readonly "combatant.remove": {
      readonly encounter?: string;
      readonly ids: readonly (string)[];
    };
    readonly "combatant.hide": {
      readonly encounter?: string;
      readonly targets: readonly ({
        readonly id: string;
        readonly version: number;
      })[];
      readonly as?: "nothing" | "unknown";
    };
    readonly "combatant.reveal": {
      readonly encounter?: string;
      readonly targets: readonly ({
        readonly id: string;
        readonly version: number;
      })[];
    };
    readonly "combatant.alias": {
      readonly encounter?: string;
      readonly id: string;
      readonly alias?: string;
      readonly version: number;
    };
    readonly "combatant.edit": {
      readonly encounter?: string;
      readonly id: string;
      readonly version: number;
      readonly name?: string;
      readonly armorClass?: number;
      readonly bonus?: number;
      readonly dexterity?: number;
    };
    readonly "initiative.roll": {
      readonly ids?: readonly (string)[];
      readonly group?: boolean;
    };
    readonly "initiative.set": {
      readonly id: string;
      readonly count: number;
      readonly version: number;
    };
    readonly "order.move": {
      readonly id: string;
      readonly index: number;
      readonly version: number;
    };
    readonly "turn.next": {
      readonly round: number;
      readonly turn: string;
      readonly follows?: readonly ({
        readonly id: string;
        readonly follows: readonly ({
          readonly type: "losesTemporaryHp";
          readonly amount: number;
        } | {
          readonly type: "temporaryHpBecome";
          readonly amount: number;
        } | {
          readonly type: "losesHp";
          readonly amount: number;
        } | {
          readonly type: "regainsHp";
          readonly amount: number;
        } | {
          readonly type: "hpMaxBecomes";
          readonly max: number;
        } | {
          readonly type: "dies";
          readonly cause: "death-saves" | "exhaustion" | "hp-max-0" | "massive-damage" | "monster-at-0";
        } | {
          readonly type: "beginsDying";
        } | {
          readonly type: "stabilises";
        } | {
          readonly type: "revives";
        } | {
          readonly type: "deathSavesCount";
          readonly successes: number;
          readonly failures: number;
        } | {
          readonly type: "conditionBegins";
          readonly affliction: {
            readonly id: string;
            readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
            readonly source: string;
            readonly until: {
              readonly type: "removed";
            } | {
              readonly type: "turnStart";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "turnEnd";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "whileEffect";
              readonly effect: string;
            } | {
              readonly type: "saveEnds";
              readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
              readonly dc: number;
              readonly limit: {
                readonly type: "removed";
              } | {
                readonly type: "turnStart";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "turnEnd";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "whileEffect";
                readonly effect: string;
              } | {
                readonly type: "healed";
              } | {
                readonly type: "healedOrRested";
              } | {
                readonly type: "longRested";
              };
            } | {
              readonly type: "healed";
            } | {
              readonly type: "healedOrRested";
            } | {
              readonly type: "longRested";
            };
          };
        } | {
          readonly type: "conditionEnds";
          readonly afflictionId: string;
          readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
        } | {
          readonly type: "concentrationBegins";
          readonly effect: string;
        } | {
          readonly type: "concentrationEnds";
          readonly effect: string;
        } | {
          readonly type: "exhaustionBecomes";
          readonly level: number;
        } | {
          readonly type: "poolBecomes";
          readonly pool: string;
          readonly left: number;
        } | {
          readonly type: "asksConcentrationSave";
          readonly dc: number;
        } | {
          readonly type: "asksDeathSave";
        } | {
          readonly type: "asksSave";
          readonly afflictionId: string;
          readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
          readonly dc: number;
        } | {
          readonly type: "asksRecharge";
          readonly pool: string;
          readonly from: number;
        })[];
      })[];
      readonly declined?: readonly ({
        readonly id: string;
        readonly types: readonly (string)[];
      })[];
    };
    readonly "turn.delay": {
      readonly id: string;
      readonly round: number;
      readonly after: string;
    };
    readonly "turn.ready": {
      readonly id: string;
      readonly readied?: boolean;
      readonly version: number;
    };
    readonly surprise: {
      readonly encounter?: string;
      readonly targets: readonly ({
        readonly id: string;
        readonly version: number;
      })[];
      readonly surprised?: boolean;
    };
    readonly lair: {
      readonly inOrder?: boolean;
      readonly version: number;
    };
    readonly "reaction.use": {
      readonly id: string;
      readonly used?: boolean;
      readonly version: number;
    };
    readonly damage: {
      readonly targets: readonly ({
        readonly id: string;
        readonly parts?: readonly ({
          readonly amount: number;
          readonly type?: "acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped";
          readonly make?: "magical" | "plain" | "silvered" | "adamantine";
        })[];
        readonly share?: "whole" | "half" | "none";
        readonly adjustment?: number;
        readonly rolled?: number;
        readonly follows?: readonly ({
          readonly type: "losesTemporaryHp";
          readonly amount: number;
        } | {
          readonly type: "temporaryHpBecome";
          readonly amount: number;
        } | {
          readonly type: "losesHp";
          readonly amount: number;
        } | {
          readonly type: "regainsHp";
          readonly amount: number;
        } | {
          readonly type: "hpMaxBecomes";
          readonly max: number;
        } | {
          readonly type: "dies";
          readonly cause: "death-saves" | "exhaustion" | "hp-max-0" | "massive-damage" | "monster-at-0";
        } | {
          readonly type: "beginsDying";
        } | {
          readonly type: "stabilises";
        } | {
          readonly type: "revives";
        } | {
          readonly type: "deathSavesCount";
          readonly successes: number;
          readonly failures: number;
        } | {
          readonly type: "conditionBegins";
          readonly affliction: {
            readonly id: string;
            readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
            readonly source: string;
            readonly until: {
              readonly type: "removed";
            } | {
              readonly type: "turnStart";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "turnEnd";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "whileEffect";
              readonly effect: string;
            } | {
              readonly type: "saveEnds";
              readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
              readonly dc: number;
              readonly limit: {
                readonly type: "removed";
              } | {
                readonly type: "turnStart";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "turnEnd";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "whileEffect";
                readonly effect: string;
              } | {
                readonly type: "healed";
              } | {
                readonly type: "healedOrRested";
              } | {
                readonly type: "longRested";
              };
            } | {
              readonly type: "healed";
            } | {
              readonly type: "healedOrRested";
            } | {
              readonly type: "longRested";
            };
          };
        } | {
          readonly type: "conditionEnds";
          readonly afflictionId: string;
          readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
        } | {
          readonly type: "concentrationBegins";
          readonly effect: string;
        } | {
          readonly type: "concentrationEnds";
          readonly effect: string;
        } | {
          readonly type: "exhaustionBecomes";
          readonly level: number;
        } | {
          readonly type: "poolBecomes";
          readonly pool: string;
          readonly left: number;
        } | {
          readonly type: "asksConcentrationSave";
          readonly dc: number;
        } | {
          readonly type: "asksDeathSave";
        } | {
          readonly type: "asksSave";
          readonly afflictionId: string;
          readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
          readonly dc: number;
        } | {
          readonly type: "asksRecharge";
          readonly pool: string;
          readonly from: number;
        })[];
        readonly declined?: readonly (string)[];
      })[];
      readonly dice?: readonly ({
        readonly dice: string;
        readonly type?: "acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped";
        readonly make?: "magical" | "plain" | "silvered" | "adamantine";
      })[];
      readonly save?: {
        readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
        readonly dc: number;
        readonly saved?: "whole" | "half" | "none";
      };
      readonly critical?: boolean;
      readonly knocksOut?: boolean;
    };
    readonly "proposal.accept": {
      readonly proposal: string;
      readonly share?: "whole" | "half" | "none";
      readonly follows?: readonly ({
        readonly type: "losesTemporaryHp";
        readonly amount: number;
      } | {
        readonly type: "temporaryHpBecome";
        readonly amount: number;
      } | {
        readonly type: "losesHp";
        readonly amount: number;
      } | {
        readonly type: "regainsHp";
        readonly amount: number;
      } | {
        readonly type: "hpMaxBecomes";
        readonly max: number;
      } | {
        readonly type: "dies";
        readonly cause: "death-saves" | "exhaustion" | "hp-max-0" | "massive-damage" | "monster-at-0";
      } | {
        readonly type: "beginsDying";
      } | {
        readonly type: "stabilises";
      } | {
        readonly type: "revives";
      } | {
        readonly type: "deathSavesCount";
        readonly successes: number;
        readonly failures: number;
      } | {
        readonly type: "conditionBegins";
        readonly affliction: {
          readonly id: string;
          readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
          readonly source: string;
          readonly until: {
            readonly type: "removed";
          } | {
            readonly type: "turnStart";
            readonly whose: string;
            readonly round: number;
          } | {
            readonly type: "turnEnd";
            readonly whose: string;
            readonly round: number;
          } | {
            readonly type: "whileEffect";
            readonly effect: string;
          } | {
            readonly type: "saveEnds";
            readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
            readonly dc: number;
            readonly limit: {
              readonly type: "removed";
            } | {
              readonly type: "turnStart";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "turnEnd";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "whileEffect";
              readonly effect: string;
            } | {
              readonly type: "healed";
            } | {
              readonly type: "healedOrRested";
            } | {
              readonly type: "longRested";
            };
          } | {
            readonly type: "healed";
          } | {
            readonly type: "healedOrRested";
          } | {
            readonly type: "longRested";
          };
        };
      } | {
        readonly type: "conditionEnds";
        readonly afflictionId: string;
        readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
      } | {
        readonly type: "concentrationBegins";
        readonly effect: string;
      } | {
        readonly type: "concentrationEnds";
        readonly effect: string;
      } | {
        readonly type: "exhaustionBecomes";
        readonly level: number;
      } | {
        readonly type: "poolBecomes";
        readonly pool: string;
        readonly left: number;
      } | {
        readonly type: "asksConcentrationSave";
        readonly dc: number;
      } | {
        readonly type: "asksDeathSave";
      } | {
        readonly type: "asksSave";
        readonly afflictionId: string;
        readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
        readonly dc: number;
      } | {
        readonly type: "asksRecharge";
        readonly pool: string;
        readonly from: number;
      })[];
      readonly declined?: readonly (string)[];
    };
    readonly "proposal.drop": {
      readonly proposal: string;
    };
    readonly heal: {
      readonly ids: readonly (string)[];
      readonly amount: number;
    };
    readonly temporary: {
      readonly ids: readonly (string)[];
      readonly amount: number;
    };
    readonly "hp.max": {
      readonly id: string;
      readonly max: number;
      readonly version: number;
    };
    readonly stabilise: {
      readonly id: string;
    };
    readonly revive: {
      readonly id: string;
      readonly hp?: number;
    };
    readonly decide: {
      readonly targets: readonly ({
        readonly id: string;
        readonly follows: readonly ({
          readonly type: "losesTemporaryHp";
          readonly amount: number;
        } | {
          readonly type: "temporaryHpBecome";
          readonly amount: number;
        } | {
          readonly type: "losesHp";
          readonly amount: number;
        } | {
          readonly type: "regainsHp";
          readonly amount: number;
        } | {
          readonly type: "hpMaxBecomes";
          readonly max: number;
        } | {
          readonly type: "dies";
          readonly cause: "death-saves" | "exhaustion" | "hp-max-0" | "massive-damage" | "monster-at-0";
        } | {
          readonly type: "beginsDying";
        } | {
          readonly type: "stabilises";
        } | {
          readonly type: "revives";
        } | {
          readonly type: "deathSavesCount";
          readonly successes: number;
          readonly failures: number;
        } | {
          readonly type: "conditionBegins";
          readonly affliction: {
            readonly id: string;
            readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
            readonly source: string;
            readonly until: {
              readonly type: "removed";
            } | {
              readonly type: "turnStart";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "turnEnd";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "whileEffect";
              readonly effect: string;
            } | {
              readonly type: "saveEnds";
              readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
              readonly dc: number;
              readonly limit: {
                readonly type: "removed";
              } | {
                readonly type: "turnStart";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "turnEnd";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "whileEffect";
                readonly effect: string;
              } | {
                readonly type: "healed";
              } | {
                readonly type: "healedOrRested";
              } | {
                readonly type: "longRested";
              };
            } | {
              readonly type: "healed";
            } | {
              readonly type: "healedOrRested";
            } | {
              readonly type: "longRested";
            };
          };
        } | {
          readonly type: "conditionEnds";
          readonly afflictionId: string;
          readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
        } | {
          readonly type: "concentrationBegins";
          readonly effect: string;
        } | {
          readonly type: "concentrationEnds";
          readonly effect: string;
        } | {
          readonly type: "exhaustionBecomes";
          readonly level: number;
        } | {
          readonly type: "poolBecomes";
          readonly pool: string;
          readonly left: number;
        } | {
          readonly type: "asksConcentrationSave";
          readonly dc: number;
        } | {
          readonly type: "asksDeathSave";
        } | {
          readonly type: "asksSave";
          readonly afflictionId: string;
          readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
          readonly dc: number;
        } | {
          readonly type: "asksRecharge";
          readonly pool: string;
          readonly from: number;
        })[];
        readonly version: number;
      })[];
    };
    readonly "condition.begin": {
      readonly ids: readonly (string)[];
      readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
      readonly source?: string;
      readonly lasts?: {
        readonly type: "untilRemoved";
      } | {
        readonly type: "untilStart";
        readonly whose: string;
      } | {
        readonly type: "untilEnd";
        readonly whose: string;
      } | {
        readonly type: "thisTurn";
      } | {
        readonly type: "forRounds";
        readonly rounds: number;
      } | {
        readonly type: "whileEffectLasts";
        readonly effect: string;
      } | {
        readonly type: "untilRested";
      };
      readonly save?: {
        readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
        readonly dc: number;
      };
    };
    readonly "condition.end": {
      readonly id: string;
      readonly affliction: string;
    };
    readonly "concentration.begin": {
      readonly id: string;
      readonly effect: string;
    };
    readonly "concentration.end": {
      readonly id: string;
    };
    readonly exhaustion: {
      readonly id: string;
      readonly level: number;
      readonly version: number;
    };
    readonly "ask.answer": {
      readonly id: string;
      readonly ask: string;
      readonly natural?: number;
      readonly total?: number;
    };
    readonly "ask.drop": {
      readonly id: string;
      readonly ask: string;
    };
    readonly "pool.spend": {
      readonly id: string;
      readonly pool: string;
      readonly count?: number;
    };
    readonly "pool.set": {
      readonly id: string;
      readonly pool: string;
      readonly left: number;
      readonly max?: number;
      readonly refill?: {
        readonly type: "ownTurn";
      } | {
        readonly type: "recharge";
        readonly from: number;
      } | {
        readonly type: "shortRest";
      } | {
        readonly type: "longRest";
      } | {
        readonly type: "hitDice";
        readonly sides: number;
      } | {
        readonly type: "never";
      };
      readonly version: number;
    };
    readonly "rest.short": {
      readonly id: string;
      readonly dice?: readonly ({
        readonly pool: string;
        readonly rolled?: number;
      })[];
    };
    readonly "rest.long": {
      readonly ids: readonly (string)[];
      readonly eaten?: boolean;
    };
    readonly undo: {
      readonly number?: number;
      readonly commit?: number;
    };
    readonly "undo.to": {
      readonly number: number;
    };
    readonly "turn.back": {
      readonly round: number;
      readonly turn: string;
    };
    readonly roll: {
      readonly dice: string;
      readonly label?: string;
      readonly secret?: boolean;
    };
    readonly redo: {
      readonly number?: number;
      readonly commit?: number;
    };
  };
  /** What a member sees: all layers that it holds, one over the other. */
  readonly view: {
    readonly campaign?: {
      readonly name: string;
      readonly edition: "2014" | "2024";
      readonly options: {
        readonly monsterHp: "nothing" | "bands" | "exact";
        readonly partyHp: "nothing" | "bands" | "exact";
        readonly playersDamage: "applied" | "proposed" | "refused";
        readonly absorbedBreaksConcentration: boolean;
      };
    };
    readonly members?: { readonly [key: string]: {
      readonly name: string;
      readonly seat: "dm" | "player";
    } };
    readonly log?: { readonly [key: string]: {
      readonly at: number;
      readonly author: string;
      readonly command: string;
      readonly who: readonly (string)[];
      readonly fixed: boolean;
      readonly undoneBy?: string;
    } };
    readonly rolls?: { readonly [key: string]: {
      readonly at: number;
      readonly author: string;
      readonly dice: string;
      readonly fell: readonly (number)[];
      readonly total: number;
      readonly label: string;
    } };
    readonly fight?: {
      readonly round: number;
      readonly turn: string;
      readonly sinceMillis: number;
      readonly order: readonly (string)[];
      readonly combatants: { readonly [key: string]: {
        readonly kind: "character" | "ally" | "monster" | "unknown";
        readonly name: string;
        readonly band?: "unhurt" | "hurt" | "bloodied" | "nearly-down" | "down";
        readonly hp?: {
          readonly now: number;
          readonly max: number;
          readonly temporary: number;
        };
        readonly life?: "up" | "dying" | "stable" | "dead";
        readonly conditions: readonly ("blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious")[];
        readonly concentrates: boolean;
        readonly reactionUsed: boolean;
        readonly readied: boolean;
      } };
    };
    readonly party?: { readonly [key: string]: {
      readonly name: string;
      readonly owner?: string;
      readonly band?: "unhurt" | "hurt" | "bloodied" | "nearly-down" | "down";
      readonly hp?: {
        readonly now: number;
        readonly max: number;
        readonly temporary: number;
      };
      readonly life?: "up" | "dying" | "stable" | "dead";
      readonly conditions: readonly ("blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious")[];
      readonly exhaustion: number;
    } };
    readonly online?: { readonly [key: string]: boolean };
    readonly encounters?: { readonly [key: string]: {
      readonly name: string;
      readonly inLair: boolean;
      readonly order: {
        readonly places: readonly ({
          readonly id: string;
          readonly initiative: number;
          readonly dexterity: number;
          readonly kind: "acts" | "lair" | "passes" | "gone";
        })[];
        readonly round: number;
        readonly active: number;
      };
      readonly turn?: {
        readonly round: number;
        readonly who: string;
        readonly sinceMillis: number;
        readonly held: { readonly [key: string]: {
          readonly ended: { readonly [key: string]: {
            readonly id: string;
            readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
            readonly source: string;
            readonly until: {
              readonly type: "removed";
            } | {
              readonly type: "turnStart";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "turnEnd";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "whileEffect";
              readonly effect: string;
            } | {
              readonly type: "saveEnds";
              readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
              readonly dc: number;
              readonly limit: {
                readonly type: "removed";
              } | {
                readonly type: "turnStart";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "turnEnd";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "whileEffect";
                readonly effect: string;
              } | {
                readonly type: "healed";
              } | {
                readonly type: "healedOrRested";
              } | {
                readonly type: "longRested";
              };
            } | {
              readonly type: "healed";
            } | {
              readonly type: "healedOrRested";
            } | {
              readonly type: "longRested";
            };
          } };
          readonly answered: { readonly [key: string]: {
            readonly type: "losesTemporaryHp";
            readonly amount: number;
          } | {
            readonly type: "temporaryHpBecome";
            readonly amount: number;
          } | {
            readonly type: "losesHp";
            readonly amount: number;
          } | {
            readonly type: "regainsHp";
            readonly amount: number;
          } | {
            readonly type: "hpMaxBecomes";
            readonly max: number;
          } | {
            readonly type: "dies";
            readonly cause: "death-saves" | "exhaustion" | "hp-max-0" | "massive-damage" | "monster-at-0";
          } | {
            readonly type: "beginsDying";
          } | {
            readonly type: "stabilises";
          } | {
            readonly type: "revives";
          } | {
            readonly type: "deathSavesCount";
            readonly successes: number;
            readonly failures: number;
          } | {
            readonly type: "conditionBegins";
            readonly affliction: {
              readonly id: string;
              readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
              readonly source: string;
              readonly until: {
                readonly type: "removed";
              } | {
                readonly type: "turnStart";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "turnEnd";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "whileEffect";
                readonly effect: string;
              } | {
                readonly type: "saveEnds";
                readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
                readonly dc: number;
                readonly limit: {
                  readonly type: "removed";
                } | {
                  readonly type: "turnStart";
                  readonly whose: string;
                  readonly round: number;
                } | {
                  readonly type: "turnEnd";
                  readonly whose: string;
                  readonly round: number;
                } | {
                  readonly type: "whileEffect";
                  readonly effect: string;
                } | {
                  readonly type: "healed";
                } | {
                  readonly type: "healedOrRested";
                } | {
                  readonly type: "longRested";
                };
              } | {
                readonly type: "healed";
              } | {
                readonly type: "healedOrRested";
              } | {
                readonly type: "longRested";
              };
            };
          } | {
            readonly type: "conditionEnds";
            readonly afflictionId: string;
            readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
          } | {
            readonly type: "concentrationBegins";
            readonly effect: string;
          } | {
            readonly type: "concentrationEnds";
            readonly effect: string;
          } | {
            readonly type: "exhaustionBecomes";
            readonly level: number;
          } | {
            readonly type: "poolBecomes";
            readonly pool: string;
            readonly left: number;
          } | {
            readonly type: "asksConcentrationSave";
            readonly dc: number;
          } | {
            readonly type: "asksDeathSave";
          } | {
            readonly type: "asksSave";
            readonly afflictionId: string;
            readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
            readonly dc: number;
          } | {
            readonly type: "asksRecharge";
            readonly pool: string;
            readonly from: number;
          } };
          readonly asked: readonly (string)[];
        } };
      };
      readonly clock?: {
        readonly spentMillis: number;
        readonly startedAtMillis: number;
        readonly isRunning: boolean;
      };
      readonly combatants: { readonly [key: string]: {
        readonly kind: "character" | "ally" | "monster";
        readonly name: string;
        readonly alias?: string;
        readonly hidden?: "nothing" | "unknown";
        readonly face?: {
          readonly id: string;
          readonly name?: string;
        };
        readonly gone: boolean;
        readonly reactionUsed: boolean;
        readonly readied: boolean;
        readonly surprised: boolean;
        readonly armorClass: number;
        readonly bonus: number;
        readonly dexterity: number;
        readonly vitals?: {
          readonly hp: {
            readonly now: number;
            readonly max: number;
            readonly maxNormal: number;
            readonly temporary: number;
          };
          readonly life: "up" | "dying" | "stable" | "dead";
          readonly deathSaves: {
            readonly successes: number;
            readonly failures: number;
          };
          readonly exhaustion: number;
          readonly concentration?: string;
          readonly afflictions: { readonly [key: string]: {
            readonly id: string;
            readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
            readonly source: string;
            readonly until: {
              readonly type: "removed";
            } | {
              readonly type: "turnStart";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "turnEnd";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "whileEffect";
              readonly effect: string;
            } | {
              readonly type: "saveEnds";
              readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
              readonly dc: number;
              readonly limit: {
                readonly type: "removed";
              } | {
                readonly type: "turnStart";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "turnEnd";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "whileEffect";
                readonly effect: string;
              } | {
                readonly type: "healed";
              } | {
                readonly type: "healedOrRested";
              } | {
                readonly type: "longRested";
              };
            } | {
              readonly type: "healed";
            } | {
              readonly type: "healedOrRested";
            } | {
              readonly type: "longRested";
            };
          } };
          readonly pools: { readonly [key: string]: {
            readonly name: string;
            readonly max: number;
            readonly left: number;
            readonly refill: {
              readonly type: "ownTurn";
            } | {
              readonly type: "recharge";
              readonly from: number;
            } | {
              readonly type: "shortRest";
            } | {
              readonly type: "longRest";
            } | {
              readonly type: "hitDice";
              readonly sides: number;
            } | {
              readonly type: "never";
            };
          } };
          readonly asks: { readonly [key: string]: {
            readonly type: "losesTemporaryHp";
            readonly amount: number;
          } | {
            readonly type: "temporaryHpBecome";
            readonly amount: number;
          } | {
            readonly type: "losesHp";
            readonly amount: number;
          } | {
            readonly type: "regainsHp";
            readonly amount: number;
          } | {
            readonly type: "hpMaxBecomes";
            readonly max: number;
          } | {
            readonly type: "dies";
            readonly cause: "death-saves" | "exhaustion" | "hp-max-0" | "massive-damage" | "monster-at-0";
          } | {
            readonly type: "beginsDying";
          } | {
            readonly type: "stabilises";
          } | {
            readonly type: "revives";
          } | {
            readonly type: "deathSavesCount";
            readonly successes: number;
            readonly failures: number;
          } | {
            readonly type: "conditionBegins";
            readonly affliction: {
              readonly id: string;
              readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
              readonly source: string;
              readonly until: {
                readonly type: "removed";
              } | {
                readonly type: "turnStart";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "turnEnd";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "whileEffect";
                readonly effect: string;
              } | {
                readonly type: "saveEnds";
                readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
                readonly dc: number;
                readonly limit: {
                  readonly type: "removed";
                } | {
                  readonly type: "turnStart";
                  readonly whose: string;
                  readonly round: number;
                } | {
                  readonly type: "turnEnd";
                  readonly whose: string;
                  readonly round: number;
                } | {
                  readonly type: "whileEffect";
                  readonly effect: string;
                } | {
                  readonly type: "healed";
                } | {
                  readonly type: "healedOrRested";
                } | {
                  readonly type: "longRested";
                };
              } | {
                readonly type: "healed";
              } | {
                readonly type: "healedOrRested";
              } | {
                readonly type: "longRested";
              };
            };
          } | {
            readonly type: "conditionEnds";
            readonly afflictionId: string;
            readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
          } | {
            readonly type: "concentrationBegins";
            readonly effect: string;
          } | {
            readonly type: "concentrationEnds";
            readonly effect: string;
          } | {
            readonly type: "exhaustionBecomes";
            readonly level: number;
          } | {
            readonly type: "poolBecomes";
            readonly pool: string;
            readonly left: number;
          } | {
            readonly type: "asksConcentrationSave";
            readonly dc: number;
          } | {
            readonly type: "asksDeathSave";
          } | {
            readonly type: "asksSave";
            readonly afflictionId: string;
            readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
            readonly dc: number;
          } | {
            readonly type: "asksRecharge";
            readonly pool: string;
            readonly from: number;
          } };
        };
        readonly creature?: JsonObject;
      } };
    } };
    readonly characters?: { readonly [key: string]: {
      readonly name: string;
      readonly owner?: string;
      readonly retired: boolean;
      readonly origin?: string;
      readonly sheet: {
        readonly hpMax: number;
        readonly armorClass: number;
        readonly bonus: number;
        readonly dexterity: number;
        readonly constitution: number;
        readonly constitutionSave: number;
        readonly classes: readonly ({
          readonly of: "barbarian" | "bard" | "cleric" | "druid" | "fighter" | "monk" | "paladin" | "ranger" | "rogue" | "sorcerer" | "warlock" | "wizard";
          readonly level: number;
        })[];
        readonly resistances: readonly ("acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped")[];
        readonly immunities: readonly ("acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped")[];
        readonly vulnerabilities: readonly ("acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped")[];
        readonly conditionImmunities: readonly ("blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious")[];
      };
      readonly vitals: {
        readonly hp: {
          readonly now: number;
          readonly max: number;
          readonly maxNormal: number;
          readonly temporary: number;
        };
        readonly life: "up" | "dying" | "stable" | "dead";
        readonly deathSaves: {
          readonly successes: number;
          readonly failures: number;
        };
        readonly exhaustion: number;
        readonly concentration?: string;
        readonly afflictions: { readonly [key: string]: {
          readonly id: string;
          readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
          readonly source: string;
          readonly until: {
            readonly type: "removed";
          } | {
            readonly type: "turnStart";
            readonly whose: string;
            readonly round: number;
          } | {
            readonly type: "turnEnd";
            readonly whose: string;
            readonly round: number;
          } | {
            readonly type: "whileEffect";
            readonly effect: string;
          } | {
            readonly type: "saveEnds";
            readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
            readonly dc: number;
            readonly limit: {
              readonly type: "removed";
            } | {
              readonly type: "turnStart";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "turnEnd";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "whileEffect";
              readonly effect: string;
            } | {
              readonly type: "healed";
            } | {
              readonly type: "healedOrRested";
            } | {
              readonly type: "longRested";
            };
          } | {
            readonly type: "healed";
          } | {
            readonly type: "healedOrRested";
          } | {
            readonly type: "longRested";
          };
        } };
        readonly pools: { readonly [key: string]: {
          readonly name: string;
          readonly max: number;
          readonly left: number;
          readonly refill: {
            readonly type: "ownTurn";
          } | {
            readonly type: "recharge";
            readonly from: number;
          } | {
            readonly type: "shortRest";
          } | {
            readonly type: "longRest";
          } | {
            readonly type: "hitDice";
            readonly sides: number;
          } | {
            readonly type: "never";
          };
        } };
        readonly asks: { readonly [key: string]: {
          readonly type: "losesTemporaryHp";
          readonly amount: number;
        } | {
          readonly type: "temporaryHpBecome";
          readonly amount: number;
        } | {
          readonly type: "losesHp";
          readonly amount: number;
        } | {
          readonly type: "regainsHp";
          readonly amount: number;
        } | {
          readonly type: "hpMaxBecomes";
          readonly max: number;
        } | {
          readonly type: "dies";
          readonly cause: "death-saves" | "exhaustion" | "hp-max-0" | "massive-damage" | "monster-at-0";
        } | {
          readonly type: "beginsDying";
        } | {
          readonly type: "stabilises";
        } | {
          readonly type: "revives";
        } | {
          readonly type: "deathSavesCount";
          readonly successes: number;
          readonly failures: number;
        } | {
          readonly type: "conditionBegins";
          readonly affliction: {
            readonly id: string;
            readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
            readonly source: string;
            readonly until: {
              readonly type: "removed";
            } | {
              readonly type: "turnStart";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "turnEnd";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "whileEffect";
              readonly effect: string;
            } | {
              readonly type: "saveEnds";
              readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
              readonly dc: number;
              readonly limit: {
                readonly type: "removed";
              } | {
                readonly type: "turnStart";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "turnEnd";
                readonly whose: string;
                readonly round: number;
              } | {
                readonly type: "whileEffect";
                readonly effect: string;
              } | {
                readonly type: "healed";
              } | {
                readonly type: "healedOrRested";
              } | {
                readonly type: "longRested";
              };
            } | {
              readonly type: "healed";
            } | {
              readonly type: "healedOrRested";
            } | {
              readonly type: "longRested";
            };
          };
        } | {
          readonly type: "conditionEnds";
          readonly afflictionId: string;
          readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
        } | {
          readonly type: "concentrationBegins";
          readonly effect: string;
        } | {
          readonly type: "concentrationEnds";
          readonly effect: string;
        } | {
          readonly type: "exhaustionBecomes";
          readonly level: number;
        } | {
          readonly type: "poolBecomes";
          readonly pool: string;
          readonly left: number;
        } | {
          readonly type: "asksConcentrationSave";
          readonly dc: number;
        } | {
          readonly type: "asksDeathSave";
        } | {
          readonly type: "asksSave";
          readonly afflictionId: string;
          readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
          readonly dc: number;
        } | {
          readonly type: "asksRecharge";
          readonly pool: string;
          readonly from: number;
        } };
      };
    } };
    readonly active?: string;
    readonly notes?: { readonly [key: string]: string };
    readonly proposals?: { readonly [key: string]: {
      readonly author: string;
      readonly at: number;
      readonly target: string;
      readonly targetName: string;
      readonly parts: readonly ({
        readonly amount: number;
        readonly type: "acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped";
        readonly make: "magical" | "plain" | "silvered" | "adamantine";
      })[];
      readonly adjustment: number;
      readonly critical: boolean;
      readonly knocksOut: boolean;
    } };
    readonly moves?: { readonly [key: string]: {
      readonly at: number;
      readonly author: string;
      readonly command: string;
      readonly meaning: string;
      readonly touched: readonly (string)[];
      readonly commit: number;
      readonly line?: number;
      readonly mine: { readonly [key: string]: number };
      readonly fixed: boolean;
      readonly turn: string;
      readonly undone?: number;
      readonly undoneBy?: string;
    } };
    readonly versions?: { readonly [key: string]: number };
    readonly links?: { readonly [key: string]: {
      readonly untilMillis: number;
      readonly usesLeft: number;
    } };
    readonly secretRolls?: { readonly [key: string]: {
      readonly at: number;
      readonly author: string;
      readonly dice: string;
      readonly fell: readonly (number)[];
      readonly total: number;
      readonly label: string;
    } };
    readonly removed?: { readonly [key: string]: string };
    readonly budgets?: { readonly [key: string]: {
      readonly xp: number;
      readonly unrated: number;
      readonly levels: readonly (number)[];
      readonly low: number;
      readonly moderate: number;
      readonly high: number;
      readonly difficulty?: "none" | "low" | "moderate" | "high" | "beyond-high";
    } };
    readonly previews?: { readonly [key: string]: {
      readonly round: number;
      readonly turn: string;
      readonly sinceMillis: number;
      readonly order: readonly (string)[];
      readonly combatants: { readonly [key: string]: {
        readonly kind: "character" | "ally" | "monster" | "unknown";
        readonly name: string;
        readonly band?: "unhurt" | "hurt" | "bloodied" | "nearly-down" | "down";
        readonly hp?: {
          readonly now: number;
          readonly max: number;
          readonly temporary: number;
        };
        readonly life?: "up" | "dying" | "stable" | "dead";
        readonly conditions: readonly ("blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious")[];
        readonly concentrates: boolean;
        readonly reactionUsed: boolean;
        readonly readied: boolean;
      } };
    } };
    readonly own?: { readonly [key: string]: {
      readonly name: string;
      readonly version: number;
      readonly sheet: {
        readonly hpMax: number;
        readonly armorClass: number;
        readonly bonus: number;
        readonly dexterity: number;
        readonly constitution: number;
        readonly constitutionSave: number;
        readonly classes: readonly ({
          readonly of: "barbarian" | "bard" | "cleric" | "druid" | "fighter" | "monk" | "paladin" | "ranger" | "rogue" | "sorcerer" | "warlock" | "wizard";
          readonly level: number;
        })[];
        readonly resistances: readonly ("acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped")[];
        readonly immunities: readonly ("acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped")[];
        readonly vulnerabilities: readonly ("acid" | "bludgeoning" | "cold" | "fire" | "force" | "lightning" | "necrotic" | "piercing" | "poison" | "psychic" | "radiant" | "slashing" | "thunder" | "untyped")[];
        readonly conditionImmunities: readonly ("blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious")[];
      };
      readonly hp: {
        readonly now: number;
        readonly max: number;
        readonly maxNormal: number;
        readonly temporary: number;
      };
      readonly life: "up" | "dying" | "stable" | "dead";
      readonly deathSaves: {
        readonly successes: number;
        readonly failures: number;
      };
      readonly exhaustion: number;
      readonly concentration?: string;
      readonly afflictions: { readonly [key: string]: {
        readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
        readonly source: string;
        readonly ends: string;
        readonly whose: string;
        readonly round: number;
      } };
      readonly pools: { readonly [key: string]: {
        readonly name: string;
        readonly max: number;
        readonly left: number;
        readonly refill: {
          readonly type: "ownTurn";
        } | {
          readonly type: "recharge";
          readonly from: number;
        } | {
          readonly type: "shortRest";
        } | {
          readonly type: "longRest";
        } | {
          readonly type: "hitDice";
          readonly sides: number;
        } | {
          readonly type: "never";
        };
      } };
      readonly asks: { readonly [key: string]: {
        readonly type: "losesTemporaryHp";
        readonly amount: number;
      } | {
        readonly type: "temporaryHpBecome";
        readonly amount: number;
      } | {
        readonly type: "losesHp";
        readonly amount: number;
      } | {
        readonly type: "regainsHp";
        readonly amount: number;
      } | {
        readonly type: "hpMaxBecomes";
        readonly max: number;
      } | {
        readonly type: "dies";
        readonly cause: "death-saves" | "exhaustion" | "hp-max-0" | "massive-damage" | "monster-at-0";
      } | {
        readonly type: "beginsDying";
      } | {
        readonly type: "stabilises";
      } | {
        readonly type: "revives";
      } | {
        readonly type: "deathSavesCount";
        readonly successes: number;
        readonly failures: number;
      } | {
        readonly type: "conditionBegins";
        readonly affliction: {
          readonly id: string;
          readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
          readonly source: string;
          readonly until: {
            readonly type: "removed";
          } | {
            readonly type: "turnStart";
            readonly whose: string;
            readonly round: number;
          } | {
            readonly type: "turnEnd";
            readonly whose: string;
            readonly round: number;
          } | {
            readonly type: "whileEffect";
            readonly effect: string;
          } | {
            readonly type: "saveEnds";
            readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
            readonly dc: number;
            readonly limit: {
              readonly type: "removed";
            } | {
              readonly type: "turnStart";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "turnEnd";
              readonly whose: string;
              readonly round: number;
            } | {
              readonly type: "whileEffect";
              readonly effect: string;
            } | {
              readonly type: "healed";
            } | {
              readonly type: "healedOrRested";
            } | {
              readonly type: "longRested";
            };
          } | {
            readonly type: "healed";
          } | {
            readonly type: "healedOrRested";
          } | {
            readonly type: "longRested";
          };
        };
      } | {
        readonly type: "conditionEnds";
        readonly afflictionId: string;
        readonly condition: "blinded" | "charmed" | "deafened" | "exhaustion" | "frightened" | "grappled" | "incapacitated" | "invisible" | "paralyzed" | "petrified" | "poisoned" | "prone" | "restrained" | "stunned" | "unconscious";
      } | {
        readonly type: "concentrationBegins";
        readonly effect: string;
      } | {
        readonly type: "concentrationEnds";
        readonly effect: string;
      } | {
        readonly type: "exhaustionBecomes";
        readonly level: number;
      } | {
        readonly type: "poolBecomes";
        readonly pool: string;
        readonly left: number;
      } | {
        readonly type: "asksConcentrationSave";
        readonly dc: number;
      } | {
        readonly type: "asksDeathSave";
      } | {
        readonly type: "asksSave";
        readonly afflictionId: string;
        readonly ability: "strength" | "dexterity" | "constitution" | "intelligence" | "wisdom" | "charisma";
        readonly dc: number;
      } | {
        readonly type: "asksRecharge";
        readonly pool: string;
        readonly from: number;
      } };
      readonly place?: {
        readonly version: number;
        readonly initiative?: number;
      };
    } };
    readonly mine?: { readonly [key: string]: {
      readonly at: number;
      readonly author: string;
      readonly command: string;
      readonly who: readonly (string)[];
      readonly fixed: boolean;
      readonly undoneBy?: string;
    } };
  };
  readonly events: {
  };
}
