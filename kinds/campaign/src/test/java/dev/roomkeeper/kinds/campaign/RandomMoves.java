package dev.roomkeeper.kinds.campaign;

import static dev.roomkeeper.testing.TestJson.json;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.campaign.rules.TurnOrder;
import dev.roomkeeper.kinds.campaign.rules.TurnOrderType;
import dev.roomkeeper.testing.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/** Commands that make sense more often than not, of all sorts. */
final class RandomMoves {
  /** A command to send. */
  record Sent(String type, JsonObject payload) {}

  /** One sort of command: what it is about where there is nobody to be about is "x". */
  private record Sort(String type, BiFunction<Party, String, String> payload) {}

  private final Random random;
  private final List<Sort> dms = new ArrayList<>();
  private final List<Sort> everybodys = new ArrayList<>();

  RandomMoves(Random random) {
    this.random = random;
    life();
    ailments();
    means();
    turns();
    tables();
    fights();
  }

  Sent next(Party party, TestClient who) {
    boolean isDm = who == party.dan;
    List<Sort> sorts = isDm && random.nextBoolean() ? dms : everybodys;
    Sort sort = sorts.get(random.nextInt(sorts.size()));
    String about = isDm ? figure(party) : random.nextInt(4) > 0 ? own(who) : one(seen(party), "c1");
    JsonObject payload = json(sort.payload.apply(party, about));
    return new Sent(sort.type, WithVersions.fill(party.room, who, sort.type, payload));
  }

  private void any(String type, BiFunction<Party, String, String> payload) {
    everybodys.add(new Sort(type, payload));
  }

  private void dm(String type, BiFunction<Party, String, String> payload) {
    dms.add(new Sort(type, payload));
  }

  // --- Who and what ---

  private String one(List<String> all, String otherwise) {
    return all.isEmpty() ? otherwise : all.get(random.nextInt(all.size()));
  }

  private String oneOf(String... all) {
    return all[random.nextInt(all.length)];
  }

  private static String own(TestClient who) {
    return who.memberId.equals("ann") ? "p1" : "p2";
  }

  private static List<String> seen(Party party) {
    return party.in("all", "fight", "combatants").keys();
  }

  private String encounter(Party party) {
    return one(party.dm("encounters").keys(), "e1");
  }

  private static String active(Party party) {
    String active = party.dm().text("active");
    return active == null ? "e1" : active;
  }

  private String combatant(Party party) {
    return one(party.dm("encounters", active(party), "combatants").keys(), "m1");
  }

  private String figure(Party party) {
    return random.nextInt(3) > 0 ? combatant(party) : oneOf("p1", "p2");
  }

  private static JsonObject vitals(Party party, String id) {
    return id.startsWith("p")
        ? party.dm("characters", id, "vitals")
        : party.dm("encounters", active(party), "combatants", id, "vitals");
  }

  private static long version(Party party, String id) {
    return (long) party.dm("versions").number(id, 0);
  }

  // --- The sorts ---

  private void life() {
    for (int i = 0; i < 5; i++) {
      any(
          "damage",
          (_, id) ->
              "{targets:[{id:'"
                  + id
                  + "', parts:[{amount:"
                  + random.nextInt(16)
                  + ", type:'"
                  + oneOf("fire", "cold", "untyped")
                  + "'}]}], critical:"
                  + random.nextBoolean()
                  + "}");
      any("heal", (_, id) -> "{ids:['" + id + "'], amount:" + random.nextInt(9) + "}");
    }
    dm(
        "damage",
        (party, id) ->
            "{targets:[{id:'"
                + id
                + "'},{id:'"
                + combatant(party)
                + "'}], dice:[{dice:'3d6', type:'fire'}], save:{ability:'dexterity', dc:13}}");
    dm(
        "damage",
        (_, id) ->
            "{targets:[{id:'"
                + id
                + "', parts:[{amount:40}], declined:['dies']}], knocksOut:"
                + random.nextBoolean()
                + "}");
    any("temporary", (_, id) -> "{ids:['" + id + "'], amount:" + random.nextInt(9) + "}");
    any(
        "hp.max",
        (party, id) ->
            "{id:'"
                + id
                + "', max:"
                + (5 + random.nextInt(40))
                + ", version:"
                + version(party, id)
                + "}");
    any("stabilise", (_, id) -> "{id:'" + id + "'}");
    dm("revive", (_, id) -> "{id:'" + id + "', hp:3}");
    dm("decide", (_, id) -> "{targets:[{id:'" + id + "', follows:[{type:'losesHp', amount:1}]}]}");
  }

  private void ailments() {
    for (int i = 0; i < 2; i++) {
      any(
          "condition.begin",
          (party, id) ->
              "{ids:['"
                  + id
                  + "'], condition:'"
                  + oneOf("prone", "poisoned", "stunned", "grappled", "unconscious")
                  + "', source:'"
                  + combatant(party)
                  + "', lasts:"
                  + lasts(party)
                  + "}");
      any(
          "condition.end",
          (party, id) ->
              "{id:'"
                  + id
                  + "', affliction:'"
                  + one(vitals(party, id).object("afflictions").keys(), "prone")
                  + "'}");
    }
    any(
        "condition.begin",
        (_, id) ->
            "{ids:['"
                + id
                + "'], condition:'charmed', lasts:{type:'untilRemoved'},"
                + " save:{ability:'wisdom', dc:12}}");
    any("concentration.begin", (_, id) -> "{id:'" + id + "', effect:'" + oneOf("A", "B") + "'}");
    any("concentration.end", (_, id) -> "{id:'" + id + "'}");
    any(
        "exhaustion",
        (party, id) ->
            "{id:'"
                + id
                + "', level:"
                + random.nextInt(4)
                + ", version:"
                + version(party, id)
                + "}");
  }

  private String lasts(Party party) {
    String whose = combatant(party);
    return oneOf(
        "{type:'untilRemoved'}",
        "{type:'untilStart', whose:'" + whose + "'}",
        "{type:'untilEnd', whose:'" + whose + "'}",
        "{type:'thisTurn'}",
        "{type:'forRounds', rounds:2}",
        "{type:'whileEffectLasts', effect:'A'}",
        "{type:'untilRested'}");
  }

  private void means() {
    any("pool.spend", (party, id) -> "{id:'" + id + "', pool:'" + pool(party, id) + "'}");
    any(
        "pool.set",
        (party, id) ->
            "{id:'"
                + id
                + "', pool:'"
                + oneOf("rage", pool(party, id))
                + "', left:"
                + random.nextInt(4)
                + ", max:4, version:"
                + version(party, id)
                + "}");
    for (int i = 0; i < 2; i++) {
      any("ask.answer", (party, id) -> "{id:'" + id + "', ask:'" + ask(party, id) + "'}");
    }
    dm("ask.drop", (party, id) -> "{id:'" + id + "', ask:'" + ask(party, id) + "'}");
    any("rest.short", (_, id) -> "{id:'" + id + "', dice:[{pool:'d8', rolled:4}]}");
    any("rest.long", (_, id) -> "{ids:['" + id + "']}");
  }

  private String pool(Party party, String id) {
    return one(vitals(party, id).object("pools").keys(), "slot-1");
  }

  private String ask(Party party, String id) {
    return one(vitals(party, id).object("asks").keys(), "death");
  }

  private void turns() {
    for (int i = 0; i < 6; i++) {
      dm(
          "turn.next",
          (party, _) ->
              "{round:" + order(party).round() + ", turn:'" + order(party).activeId() + "'}");
    }
    any("turn.delay", (party, id) -> "{id:'" + id + "', after:'" + combatant(party) + "'}");
    any("turn.ready", (_, id) -> "{id:'" + id + "', readied:" + random.nextBoolean() + "}");
    any("reaction.use", (_, id) -> "{id:'" + id + "', used:" + random.nextBoolean() + "}");
    any("initiative.set", (_, id) -> "{id:'" + id + "', count:" + random.nextInt(25) + "}");
    dm("initiative.roll", (_, _) -> "{group:" + random.nextBoolean() + "}");
    dm(
        "order.move",
        (party, _) -> "{id:'" + combatant(party) + "', index:" + random.nextInt(5) + "}");
    dm("surprise", (party, _) -> "{ids:['" + combatant(party) + "']}");
    dm("lair", (_, _) -> "{inOrder:" + random.nextBoolean() + "}");
  }

  private static TurnOrder order(Party party) {
    JsonObject order = party.dm("encounters", active(party), "order");
    return order.isEmpty() ? TurnOrder.EMPTY : TurnOrderType.INSTANCE.of(order);
  }

  private void tables() {
    dm("rename", (_, _) -> "{name:'" + oneOf("Bridge", "Tower") + "'}");
    dm(
        "options",
        (_, _) ->
            "{monsterHp:'"
                + oneOf("nothing", "bands", "exact")
                + "', playersDamage:'"
                + oneOf("applied", "proposed")
                + "'}");
    dm(
        "note",
        (party, id) ->
            "{about:'"
                + id
                + "', text:'"
                + oneOf("", "a", "b")
                + "', version:"
                + version(party, "note:" + id)
                + "}");
    dm(
        "proposal.accept",
        (party, _) -> "{proposal:'" + one(party.dm("proposals").keys(), "d1") + "'}");
    dm(
        "proposal.drop",
        (party, _) -> "{proposal:'" + one(party.dm("proposals").keys(), "d1") + "'}");
    any(
        "character.edit",
        (party, id) ->
            "{id:'"
                + id
                + "', version:"
                + version(party, id)
                + ", name:'"
                + oneOf("Al", "Bo")
                + "', sheet:{hpMax:"
                + (20 + random.nextInt(9))
                + "}}");
    dm("character.create", (_, _) -> "{name:'New', sheet:{hpMax:9}}");
  }

  private void fights() {
    dm("encounter.create", (_, _) -> "{name:'" + oneOf("Cave", "Hall") + "'}");
    dm(
        "encounter.edit",
        (party, _) -> {
          String id = encounter(party);
          return "{encounter:'"
              + id
              + "', version:"
              + version(party, id)
              + ", inLair:"
              + random.nextBoolean()
              + "}";
        });
    dm("encounter.duplicate", (party, _) -> "{encounter:'" + encounter(party) + "'}");
    dm("encounter.activate", (party, _) -> "{encounter:'" + encounter(party) + "'}");
    dm("encounter.activate", (_, _) -> "{encounter:'e1'}");
    dm(
        "encounter.delete",
        (party, _) -> "{encounter:'" + (random.nextInt(4) == 0 ? encounter(party) : "e99") + "'}");
    dm("encounter.finish", (_, _) -> "{}");
    dm(
        "combatant.add",
        (_, _) ->
            "{custom:{name:'Imp', hp:8}, count:"
                + (1 + random.nextInt(2))
                + ", hidden:'"
                + oneOf("nothing", "unknown")
                + "'}");
    dm("combatant.add", (party, _) -> "{encounter:'" + encounter(party) + "', character:'p1'}");
    dm("combatant.remove", (party, _) -> "{ids:['" + combatant(party) + "']}");
    for (int i = 0; i < 2; i++) {
      dm(
          "combatant.hide",
          (party, _) ->
              "{ids:['" + combatant(party) + "'], as:'" + oneOf("nothing", "unknown") + "'}");
      dm("combatant.reveal", (party, _) -> "{ids:['" + combatant(party) + "']}");
    }
    dm(
        "combatant.alias",
        (party, _) -> "{id:'" + combatant(party) + "', alias:'" + oneOf("Thing", "Shape") + "'}");
    dm(
        "combatant.edit",
        (party, _) -> {
          String id = combatant(party);
          return "{id:'"
              + id
              + "', version:"
              + version(party, id)
              + ", armorClass:"
              + random.nextInt(20)
              + "}";
        });
  }
}
