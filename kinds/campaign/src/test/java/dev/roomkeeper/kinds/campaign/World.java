package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestJson;
import dev.roomkeeper.testing.TestRoom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An evening that is played in two worlds: what the DM keeps secret is in one of them alone. */
final class World {
  final TestRoom room;
  final TestClient dan;
  final TestClient ann;
  final TestClient bob;
  private final boolean hasSecrets;
  private final Random secrets;
  private final TreeMap<String, String> ids = new TreeMap<>();
  private final List<String> hidden = new ArrayList<>();

  World(String edition, boolean hasSecrets, long seed) {
    this.hasSecrets = hasSecrets;
    secrets = new Random(seed);
    room = new TestRoom(new Campaign(), "{edition:'" + edition + "'}", 1);
    dan = room.join("dan");
    ann = room.join("ann");
    bob = room.join("bob");
    ann.does(
        "character.create", "{name:'Aria', sheet:{hpMax:300, classes:[{of:'cleric', level:9}]}}");
    secretly();
    bob.does("character.create", "{name:'Bran', sheet:{hpMax:200}}");
    dan.does("encounter.create", "{name:'" + (hasSecrets ? "Ambush" : "Feast") + "'}");
    secretly();
    ids.put("p1", "p1");
    ids.put("p2", "p2");
    dan.does("combatant.add", "{encounter:'e1', character:'p1'}");
    dan.does("combatant.add", "{encounter:'e1', character:'p2'}");
    add("count", hasSecrets ? "Strahd" : "Farmer", "");
    does(dan, "combatant.alias", "{encounter:'e1', id:'" + id("count") + "', alias:'The Count'}");
    add("shape", hasSecrets ? "Ghoul" : "Cow", ", hidden:'unknown'");
    for (int i = 1; i <= 9; i++) {
      if (hasSecrets && i % 3 == 0) {
        addHidden();
      }
      add("goblin" + i, "Goblin", "");
    }
    does(dan, "options", "{playersDamage:'applied', partyHp:'exact'}");
    does(dan, "encounter.activate", "{encounter:'e1'}");
    int count = 40;
    for (String label : List.of("p1", "goblin1", "count", "p2", "shape", "goblin2", "goblin9")) {
      does(dan, "initiative.set", "{id:'" + id(label) + "', count:" + count + "}");
      count -= 4;
    }
    for (String id : hidden) {
      does(dan, "initiative.set", "{id:'" + id + "', count:" + (14 + secrets.nextInt(26)) + "}");
    }
    if (hasSecrets && edition.equals("2014")) {
      does(dan, "lair", "{}");
    }
  }

  /** A command with the versions that its sender sees. It must succeed. */
  void does(TestClient who, String type, String payload) {
    who.does(type, WithVersions.fill(room, who, type, TestJson.json(payload)));
  }

  /** The same; it may be refused. */
  void sends(TestClient who, String type, String payload) {
    who.send(type, WithVersions.fill(room, who, type, TestJson.json(payload)));
  }

  String id(String label) {
    return Objects.requireNonNull(ids.get(label), label);
  }

  private JsonObject combatants() {
    return room.layers().object("role:dm").object(List.of("encounters", "e1", "combatants"));
  }

  private String added(String payload) {
    Set<String> before = new TreeSet<>(combatants().keys());
    dan.does("combatant.add", payload);
    Set<String> after = new TreeSet<>(combatants().keys());
    after.removeAll(before);
    return after.iterator().next();
  }

  private void add(String label, String name, String more) {
    ids.put(label, added("{encounter:'e1', custom:{name:'" + name + "', hp:1000}" + more + "}"));
  }

  private void addHidden() {
    hidden.add(added("{encounter:'e1', custom:{name:'Goblin', hp:77}, hidden:'nothing'}"));
  }

  /** What the DM does that no player may notice. */
  void secretly() {
    if (!hasSecrets) {
      return;
    }
    String one = hidden.isEmpty() ? "" : hidden.get(secrets.nextInt(hidden.size()));
    switch (secrets.nextInt(8)) {
      case 0 -> dan.does("note", "{about:'x" + secrets.nextInt() + "', text:'secret', version:0}");
      case 1 -> prepare();
      case 2 -> dan.does("roll", "{dice:'2d6', secret:true}");
      case 3 -> dan.send("damage", "{targets:[{id:'" + one + "', parts:[{amount:9}]}]}");
      case 4 -> dan.send("condition.begin", "{ids:['" + one + "'], condition:'prone'}");
      case 5 -> dan.send("concentration.begin", "{id:'" + one + "', effect:'Gloom'}");
      case 6 -> {
        dan.does("encounter.create", "{name:'Never'}");
        dan.does("undo", "{number:" + newest() + "}");
      }
      default -> wound();
    }
  }

  /** An encounter for later; its preview and its difficulty are the DM's alone. */
  private void prepare() {
    dan.does("encounter.create", "{name:'Later'}");
    String later =
        room.layers().object("role:dm").object("encounters").keys().stream()
            .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
            .orElseThrow();
    dan.send("combatant.add", "{encounter:'" + later + "', custom:{name:'Strahd', hp:9}, count:2}");
    dan.send("combatant.add", "{encounter:'" + later + "', character:'p1'}");
  }

  long newest() {
    return Long.parseLong(room.layers().object("role:dm").object("moves").keys().getLast());
  }

  /** One hit point more or less, where the band stays what it is. */
  private void wound() {
    for (String label : List.of("goblin1", "goblin2")) {
      String id = ids.get(label);
      double now =
          id == null ? 0 : combatants().object(List.of(id, "vitals", "hp")).number("now", 0);
      if (now % 100 == 0 && now > 0 && now < 1000 && now != 500) {
        dan.does("damage", "{targets:[{id:'" + id + "', parts:[{amount:1}]}]}");
      }
    }
  }

  private JsonObject fight() {
    return room.layers().object("all").object("fight");
  }

  private String turn() {
    return fight().number("round", 0) + fight().text("turn");
  }

  /** On to the next turn that players see. */
  void next() {
    String before = turn();
    for (int i = 0; i < 40 && turn().equals(before); i++) {
      JsonObject order =
          room.layers().object("role:dm").object(List.of("encounters", "e1", "order"));
      int active = (int) order.number("active", -1);
      String who =
          active < 0
              ? ""
              : ((JsonObject)
                      ((Json.Arr) Objects.requireNonNull(order.get("places"))).items().get(active))
                  .text("id");
      dan.does("turn.next", "{round:" + (int) order.number("round", 0) + ", turn:'" + who + "'}");
      if (turn().equals(before)) {
        secretly();
      }
    }
  }

  /** All that a player was sent since, less times and the versions of the room. */
  static String told(TestClient player) {
    return player
        .takeInbox()
        .replaceAll("\"(at|sinceMillis)\":[0-9.E+]+", "\"$1\":0")
        .replaceAll("version=\\d+", "version=0");
  }
}
