package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.kinds.campaign.rules.TurnOrder;
import dev.roomkeeper.kinds.campaign.rules.TurnOrderType;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestJson;
import dev.roomkeeper.testing.TestRoom;
import java.util.List;

/** A campaign of a DM, dan, and two players with a character each: ann's is p1, bob's is p2. */
final class Party {
  final TestRoom room;
  TestClient dan;
  TestClient ann;
  TestClient bob;

  Party() {
    this("{edition:'2024'}");
  }

  Party(String options) {
    room = new TestRoom(new Campaign(), options, 1);
    dan = room.join("dan");
    ann = room.join("ann");
    bob = room.join("bob");
    ann.does(
        "character.create",
        "{name:'Aria', sheet:{hpMax:30, bonus:3, dexterity:16, constitution:2,"
            + " constitutionSave:2, classes:[{of:'cleric', level:5}]}}");
    bob.does("character.create", "{name:'Bran', sheet:{hpMax:20, classes:[]}}");
  }

  /** A fight against goblins m1, m2 and an ogre m3, in the order Aria, m1, m3, Bran, m2. */
  Party fighting() {
    dan.does("encounter.create", "{name:'Bridge'}");
    dan.does(
        "combatant.add", "{encounter:'e1', custom:{name:'Goblin', hp:10, dexterity:14}, count:2}");
    dan.does("combatant.add", "{encounter:'e1', custom:{name:'Ogre', hp:60, armorClass:11}}");
    dan.does("combatant.add", "{encounter:'e1', character:'p1'}");
    dan.does("combatant.add", "{encounter:'e1', character:'p2'}");
    does(dan, "encounter.activate", "{encounter:'e1'}");
    does(ann, "initiative.set", "{id:'p1', count:20}");
    does(dan, "initiative.set", "{id:'m1', count:18}");
    does(dan, "initiative.set", "{id:'m3', count:15}");
    does(bob, "initiative.set", "{id:'p2', count:12}");
    does(dan, "initiative.set", "{id:'m2', count:5}");
    return this;
  }

  /** In the layer as the room has it: cheaper than a client's view. */
  JsonObject in(String layer, String... path) {
    return room.layers().object(layer).object(List.of(path));
  }

  JsonObject dm(String... path) {
    return in("role:dm", path);
  }

  /** A command with the versions that its sender sees. It must succeed. */
  void does(TestClient who, String type, String payload) {
    who.does(type, filled(who, type, payload));
  }

  /** A command with the versions that its sender sees. It must be refused. */
  String refused(TestClient who, Code code, String type, String payload) {
    return who.refused(code, type, filled(who, type, payload));
  }

  private JsonObject filled(TestClient who, String type, String payload) {
    return WithVersions.fill(room, who, type, TestJson.json(payload));
  }

  /** On to the next turn, whoever's it is now. */
  void next() {
    dan.does("turn.next", "{round:" + order().round() + ", turn:'" + turn() + "'}");
  }

  TurnOrder order() {
    return TurnOrderType.INSTANCE.of(dan.at("encounters", "e1", "order"));
  }

  String turn() {
    return order().activeId();
  }

  JsonObject monster(String id) {
    return dan.at("encounters", "e1", "combatants", id);
  }

  int hp(String id) {
    JsonObject vitals =
        id.startsWith("p") ? dan.at("characters", id, "vitals") : monster(id).object("vitals");
    return (int) vitals.object("hp").number("now", -1);
  }

  void hit(String id, int amount) {
    dan.does("damage", "{targets:[{id:'" + id + "', parts:[{amount:" + amount + "}]}]}");
  }
}
