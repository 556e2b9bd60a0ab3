"""A fight of forty over ten rounds, reckoned from the text of the rules and of the stat blocks.

python3 reckoning.py EDITION SEED STAT-BLOCKS prints one JSON a line: a command and, under "then", how all
stand after it. It was written from the System Reference Documents and docs/campaign.md, without the rules
that it checks, and shares no code or data with them.
"""

import json
import random
import re
import sys

EDITION, SEED, BLOCKS = sys.argv[1], int(sys.argv[2]), sys.argv[3]
ROUNDS = 10
chance = random.Random(SEED)

TYPES = ["acid", "bludgeoning", "cold", "fire", "force", "lightning", "necrotic", "piercing", "poison",
         "psychic", "radiant", "slashing", "thunder"]
# No unconscious, which zero hit points bring; nothing whose end depends on who brought it.
CONDITIONS = ["blinded", "charmed", "deafened", "frightened", "invisible", "poisoned", "restrained",
              "stunned", "paralyzed", "prone", "incapacitated"]
STOPS_CONCENTRATION = {"incapacitated", "paralyzed", "stunned"}


def say(kind, **payload):
    print(json.dumps({"type": kind, "payload": payload, "then": standing()}))


# --- Stat blocks ---

def types_in(text):
    """The types of a line of defences, as far as they hold against magic too."""
    found = set()
    for part in re.split(r";", text.lower()):
        if "nonmagical" not in part:
            found |= {each for each in TYPES if re.search(rf"\b{each}\b", part)}
    return found


class Block:
    def __init__(self, text):
        lines = text.strip().split("\n")
        self.id = lines[0].strip()
        self.name = lines[1]
        self.weak, self.tough, self.immune, self.unfazed, self.attacks = set(), set(), set(), set(), []
        for line in lines[2:]:
            if found := re.match(r"HP (\d+)", line):
                self.hp = int(found[1])
            elif found := re.match(r"DEX (\d+)", line):
                self.dexterity = int(found[1])
            elif line.startswith("Damage Vulnerabilities"):
                self.weak = types_in(line)
            elif line.startswith("Damage Resistances"):
                self.tough = types_in(line)
            elif line.startswith("Damage Immunities"):
                self.immune = types_in(line)
            elif line.startswith("Condition Immunities"):
                self.unfazed = set(re.findall(r"[a-z]+", line.split("Immunities")[1].lower()))
            elif parts := re.findall(r"(\d+) \(\d+d\d+[^)]*\) (\w+) damage", line):
                self.attacks.append([(int(amount), kind.lower()) for amount, kind in parts])


text = "\n".join(line for line in open(BLOCKS, encoding="utf-8").read().split("\n") if not line.startswith("# "))
blocks = [Block(part) for part in text.split("## ")[1:]]


# --- Those who fight ---

class Fighter:
    def __init__(self, ident, hp, dexterity, is_hero):
        self.id, self.max, self.now, self.temporary = ident, hp, hp, 0
        self.dexterity, self.is_hero = dexterity, is_hero
        self.weak, self.tough, self.immune, self.unfazed, self.attacks = set(), set(), set(), set(), []
        self.life, self.successes, self.failures = "up", 0, 0
        self.afflictions = {}  # id: (condition, when it ends)
        self.effect = None
        self.asks = {}  # id: DC
        self.is_here = True
        self.count = 0

    def shown(self):
        if self.life == "dead":
            return {"life": "dead", "hp": [self.now, self.max]}
        return {
            "life": self.life,
            "hp": [self.now, self.max, self.temporary],
            "band": band(self.now, self.max),
            "conditions": sorted({condition for condition, _ in self.afflictions.values()}),
            "concentration": self.effect or "",
            "saves": [self.successes, self.failures] if self.life == "dying" else [],
            "asks": {ask: dc for ask, dc in sorted(self.asks.items())},
        }


def band(now, most):
    if now <= 0:
        return "down"
    if now >= most:
        return "unhurt"
    return "nearly-down" if now * 4 <= most else "bloodied" if now * 2 <= most else "hurt"


fighters = {}
order = []
round_number, active = 0, -1


def standing():
    return {
        "round": round_number,
        "turn": order[active] if active >= 0 else "",
        "order": [ident for ident in order if fighters[ident].is_here],
        "all": {ident: one.shown() for ident, one in fighters.items() if one.is_here},
    }


# --- What happens to them ---

def end_affliction(one, ident):
    one.afflictions.pop(ident, None)
    one.asks.pop("save-" + ident, None)


def stop_concentrating(one):
    if one.effect is None:
        return
    effect, one.effect = one.effect, None
    for ask in [ask for ask in one.asks if ask.startswith("concentration")]:
        del one.asks[ask]
    for other in fighters.values():
        for ident, (_, until) in list(other.afflictions.items()):
            if until["when"] == "effect" and until["effect"] == effect:
                end_affliction(other, ident)


def afflict(one, condition, until):
    if condition in one.unfazed or one.life == "dead":
        return
    ident, number = condition, 1
    while ident in one.afflictions:
        number += 1
        ident = f"{condition}-{number}"
    one.afflictions[ident] = (condition, until)
    if condition in STOPS_CONCENTRATION:
        stop_concentrating(one)


def die(one):
    one.life, one.now = "dead", 0
    stop_concentrating(one)
    one.asks.clear()


def fall(one):
    """A hero at zero hit points: unconscious, and so on the ground."""
    one.life, one.successes, one.failures = "dying", 0, 0
    stop_concentrating(one)
    forever = {"when": "healed"}
    if "unconscious" not in one.unfazed:
        one.afflictions["unconscious"] = ("unconscious", forever)
    if not any(condition == "prone" for condition, _ in one.afflictions.values()):
        one.afflictions["prone"] = ("prone", {"when": "removed"})


def fail(one, count):
    one.failures += count
    if one.failures >= 3:
        die(one)


def harm_of(one, parts, share, adjustment):
    """By type: what the save left, then the adjustment, then resistance, then vulnerability."""
    if share == "none":  # Whoever takes none of it has nothing that could be adjusted.
        return 0
    by_type = {}
    for amount, kind in parts:
        by_type[kind] = by_type.get(kind, 0) + amount
    total = 0
    for kind, amount in by_type.items():
        amount = amount // 2 if share == "half" else amount
        amount = max(0, amount + adjustment)
        if kind in one.immune:
            amount = 0
        if kind in one.tough:
            amount //= 2
        if kind in one.weak:
            amount *= 2
        total += amount
    return total


def hurt(one, amount, critical):
    if one.life == "dead" or amount == 0:
        return
    absorbed = min(one.temporary, amount)
    one.temporary -= absorbed
    left = amount - absorbed
    if one.now == 0:
        if left == 0:
            return
        if left >= one.max:
            die(one)
            return
        if one.life == "stable":
            one.life, one.successes, one.failures = "dying", 0, 0
        fail(one, 2 if critical else 1)
        return
    lost = min(one.now, left)
    one.now -= lost
    if one.now == 0:
        if not one.is_hero or left - lost >= one.max:
            die(one)
        else:
            fall(one)
    elif one.effect is not None:
        dc = max(10, amount // 2)
        number = 1
        while f"concentration-{number}" in one.asks:
            number += 1
        one.asks[f"concentration-{number}"] = min(dc, 30) if EDITION == "2024" else dc


def heal(one, amount):
    if one.life == "dead":
        return
    if one.now == 0:
        one.life, one.successes, one.failures = "up", 0, 0
        end_affliction(one, "unconscious")
        one.asks.pop("death", None)
    one.now = min(one.max, one.now + amount)


# --- Turns ---

def happens(when, whose):
    """The start or the end of somebody's turn: what waits for it ends, and whoever must roll is asked."""
    for one in fighters.values():
        for ident, (_, until) in list(one.afflictions.items()):
            waits = until["when"] == when and until["whose"] == whose and round_number >= until["round"]
            if waits:
                end_affliction(one, ident)
    self = fighters[whose]
    if when == "end" and self.life != "dead" and self.is_here:
        for ident, (_, until) in self.afflictions.items():
            if "dc" in until:
                self.asks["save-" + ident] = until["dc"]
    if when == "start" and self.life == "dying":
        self.asks["death"] = 0


def next_turn():
    global round_number, active
    if round_number == 0:
        round_number = 1
    else:
        happens("end", order[active])
    while True:
        active += 1
        if active == len(order):
            active = 0
            round_number += 1
        whose = order[active]
        happens("start", whose)
        if fighters[whose].is_here and fighters[whose].life != "dead":
            return
        happens("end", whose)


def next_of(whose):
    """The round of somebody's next turn, which is never the one under way."""
    return round_number if order.index(whose) > active else round_number + 1


# --- The script ---

def prepare():
    global order
    for number in range(1, 7):
        hp, dexterity = chance.randint(25, 60), chance.randint(8, 18)
        one = Fighter(f"p{number}", hp, dexterity, True)
        one.tough = set(chance.sample(TYPES, 2))
        one.attacks = [[(chance.randint(6, 14), chance.choice(TYPES))] for _ in range(3)]
        say("character.create", name=f"Hero {number}",
            sheet={"hpMax": hp, "dexterity": dexterity, "resistances": sorted(one.tough)})
        fighters[one.id] = one
    heroes = dict(fighters)
    fighters.clear()
    say("encounter.create", name="The long fight")
    number = 0
    for at in range(12):
        block = blocks[at % len(blocks)]
        count = 3 if at < 10 else 2
        say("combatant.add", encounter="e1", bestiary=block.id, count=count)
        for _ in range(count):
            number += 1
            one = Fighter(f"m{number}", block.hp, block.dexterity, False)
            one.weak, one.tough, one.immune = block.weak, block.tough, block.immune
            one.unfazed, one.attacks = block.unfazed, block.attacks
            fighters[one.id] = one
    for ident in heroes:
        say("combatant.add", encounter="e1", character=ident)
    fighters.update(heroes)
    assert len(fighters) == 40
    say("encounter.activate", encounter="e1")
    taken = set()
    for one in fighters.values():
        while True:  # Who is equal in both goes as the DM says, and the rules say nothing.
            one.count = chance.randint(1, 25)
            if (one.count, one.dexterity) not in taken:
                break
        taken.add((one.count, one.dexterity))
    for one in fighters.values():
        say_order(one)
    say("options", playersDamage="applied", monsterHp="bands", partyHp="bands")


def say_order(one):
    order.append(one.id)
    order.sort(key=lambda ident: (-fighters[ident].count, -fighters[ident].dexterity))
    say("initiative.set", id=one.id, count=one.count)


def here(living=True):
    return [one for one in fighters.values() if one.is_here and (not living or one.life != "dead")]


def act_damage(actor):
    parts = chance.choice(actor.attacks) if actor.attacks and chance.random() < 0.7 else [
        (chance.randint(1, 30), kind) for kind in chance.sample(TYPES, chance.randint(1, 2))]
    critical = chance.random() < 0.15
    adjustment = chance.choice([0, 0, -3, 2]) if len(parts) == 1 else 0
    targets = chance.sample(here(), min(len(here()), chance.choice([1, 1, 1, 2, 4])))
    told = []
    for one in targets:
        share = chance.choice(["whole", "whole", "half", "none"]) if len(targets) > 1 else "whole"
        told.append({"id": one.id, "share": share, "adjustment": adjustment,
                     "parts": [{"amount": amount, "type": kind} for amount, kind in parts]})
        hurt(one, harm_of(one, parts, share, adjustment), critical)
    say("damage", targets=told, critical=critical)


def act_heal(_):
    wounded = [one for one in here() if one.now < one.max]
    if wounded:
        one, amount = chance.choice(wounded), chance.randint(1, 15)
        heal(one, amount)
        say("heal", ids=[one.id], amount=amount)


def act_temporary(_):
    able = [one for one in here() if one.now > 0]
    if able:
        one, amount = chance.choice(able), chance.randint(1, 12)
        one.temporary = max(one.temporary, amount)
        say("temporary", ids=[one.id], amount=amount)


def lasting(actor):
    """How a condition lasts, as the command says it and as it is reckoned."""
    whose = chance.choice(here(living=False)).id
    kind = chance.choice(["untilStart", "untilEnd", "thisTurn", "forRounds", "untilRemoved", "effect"])
    if kind == "untilStart":
        return {"type": kind, "whose": whose}, {"when": "start", "whose": whose, "round": next_of(whose)}
    if kind == "untilEnd":
        return {"type": kind, "whose": whose}, {"when": "end", "whose": whose, "round": next_of(whose)}
    if kind == "thisTurn":
        return {"type": kind}, {"when": "end", "whose": order[active], "round": round_number}
    if kind == "forRounds":
        rounds = chance.randint(1, 3)
        return ({"type": kind, "rounds": rounds},
                {"when": "start", "whose": order[active], "round": round_number + rounds})
    if kind == "effect" and actor.effect is not None:
        return ({"type": "whileEffectLasts", "effect": actor.effect},
                {"when": "effect", "effect": actor.effect})
    return {"type": "untilRemoved"}, {"when": "removed"}


def act_condition(actor):
    targets = chance.sample(here(), min(len(here()), chance.randint(1, 3)))
    condition = chance.choice(CONDITIONS)
    lasts, until = lasting(actor)
    payload = {"ids": [one.id for one in targets], "condition": condition, "lasts": lasts}
    if chance.random() < 0.3:
        dc = chance.randint(8, 18)
        payload["save"] = {"ability": "wisdom", "dc": dc}
        until = {**until, "dc": dc}
    for one in targets:
        afflict(one, condition, dict(until))
    say("condition.begin", **payload)


def act_concentrate(actor):
    unable = {condition for condition, _ in actor.afflictions.values()} & (STOPS_CONCENTRATION | {"unconscious"})
    if actor.life == "up" and not unable:
        stop_concentrating(actor)
        actor.effect = f"Effect {actor.id} {round_number}"
        say("concentration.begin", id=actor.id, effect=actor.effect)


def act_leave(actor):
    others = [one for one in here() if not one.is_hero and one is not actor]
    if len(others) > 20 and chance.random() < 0.3:
        one = chance.choice(others)
        one.is_here = False
        say("combatant.remove", ids=[one.id])


def answer_all():
    """Most rolls are made at once; some are left for later."""
    for one in here():
        for ask, dc in list(sorted(one.asks.items())):
            if ask not in one.asks or chance.random() < 0.2:
                continue
            if ask == "death":
                natural = chance.randint(1, 20)
                del one.asks[ask]
                if natural == 20:
                    heal(one, 1)
                elif natural == 1:
                    fail(one, 2)
                elif natural < 10:
                    fail(one, 1)
                else:
                    one.successes += 1
                    if one.successes == 3:
                        one.life, one.successes, one.failures = "stable", 0, 0
                say("ask.answer", id=one.id, ask=ask, natural=natural)
                continue
            total = chance.randint(1, 30)
            del one.asks[ask]
            if ask.startswith("concentration"):
                if total < dc:
                    stop_concentrating(one)
            elif total >= dc:
                end_affliction(one, ask.removeprefix("save-"))
            say("ask.answer", id=one.id, ask=ask, total=total)


prepare()
acts = [act_damage] * 5 + [act_heal] * 3 + [act_temporary, act_condition, act_condition, act_concentrate, act_leave]
while True:
    seen = {"round": round_number, "turn": order[active] if active >= 0 else ""}
    next_turn()
    say("turn.next", **seen)
    if round_number > ROUNDS:
        break
    answer_all()
    for _ in range(chance.choice([1, 1, 2])):
        chance.choice(acts)(fighters[order[active]])
