package dev.roomkeeper.server.blackbox;

import static dev.roomkeeper.server.blackbox.CampaignTable.does;
import static dev.roomkeeper.server.blackbox.CampaignTable.hp;
import static dev.roomkeeper.server.blackbox.CampaignTable.next;
import static dev.roomkeeper.server.blackbox.CampaignTable.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.blackbox.ServerProcess.Launch;
import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.PostgresServer;
import dev.roomkeeper.server.kit.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Evenings at servers that run as processes of their own. */
@Tag("slow")
@Timeout(400)
final class CampaignNightTest {
  private static final String MARK = "XYZZY";
  private static final int PHONES = 20;

  /** On an idle machine well below one second. */
  private static final long BACK_MILLIS_MAX = 15_000;

  /** An append that waits for longer is in doubt. */
  private static final long IN_DOUBT_MILLIS = 2_000;

  @TempDir Path temp;

  @Test
  void what_the_dm_hides_is_in_no_players_byte_and_no_page_log_or_metric() throws Exception {
    try (ServerProcess server = ServerProcess.start(Launch.on(temp.resolve("data")))) {
      Site site = new Site(server.port());
      CampaignTable table = new CampaignTable(site, server.port(), 2, MARK);
      RoomClient dan = table.dan;
      does(dan, "note", "{about:'m1', text:'" + MARK + "-note', version:0}");
      does(dan, "encounter.create", "{name:'" + MARK + "-later'}");
      does(dan, "combatant.add", "{encounter:'e2', custom:{name:'" + MARK + "-next', hp:7777}}");
      assertThat(dan.at("role:dm", "previews", "e2", "combatants").toString()).contains(MARK);
      does(dan, "roll", "{dice:'1d20', label:'" + MARK + "-roll', secret:true}");
      for (int i = 0; i < 30; i++) {
        does(dan, "damage", "{targets:[{id:'m" + (1 + i % 5) + "', parts:[{amount:3}]}]}");
        does(
            dan,
            "condition.begin",
            "{ids:['p1'], condition:'frightened', source:'m3',"
                + " lasts:{type:'untilEnd', whose:'m3'}}");
        RoomClient player = table.players.get(i % 2);
        CampaignTable.ask(player, "damage", "{targets:[{id:'c1', parts:[{amount:2}]}]}");
        CampaignTable.ask(player, "undo", "{}");
        CampaignTable.ask(player, "undo", "{number:" + i + "}");
        assertThat(dan.ask("turn.next", next(dan)).isAck()).isTrue();
        if (i % 5 == 0) {
          does(dan, "undo", "{}");
        }
      }
      String publicly =
          site.get("/metrics", null).everything()
              + site.get("/healthz", null).everything()
              + site.get("/campaign/" + table.id, null).everything();
      assertThat(publicly + server.log()).doesNotContain(MARK);
      for (RoomClient player : table.players) {
        String all = table.received(player) + table.everything(player);
        assertThat(all).contains("The Count").contains("Goblin 2");
        assertThat(all)
            .doesNotContain(MARK)
            .doesNotContain("7777")
            .doesNotContain("\"m3\":")
            .doesNotContain("budgets")
            .doesNotContain("previews")
            .doesNotContain("encounters");
        assertThat(player.faults()).isEmpty();
      }
      assertThat(table.everything(dan)).contains(MARK + "-note").contains(MARK + "-hidden");
      assertThat(server.complaints()).isEmpty();
    }
  }

  @Test
  void twenty_phones_see_one_fight_and_two_who_press_next_at_once_advance_it_once()
      throws Exception {
    try (ServerProcess server = ServerProcess.start(Launch.on(temp.resolve("data")))) {
      CampaignTable table = new CampaignTable(new Site(server.port()), server.port(), PHONES, MARK);
      for (int i = 0; i < 60; i++) {
        ObjectNode expected = next(table.dan);
        table.dora.await("the same turn", () -> next(table.dora).equals(expected));
        long one = table.dan.send("turn.next", expected);
        long other = table.dora.send("turn.next", expected);
        table.dan.await("an answer", () -> table.dan.told().containsKey(one));
        table.dora.await("an answer", () -> table.dora.told().containsKey(other));
        List<RoomClient.Told> told =
            List.of(table.dan.told().get(one), table.dora.told().get(other));
        assertThat(told.stream().filter(RoomClient.Told::isAck)).hasSize(1);
        assertThat(told.stream().map(RoomClient.Told::code).toList()).contains("CONFLICT");
        table.dan.await("the next turn", () -> !next(table.dan).equals(expected));
      }
      for (RoomClient player : table.players) {
        // A refusal raises the version, and players need not hear of it.
        player.await("all that happened", () -> player.at("all").equals(table.dan.at("all")));
        assertThat(player.faults()).isEmpty();
      }
    }
  }

  @Test
  void without_postgres_the_senders_view_alone_reverts_and_all_agree_afterwards() throws Exception {
    try (PostgresServer postgres = PostgresServer.start();
        ServerProcess server =
            ServerProcess.start(
                Launch.on(temp.resolve("data"))
                    .asked("--database", postgres.url(postgres.create())))) {
      CampaignTable table = new CampaignTable(new Site(server.port()), server.port(), 2, MARK);
      does(table.dan, "damage", hit(10));
      int before = hp(table.dan, "m1");
      postgres.pause();
      // Whether this is kept is not known, so nobody is told anything of it.
      long inDoubt = table.dan.send("damage", Js.object(hit(25)));
      Thread.sleep(IN_DOUBT_MILLIS);
      assertThat(hp(table.dora, "m1")).isEqualTo(before);
      assertThat(hp(table.dan, "m1")).isEqualTo(before);
      assertThat(table.dan.told().get(inDoubt))
          .satisfiesAnyOf(
              told -> assertThat(told).isNull(), told -> assertThat(told.isAck()).isFalse());
      postgres.resume();
      postgres.kill();
      postgres.startAgain();
      again(() -> back(table.dan, server).told().containsKey(inDoubt));
      int kept = Objects.requireNonNull(table.dan.told().get(inDoubt)).isAck() ? 25 : 0;
      again(() -> CampaignTable.ask(back(table.dan, server), "damage", hit(5)).isAck());
      int now = before - kept - 5;
      for (RoomClient dm : List.of(table.dan, table.dora)) {
        back(dm, server).await("what holds", () -> hp(dm, "m1") == now);
      }
      for (RoomClient player : table.players) {
        back(player, server)
            .await("what holds", () -> player.at("all").equals(table.dan.at("all")));
      }
      assertThat(table.shown(table.dan).at("/encounters/e1/combatants/m1/vitals/hp/now").asInt())
          .as("the table")
          .isEqualTo(now);
    }
  }

  private static String hit(int amount) {
    return "{targets:[{id:'m1', parts:[{amount:" + amount + "}]}]}";
  }

  private interface Attempt {
    boolean succeeds() throws IOException;
  }

  private static void again(Attempt attempt) throws InterruptedException, IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!attempt.succeeds()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
      Thread.sleep(200);
    }
  }

  private static RoomClient back(RoomClient member, ServerProcess server) throws IOException {
    return member.isJoined() ? member : member.join(server.port());
  }

  @Test
  void a_node_dies_in_the_middle_of_a_turn_and_the_fight_goes_on() throws Exception {
    List<ServerProcess> nodes = new ArrayList<>();
    try (RedisServer redis = RedisServer.start();
        PostgresServer postgres = PostgresServer.start()) {
      String url = postgres.url(postgres.create());
      for (int i = 0; i < 2; i++) {
        nodes.add(
            ServerProcess.start(
                Launch.on(temp.resolve("n" + i)).asked("--database", url, "--redis", redis.url())));
      }
      ServerProcess first = nodes.getFirst();
      CampaignTable table = new CampaignTable(new Site(first.port()), first.port(), 2, MARK);
      does(table.dan, "damage", hit(10));
      String turn = turn(table.dan);
      int before = hp(table.dan, "m1");

      first.kill();
      long killed = System.nanoTime();
      int port = nodes.get(1).port();
      table.dan.await("the end", () -> table.dan.closeCode() != 0);
      again(() -> joins(table.dan, port));
      again(() -> table.dan.ask("turn.next", next(table.dan)).isAck());
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed);
      System.out.printf("CampaignNightTest: the fight goes on %d ms after a kill%n", millis);
      assertThat(millis).isLessThan(BACK_MILLIS_MAX);

      assertThat(hp(table.dan, "m1")).isEqualTo(before);
      assertThat(turn(table.dan)).isNotEqualTo(turn);
      does(table.dan, "turn.back", next(table.dan).toString());
      table.dan.await("the turn before", () -> turn(table.dan).equals(turn));
      RoomClient player = table.players.getFirst();
      again(() -> joins(player, port));
      player.await("the same fight", () -> player.at("all").equals(table.dan.at("all")));
      assertThat(player.notResumedCount()).as("joins from nothing").isEqualTo(1);
    } finally {
      nodes.forEach(ServerProcess::close);
    }
  }

  private static boolean joins(RoomClient member, int port) {
    try {
      return member.isJoined() || member.join(port).isJoined();
    } catch (IOException | IllegalStateException | AssertionError e) {
      return false;
    }
  }
}
