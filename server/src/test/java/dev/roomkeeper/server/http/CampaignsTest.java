package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Campaigns over HTTP alone: an encounter can be run without a socket. */
@Timeout(120)
final class CampaignsTest {
  private static final String CAMPAIGNS = "/api/v1/campaigns";
  private static final String CREATURES = "/api/v1/creatures";

  @TempDir static Path data;
  static TestServer server;
  static User dan;
  static User ann;
  static User eve;

  @BeforeAll
  static void start() {
    server = TestServer.start(data, TestServer.OPEN);
    dan = server.guest("Dan");
    ann = server.guest("Ann");
    eve = Site.user(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String campaign(User dm, String name) {
    HttpResponse<String> made = server.post(CAMPAIGNS, dm, Js.empty().put("name", name).toString());
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return Js.object(made.body()).path("id").asString();
  }

  private static HttpResponse<String> send(User user, String id, String type, String payload) {
    ObjectNode body = Js.empty().put("type", type);
    body.set("payload", Js.object(payload));
    return server.post(CAMPAIGNS + "/" + id + "/commands", user, body.toString());
  }

  private static void does(User user, String id, String type, String payload) {
    HttpResponse<String> answer = send(user, id, type, payload);
    assertThat(answer.statusCode()).as(type + " " + answer.body()).isEqualTo(200);
  }

  private static void refused(int status, User user, String id, String type, String payload) {
    HttpResponse<String> answer = send(user, id, type, payload);
    assertThat(answer.statusCode()).as(type + " " + answer.body()).isEqualTo(status);
  }

  private static ObjectNode show(User user, String id) {
    return Site.ok(server.get(CAMPAIGNS + "/" + id, user));
  }

  private static String link(User dm, String id) {
    HttpResponse<String> made = server.post(CAMPAIGNS + "/" + id + "/links", dm, "{\"uses\":1}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return Js.object(made.body()).path("secret").asString();
  }

  private static HttpResponse<String> join(User user, String id, String secret) {
    String body = Js.empty().put("secret", secret).toString();
    return server.post(CAMPAIGNS + "/" + id + "/join", user, body);
  }

  /** As the DM has it. */
  private static JsonNode combatant(String id, String combatant) {
    return show(dan, id).path("encounters").path("e1").path("combatants").path(combatant);
  }

  private static int hp(String id, String combatant) {
    return combatant(id, combatant).path("vitals").path("hp").path("now").asInt();
  }

  @Test
  void an_encounter_is_run_over_http_alone() {
    String id = campaign(dan, "Bridge of Teeth");
    Site.ok(join(ann, id, link(dan, id)));
    does(ann, id, "character.create", "{name:'Aria', sheet:{hpMax:30}}");
    does(dan, id, "encounter.create", "{name:'Bridge'}");
    does(
        dan,
        id,
        "combatant.add",
        "{encounter:'e1', bestiary:'goblin-warrior', count:2, hidden:'nothing'}");
    does(dan, id, "combatant.add", "{encounter:'e1', character:'p1'}");
    does(dan, id, "encounter.activate", "{encounter:'e1'}");
    String place = show(ann, id).path("own").path("p1").path("place").path("version").asString();
    does(ann, id, "initiative.set", "{id:'p1', count:30, version:" + place + "}");
    refused(409, ann, id, "initiative.set", "{id:'p1', count:31, version:" + place + "}");
    does(dan, id, "initiative.roll", "{}");
    does(dan, id, "turn.next", "{round:0, turn:''}");
    refused(409, dan, id, "turn.next", "{round:0, turn:''}");

    assertThat(show(ann, id).path("fight").path("turn").asString()).isEqualTo("p1");
    assertThat(show(ann, id).toString()).doesNotContain("Goblin");
    int version = show(dan, id).path("versions").path("m1").asInt();
    does(dan, id, "combatant.reveal", "{targets:[{id:'m1', version:" + version + "}]}");
    assertThat(show(ann, id).path("fight").path("combatants").propertyNames())
        .containsExactlyInAnyOrder("c1", "p1");
    int whole = hp(id, "m1");
    does(dan, id, "damage", "{targets:[{id:'m1', parts:[{amount:3, type:'fire'}]}]}");
    assertThat(hp(id, "m1")).isEqualTo(whole - 3);
    does(dan, id, "undo", "{}");
    assertThat(hp(id, "m1")).isEqualTo(whole);
    does(dan, id, "redo", "{}");
    assertThat(hp(id, "m1")).isEqualTo(whole - 3);
    does(ann, id, "damage", "{targets:[{id:'c1', parts:[{amount:2}]}]}");
    does(dan, id, "proposal.accept", "{proposal:'d1'}");
    assertThat(hp(id, "m1")).isEqualTo(whole - 5);
    does(dan, id, "encounter.finish", "{encounter:'e1'}");

    assertThat(show(ann, id).has("fight")).isFalse();
    refused(403, ann, id, "encounter.activate", "{encounter:'e1'}");
    refused(400, dan, id, "encounter.activate", "{encounter:7}");
    refused(400, dan, id, "no.such", "{}");
    refused(400, dan, id, "sit", "{name:'x', creator:true}");
    refused(404, eve, id, "encounter.finish", "{encounter:'e1'}");
    assertThat(server.get(CAMPAIGNS + "/" + id, eve).statusCode()).isEqualTo(404);
  }

  /** As the player has it, who never came by a socket, or has just left it. */
  private static JsonNode ownHp(User user, String id) {
    return show(user, id).path("own").path("p1").path("hp").path("now");
  }

  @Test
  void a_player_sees_the_own_character_in_the_room_and_out_of_it() {
    String id = campaign(dan, "Phones off");
    Site.ok(join(ann, id, link(dan, id)));
    does(ann, id, "character.create", "{name:'Aria', sheet:{hpMax:30}}");
    assertThat(ownHp(ann, id).asInt()).isEqualTo(30);
    does(dan, id, "damage", "{targets:[{id:'p1', parts:[{amount:3}]}]}");
    assertThat(ownHp(ann, id).asInt()).isEqualTo(27);
    try (TestClient here = TestClient.join(server, ann, id)) {
      does(dan, id, "damage", "{targets:[{id:'p1', parts:[{amount:4}]}]}");
      assertThat(ownHp(ann, id).asInt()).isEqualTo(23);
      assertThat(here.isOpen()).isTrue();
    }
    does(dan, id, "undo", "{}");
    assertThat(ownHp(ann, id).asInt()).isEqualTo(27);
    User bob = server.guest("Bob");
    Site.ok(join(bob, id, link(dan, id)));
    assertThat(show(bob, id).path("own")).as("nobody else's").isEmpty();
    does(ann, id, "character.retire", "{id:'p1'}");
    assertThat(show(ann, id).path("own")).isEmpty();
  }

  @Test
  void its_moves_are_paged_and_players_read_their_own_log() {
    String id = campaign(dan, "Log");
    Site.ok(join(ann, id, link(dan, id)));
    does(dan, id, "note", "{about:'secret', text:'xyzzy', version:0}");
    does(ann, id, "character.create", "{name:'Aria', sheet:{hpMax:30}}");
    does(dan, id, "damage", "{targets:[{id:'p1', parts:[{amount:3}]}]}");
    does(dan, id, "undo", "{}");

    ObjectNode page = Site.ok(server.get(CAMPAIGNS + "/" + id + "/moves?limit=2", dan));
    assertThat(page.path("moves").get(0).path("command").asString()).isEqualTo("damage");
    assertThat(page.path("moves").get(0).has("undoneBy")).isTrue();
    assertThat(page.path("more").asBoolean()).isTrue();
    long before = page.path("moves").get(1).path("number").asLong();
    ObjectNode rest =
        Site.ok(server.get(CAMPAIGNS + "/" + id + "/moves?limit=2&before=" + before, dan));
    assertThat(rest.path("moves").get(0).path("command").asString()).isEqualTo("note");

    ObjectNode seen = Site.ok(server.get(CAMPAIGNS + "/" + id + "/moves", ann));
    assertThat(seen.path("moves")).hasSize(2);
    assertThat(seen.path("moves").get(0).path("number").asLong()).isEqualTo(2);
    assertThat(seen.toString()).doesNotContain("note").doesNotContain("xyzzy");
    assertThat(show(ann, id).toString()).doesNotContain("xyzzy");
    assertThat(show(dan, id).toString()).contains("xyzzy");
    assertThat(server.get(CAMPAIGNS + "/" + id + "/moves?before=x", dan).statusCode())
        .isEqualTo(400);
  }

  @Test
  void one_comes_in_by_a_link_that_counts_its_uses_and_can_be_revoked() {
    String id = campaign(dan, "Links");
    String secret = link(dan, id);
    assertThat(join(ann, id, "no-such-secret").statusCode()).isEqualTo(403);
    Site.ok(join(ann, id, secret));
    assertThat(join(eve, id, secret).statusCode()).isEqualTo(403);
    String second = link(dan, id);
    JsonNode links = show(dan, id).path("links");
    String name = links.propertyNames().stream().reduce((_, last) -> last).orElseThrow();
    Site.ok(Site.delete(server, CAMPAIGNS + "/" + id + "/links/" + name, dan, "{}"));
    assertThat(join(eve, id, second).statusCode()).isEqualTo(403);
    assertThat(server.post(CAMPAIGNS + "/" + id + "/links", ann, "{}").statusCode()).isEqualTo(403);

    assertThat(Site.ok(server.get(CAMPAIGNS, ann)).toString()).contains(id);
    does(dan, id, "player.remove", "{member:'" + ann.id() + "'}");
    assertThat(server.get(CAMPAIGNS + "/" + id, ann).statusCode()).isEqualTo(404);
    assertThat(Site.ok(server.get(CAMPAIGNS, ann)).toString()).doesNotContain(id);
  }

  @Test
  void a_character_is_in_one_campaign_at_a_time() {
    String one = campaign(dan, "One");
    String two = campaign(dan, "Two");
    Site.ok(join(ann, one, link(dan, one)));
    Site.ok(join(ann, two, link(dan, two)));
    does(ann, one, "character.create", "{name:'Aria', sheet:{hpMax:30}}");
    does(ann, one, "damage", "{targets:[{id:'p1', parts:[{amount:7}]}]}");
    String body = "{\"from\":\"" + one + "\",\"character\":\"p1\"}";

    Site.ok(server.post(CAMPAIGNS + "/" + two + "/characters", ann, body));

    JsonNode moved = show(dan, two).path("characters").path("p1");
    assertThat(moved.path("vitals").path("hp").path("now").asInt()).isEqualTo(23);
    assertThat(show(ann, one).path("party").has("p1")).isFalse();
    JsonNode mine = Site.ok(server.get("/api/v1/characters", ann)).path("characters");
    assertThat(mine.toString()).contains(two).doesNotContain(one + "\",\"character");
    assertThat(server.post(CAMPAIGNS + "/" + two + "/characters", ann, body).statusCode())
        .isEqualTo(404);
    refused(404, dan, one, "undo", "{number:99}");
  }

  @Test
  void an_account_takes_over_what_a_guest_had() {
    String id = campaign(dan, "Taken");
    User guest = server.guest("Gus");
    User account = Site.user(server);
    Site.ok(join(guest, id, link(dan, id)));
    does(guest, id, "character.create", "{name:'Gwen', sheet:{hpMax:9}}");
    String body = Js.empty().put("guestToken", guest.token()).toString();
    assertThat(server.post("/api/v1/me/guest", ann, body).statusCode()).isEqualTo(403);

    assertThat(Site.ok(server.post("/api/v1/me/guest", account, body)).path("campaigns").asInt())
        .isEqualTo(1);

    does(account, id, "heal", "{ids:['p1'], amount:1}");
    assertThat(server.get(CAMPAIGNS + "/" + id, guest).statusCode()).isEqualTo(404);
  }

  @Test
  void a_campaign_is_exported_and_deleted_by_its_dm() {
    String id = campaign(dan, "Export");
    does(dan, id, "encounter.create", "{name:'Cave'}");
    ObjectNode exported = Site.ok(server.get(CAMPAIGNS + "/" + id + "/export", dan));
    assertThat(exported.path("campaign").path("encounters").path("e1").path("name").asString())
        .isEqualTo("Cave");
    assertThat(server.get(CAMPAIGNS + "/" + id + "/export", eve).statusCode()).isEqualTo(404);
    Site.ok(Site.delete(server, CAMPAIGNS + "/" + id, dan, "{}"));
    assertThat(server.get(CAMPAIGNS + "/" + id, dan).statusCode()).isEqualTo(404);
  }

  @Test
  void creatures_are_searched_brought_and_favoured() {
    ObjectNode found =
        Site.ok(server.get(CREATURES + "?name=goblin&edition=2014&crMax=1/4&type=humanoid", null));
    assertThat(found.path("creatures").get(0).path("n").asString()).isEqualTo("Goblin");
    assertThat(found.path("credits").toString()).contains("Creative Commons");
    assertThat(server.get(CREATURES + "?edition=1999", null).statusCode()).isEqualTo(400);
    assertThat(server.get(CREATURES + "?crMin=1/3", null).statusCode()).isEqualTo(400);
    Site.ok(server.get(CREATURES + "/2014/goblin", null));
    assertThat(server.get(CREATURES + "/2014/nobody", null).statusCode()).isEqualTo(404);

    Site.ok(Site.put(server, CREATURES + "/favourites/2014/goblin", ann, "{}"));
    assertThat(Site.ok(server.get(CREATURES + "/favourites", ann)).path("favourites")).hasSize(1);
    Site.ok(Site.delete(server, CREATURES + "/favourites/2014/goblin", ann, "{}"));
    assertThat(Site.ok(server.get(CREATURES + "/favourites", ann)).path("favourites")).isEmpty();

    ObjectNode read =
        Site.ok(
            server.post(
                CREATURES + "/import",
                ann,
                Js.object(
                        "{edition:'2014', data:{Name:'Crag Cat', Type:'Large beast',"
                            + " HP:{Value:34,Notes:'(4d10+12)'}, AC:{Value:13}, Challenge:'1',"
                            + " Abilities:{Str:16,Dex:17,Con:16,Int:4,Wis:14,Cha:8},"
                            + " Speed:['40 ft.'], Actions:[], Traits:[], Senses:['odd things']}}")
                    .toString()));
    assertThat(read.path("creatures").get(0).path("n").asString()).isEqualTo("Crag Cat");
    String own = read.path("creatures").get(0).path("id").asString();
    assertThat(Site.ok(server.get(CREATURES + "/own", ann)).path("creatures")).hasSize(1);
    Site.ok(Site.delete(server, CREATURES + "/own/" + own, ann, "{}"));
    assertThat(Site.delete(server, CREATURES + "/own/" + own, ann, "{}").statusCode())
        .isEqualTo(404);
    assertThat(server.post(CREATURES + "/own", ann, "{\"n\":\"x\"}").statusCode()).isEqualTo(400);
  }
}
