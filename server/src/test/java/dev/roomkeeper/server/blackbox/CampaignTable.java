package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A campaign at a server: a DM, a second DM at another screen, and players at their phones. */
final class CampaignTable {
  private static final String CAMPAIGNS = "/api/v1/campaigns";

  final String id;
  final RoomClient dan;
  final RoomClient dora;
  final List<RoomClient> players = new ArrayList<>();

  /** All bytes that came to a player's socket. */
  final Map<RoomClient, ByteArrayOutputStream> received = new LinkedHashMap<>();

  private Site site;

  /** Sits down, and begins a fight of the players against a goblin, an ogre, and what is hidden. */
  CampaignTable(Site site, int port, int playerCount, String mark) throws IOException {
    this.site = site;
    Site.Guest dm = site.guest("Dan");
    Site.Reply made =
        site.call(
            "POST", CAMPAIGNS, bearer(dm), Js.empty().put("name", "Bridge of Teeth").toString());
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    id = made.json().path("id").asString();
    dan = new RoomClient(dm, id).join(port);
    String secret =
        site.call("POST", CAMPAIGNS + "/" + id + "/links", bearer(dm), "{\"uses\":100}")
            .json()
            .path("secret")
            .asString();
    dora = comes("Dora", secret, port, new ByteArrayOutputStream());
    does(dan, "seat.give", "{member:'" + dora.userId() + "', seat:'dm', version:0}");
    for (int i = 0; i < playerCount; i++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      RoomClient player = comes("Player " + i, secret, port, bytes);
      received.put(player, bytes);
      players.add(player);
      does(player, "character.create", "{name:'Hero " + i + "', sheet:{hpMax:60}}");
    }
    fight(mark);
  }

  private RoomClient comes(String name, String secret, int port, ByteArrayOutputStream bytes)
      throws IOException {
    Site.Guest guest = site.guest(name);
    String body = Js.empty().put("secret", secret).toString();
    Site.Reply joined = site.call("POST", CAMPAIGNS + "/" + id + "/join", bearer(guest), body);
    assertThat(joined.status()).as(joined.body()).isEqualTo(200);
    return new RoomClient(guest, id, bytes).join(port);
  }

  private void fight(String mark) {
    does(dan, "encounter.create", "{name:'" + mark + "-encounter'}");
    add("custom:{name:'Goblin', hp:100}, count:2");
    add("custom:{name:'" + mark + "-hidden', hp:7777}, hidden:'nothing'");
    add("custom:{name:'" + mark + "-shape', hp:7777}, hidden:'unknown'");
    add("custom:{name:'" + mark + "-true', hp:7777}");
    long version = dan.at("role:dm", "versions", "m5").asLong();
    does(
        dan,
        "combatant.alias",
        "{encounter:'e1', id:'m5', alias:'The Count', version:" + version + "}");
    for (int i = 1; i <= players.size(); i++) {
      add("character:'p" + i + "'");
    }
    does(dan, "encounter.activate", "{encounter:'e1'}");
    does(dan, "initiative.roll", "{}");
    does(dan, "turn.next", "{round:0, turn:''}");
  }

  private void add(String whom) {
    does(dan, "combatant.add", "{encounter:'e1', " + whom + "}");
  }

  static String bearer(Site.Guest guest) {
    return "Bearer " + guest.token();
  }

  void moveTo(Site other) {
    site = other;
  }

  static RoomClient.Told ask(RoomClient who, String type, String payload) {
    return who.ask(type, Js.object(payload));
  }

  static void does(RoomClient who, String type, String payload) {
    RoomClient.Told told = ask(who, type, payload);
    assertThat(told.isAck()).as(type + " " + told.frame()).isTrue();
  }

  /** Says what is over HTTP, as this member may know it. */
  JsonNode shown(RoomClient who) {
    Site.Reply reply = site.get(CAMPAIGNS + "/" + id, who.guest.token());
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  /** All that HTTP answers to this member about the campaign, and what it refuses. */
  String everything(RoomClient who) {
    StringBuilder all = new StringBuilder();
    for (String path : List.of("", "/moves", "/moves?log=mine", "/export", "?as=" + dan.userId())) {
      all.append(site.get(CAMPAIGNS + "/" + id + path, who.guest.token()).everything());
    }
    for (String path :
        List.of(CAMPAIGNS, "/api/v1/characters", "/api/v1/rooms", "/api/v1/rooms/" + id)) {
      all.append(site.get(path, who.guest.token()).everything());
    }
    for (String body :
        List.of(
            "{\"type\":\"encounter.finish\"}",
            "{\"type\":\"undo\",\"payload\":{\"number\":3}}",
            "{\"type\":\"heal\",\"payload\":{\"ids\":[\"m3\"],\"amount\":1}}")) {
      all.append(
          site.call("POST", CAMPAIGNS + "/" + id + "/commands", bearer(who.guest), body)
              .everything());
    }
    return all.toString();
  }

  String received(RoomClient player) {
    ByteArrayOutputStream bytes = received.get(player);
    return bytes == null ? "" : bytes.toString(StandardCharsets.UTF_8);
  }

  // --- What the DM sees ---

  static JsonNode order(RoomClient dm) {
    return dm.at("role:dm", "encounters", "e1", "order");
  }

  static String turn(RoomClient dm) {
    int active = order(dm).path("active").asInt(-1);
    return active < 0 ? "" : order(dm).path("places").get(active).path("id").asString();
  }

  /** The command that goes on from the turn that this DM sees. */
  static ObjectNode next(RoomClient dm) {
    return Js.empty().put("round", order(dm).path("round").asInt()).put("turn", turn(dm));
  }

  static int hp(RoomClient dm, String combatant) {
    return dm.at("role:dm", "encounters", "e1", "combatants", combatant, "vitals", "hp", "now")
        .asInt();
  }
}
