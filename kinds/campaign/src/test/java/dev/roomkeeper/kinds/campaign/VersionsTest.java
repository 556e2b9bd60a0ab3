package dev.roomkeeper.kinds.campaign;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.testing.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * C12: what sets something carries what its sender saw. Each command of the kind either is one of
 * these, or does not conflict for a reason that stands here.
 */
final class VersionsTest {
  /** A command that sets something. */
  record Setting(
      String type,
      String payload,
      Function<Party, TestClient> by,
      Consumer<Party> meanwhile,
      String present) {
    @Override
    public String toString() {
      return type + " " + payload;
    }
  }

  private static Setting dm(
      String type, String payload, Consumer<Party> meanwhile, String present) {
    return new Setting(type, payload, party -> party.dan, meanwhile, present);
  }

  private static Setting player(
      String type, String payload, Consumer<Party> meanwhile, String present) {
    return new Setting(type, payload, party -> party.ann, meanwhile, present);
  }

  private static Consumer<Party> does(String type, String payload) {
    return party -> party.does(party.dan, type, payload);
  }

  /** In a fight where it is Aria's turn, and "Cave" (e2) is prepared with an orc (m4) and Aria. */
  static List<Setting> settings() {
    return List.of(
        dm("rename", "{name:'One'}", does("rename", "{name:'Other'}"), "\"Other\""),
        dm("options", "{partyHp:'bands'}", does("options", "{monsterHp:'exact'}"), "show as exact"),
        dm("note", "{about:'m1', text:'a'}", does("note", "{about:'m1', text:'b'}"), "\"b\""),
        dm(
            "seat.give",
            "{member:'bob', seat:'player'}",
            does("seat.give", "{member:'bob', seat:'dm'}"),
            "bob is a DM"),
        dm(
            "character.edit",
            "{id:'p1', name:'A'}",
            does("character.edit", "{id:'p1', name:'B'}"),
            "\"B\""),
        player(
            "character.edit",
            "{id:'p1', name:'A'}",
            does("character.edit", "{id:'p1', name:'B'}"),
            "\"B\""),
        dm(
            "encounter.edit",
            "{encounter:'e2', name:'A'}",
            does("encounter.edit", "{encounter:'e2', name:'B'}"),
            "\"B\""),
        dm(
            "combatant.edit",
            "{id:'m1', name:'A'}",
            does("combatant.edit", "{id:'m1', name:'B'}"),
            "\"B\""),
        dm(
            "combatant.hide",
            "{ids:['m2','m1']}",
            does("combatant.hide", "{ids:['m1'], as:'unknown'}"),
            "Goblin shows as a ?"),
        dm(
            "combatant.hide",
            "{encounter:'e2', ids:['p1']}",
            does("combatant.hide", "{encounter:'e2', ids:['p1']}"),
            "Aria is hidden"),
        dm(
            "combatant.reveal",
            "{ids:['m1']}",
            does("combatant.reveal", "{ids:['m1']}")
                .andThen(does("combatant.hide", "{ids:['m1']}")),
            "Goblin is hidden"),
        dm(
            "combatant.alias",
            "{id:'m1', alias:'A'}",
            does("combatant.alias", "{id:'m1', alias:'B'}"),
            "\"B\" for players"),
        dm(
            "initiative.set",
            "{id:'m1', count:7}",
            does("initiative.set", "{id:'m1', count:9}"),
            "Goblin has initiative 9"),
        dm(
            "initiative.set",
            "{id:'p1', count:7}",
            does("initiative.set", "{id:'p1', count:9}"),
            "Aria has initiative 9"),
        player(
            "initiative.set",
            "{id:'p1', count:7}",
            does("initiative.set", "{id:'p1', count:9}"),
            "Aria has initiative 9"),
        dm(
            "order.move",
            "{id:'m2', index:0}",
            does("order.move", "{id:'p2', index:0}"),
            "Bran, Aria, Goblin, Ogre, Goblin 2"),
        dm("turn.next", "{}", does("turn.next", "{}"), "round 1"),
        dm("turn.back", "{}", does("turn.next", "{}"), "round 1"),
        player(
            "turn.delay",
            "{id:'p1', after:'c1'}",
            party -> {
              for (int i = 0; i < 5; i++) {
                party.next();
              }
            },
            "round 2"),
        player("turn.ready", "{id:'p1'}", does("turn.ready", "{id:'p1'}"), "Aria has readied"),
        dm("turn.ready", "{id:'m1'}", does("turn.ready", "{id:'m1'}"), "Goblin has readied"),
        player(
            "reaction.use",
            "{id:'p1'}",
            does("reaction.use", "{id:'p1'}"),
            "Aria used the reaction"),
        dm(
            "reaction.use",
            "{id:'p1'}",
            does("reaction.use", "{id:'p1'}"),
            "Aria used the reaction"),
        dm("surprise", "{ids:['m1']}", does("surprise", "{ids:['m1']}"), "Goblin is surprised"),
        dm("surprise", "{ids:['p1']}", does("surprise", "{ids:['p1']}"), "Aria is surprised"),
        dm("lair", "{}", does("lair", "{}"), "the lair, Goblin, Ogre"),
        dm("hp.max", "{id:'m1', max:12}", does("hp.max", "{id:'m1', max:14}"), "14 hit points"),
        player("hp.max", "{id:'p1', max:12}", does("hp.max", "{id:'p1', max:14}"), "14 hit points"),
        player(
            "exhaustion",
            "{id:'p1', level:1}",
            does("exhaustion", "{id:'p1', level:2}"),
            "exhausted 2"),
        player(
            "pool.set",
            "{id:'p1', pool:'d8', left:1}",
            does("pool.set", "{id:'p1', pool:'d8', left:2}"),
            "2 of 5"),
        dm(
            "decide",
            "{targets:[{id:'m1', follows:[{type:'losesHp', amount:1}]}]}",
            party -> party.hit("m1", 3),
            "Goblin has 7 of 10 hit points"),
        dm(
            "encounter.activate",
            "{encounter:'e2'}",
            does("encounter.finish", "{}"),
            "no encounter is active"),
        dm(
            "encounter.finish",
            "{}",
            does("encounter.activate", "{encounter:'e2'}"),
            "\"Cave\" is active now"));
  }

  /** The others, and why they overwrite nothing that their sender did not see. */
  private static final Map<String, String> NEVER = new TreeMap<>();

  static {
    why(
        "what happens to somebody adds up, in whatever order it comes",
        "damage",
        "heal",
        "condition.begin",
        "pool.spend",
        "rest.short",
        "rest.long");
    why("the greater number of two stays", "temporary");
    why("does something only to who is dying, or dead", "stabilise", "revive");
    why("a spell that is cast ends the one before by rule", "concentration.begin");
    why("whoever asks for it twice gets the same", "concentration.end", "player.admit");
    why(
        "names one thing that is gone when it is done",
        "condition.end",
        "ask.answer",
        "ask.drop",
        "proposal.accept",
        "proposal.drop",
        "link.revoke",
        "combatant.remove",
        "character.retire",
        "encounter.delete",
        "player.remove");
    why(
        "makes something new",
        "character.create",
        "encounter.create",
        "encounter.duplicate",
        "combatant.add",
        "link.make",
        "roll");
    why("gives to those who have none; who is named throws once more", "initiative.roll");
    why("compares what it would change by itself", "undo", "undo.to", "redo");
  }

  private static void why(String reason, String... types) {
    for (String type : types) {
      NEVER.put(type, reason);
    }
  }

  private static Party party() {
    Party party = new Party("{edition:'2014'}").fighting();
    party.dan.does("encounter.create", "{name:'Cave'}");
    party.dan.does("combatant.add", "{encounter:'e2', custom:{name:'Orc', hp:15}}");
    party.dan.does("combatant.add", "{encounter:'e2', character:'p1'}");
    party.next();
    return party;
  }

  private static JsonObject filled(Party party, Setting setting) {
    return WithVersions.fill(
        party.room, setting.by.apply(party), setting.type, json(setting.payload));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void C12_what_sets_something_is_refused_where_its_sender_saw_something_else(Setting setting) {
    Party party = party();
    TestClient who = setting.by.apply(party);
    JsonObject stale = filled(party, setting);
    setting.meanwhile.accept(party);

    assertThat(who.refused(Code.CONFLICT, setting.type, stale)).contains(setting.present);

    if (!setting.type.equals("encounter.finish")) {
      assertThat(who.send(setting.type, filled(party, setting))).isInstanceOf(Answer.Ack.class);
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void C12_what_sets_something_says_what_its_sender_saw(Setting setting) {
    Party party = party();
    JsonObject payload = json(setting.payload);
    if (payload.get("ids") instanceof Json.Arr(var ids)) {
      List<Json> targets = ids.stream().<Json>map(id -> JsonObject.of("id", id)).toList();
      payload = payload.without("ids").with("targets", new Json.Arr(targets));
    }

    Answer answer = setting.by.apply(party).send(setting.type, payload);

    assertThat(answer).isInstanceOf(Answer.Reject.class);
    assertThat(((Answer.Reject) answer).code()).isIn(Code.BAD_REQUEST, Code.CONFLICT);
  }

  @Test
  void C12_every_command_sets_something_or_does_not_conflict() {
    TreeSet<String> known = new TreeSet<>(NEVER.keySet());
    settings().forEach(setting -> known.add(setting.type));
    assertThat(known).isEqualTo(names());
    settings().forEach(setting -> assertThat(NEVER).doesNotContainKey(setting.type));
  }

  private static Set<String> names() {
    TreeSet<String> names = new TreeSet<>();
    new Campaign().commands().describe().forEach(each -> names.add(each.name()));
    return names;
  }

  /** The first column: `turn.next`, `.back` and so on. */
  @Test
  void the_page_on_campaigns_lists_every_command() throws IOException {
    TreeSet<String> listed = new TreeSet<>();
    String page = Files.readString(Path.of("../../docs/campaign.md"));
    String table =
        page.substring(page.indexOf("| Command | Payload |"), page.indexOf("`lasts` is one of"));
    for (String line : table.lines().filter(each -> each.startsWith("|")).toList()) {
      String first = line.split("\\|", 3)[1];
      String family = "";
      for (Matcher name = Pattern.compile("`([^`]+)`").matcher(first); name.find(); ) {
        String called = name.group(1);
        listed.add(called.startsWith(".") ? family + called : called);
        family = called.startsWith(".") ? family : called.replaceFirst("\\..*", "");
      }
    }
    assertThat(listed).isEqualTo(names());
  }

  // --- A version tells nothing of what is hidden ---

  @Test
  void C6_a_players_version_of_a_place_counts_what_the_player_is_told_of() {
    Party party = party();
    JsonObject before = party.ann.view();

    party.does(party.dan, "surprise", "{ids:['p1']}");
    party.does(party.dan, "combatant.hide", "{encounter:'e2', ids:['p1']}");
    party.does(party.dan, "surprise", "{encounter:'e2', ids:['p1','m4']}");
    party.does(party.dan, "initiative.set", "{id:'m2', count:6}");
    assertThat(party.ann.view()).isEqualTo(before);

    party.does(party.dan, "reaction.use", "{id:'p1'}");
    assertThat(party.ann.at("own", "p1", "place").number("version", 0))
        .isEqualTo(before.object(List.of("own", "p1", "place")).number("version", 0) + 1);
  }

  @Test
  void C6_a_player_whose_character_is_hidden_has_no_place_in_the_fight() {
    Party with = party();
    with.does(with.dan, "combatant.hide", "{ids:['p1']}");
    Party without = party();
    without.dan.does("combatant.remove", "{ids:['p1']}");

    for (Party party : List.of(with, without)) {
      assertThat(party.ann.at("own", "p1").has("place")).isFalse();
      for (String type : List.of("turn.ready", "reaction.use", "initiative.set")) {
        String count = type.equals("initiative.set") ? ", count:3" : "";
        String payload = "{id:'p1', version:0" + count + "}";
        assertThat(party.ann.refused(Code.CONFLICT, type, payload))
            .isEqualTo("no encounter is active");
      }
    }
  }

  @Test
  void a_player_sees_the_initiative_that_the_dm_gave() {
    Party party = party();
    party.does(party.dan, "initiative.set", "{id:'p1', count:13}");
    assertThat(party.ann.at("own", "p1", "place").number("initiative", 0)).isEqualTo(13);
    party.does(party.dan, "encounter.finish", "{}");
    assertThat(party.ann.at("own", "p1").has("place")).isFalse();
  }

  @Test
  void versions_go_with_what_they_are_of() {
    Party party = party();
    party.does(party.dan, "encounter.finish", "{}");
    party.dan.does("encounter.delete", "{encounter:'e1'}");
    party.dan.does("encounter.delete", "{encounter:'e2'}");

    assertThat(party.dan.at("versions").keys()).containsExactly("p1", "p2");
  }
}
