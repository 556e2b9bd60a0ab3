package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.client.Ack;
import dev.roomkeeper.client.RoomConnection;
import dev.roomkeeper.client.RoomEvent;
import dev.roomkeeper.client.RoomException;
import dev.roomkeeper.client.RoomJoin;
import dev.roomkeeper.client.RoomStatus;
import dev.roomkeeper.client.RoomTap;
import dev.roomkeeper.client.Roomkeeper;
import dev.roomkeeper.client.ServerAddress;
import dev.roomkeeper.client.ServerFrame;
import dev.roomkeeper.client.TokenSource;
import dev.roomkeeper.client.User;
import dev.roomkeeper.server.kit.CutLine;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client against a server in a process of its own. */
final class JavaClientTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path data;
  private static ServerProcess server;
  private static Roomkeeper roomkeeper;

  @BeforeAll
  static void start() {
    server = ServerProcess.start(ServerProcess.Launch.on(data.resolve("data")));
    roomkeeper = Roomkeeper.at(ServerAddress.local(server.port()), 1);
  }

  @AfterAll
  static void stop() {
    roomkeeper.close();
    server.close();
  }

  private static String lobby(User owner) {
    return owner.createRoom("lobby", "A room", Map.of());
  }

  private static Map<String, Map<String, Integer>> object(String id, int x) {
    return Map.of(id, Map.of("x", x));
  }

  private static <T> T soon(CompletableFuture<T> future) {
    return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Test
  void P4_P7_P13_P17_a_bot_joins_sees_what_others_do_and_is_answered() {
    User ann = roomkeeper.guest("Ann");
    String id = lobby(ann);
    List<RoomEvent> heard = new CopyOnWriteArrayList<>();
    try (RoomConnection a = ann.join(id);
        RoomConnection b =
            roomkeeper.guest("Bob").room(id).name("Bob").on("message", heard::add).join()) {
      assertThat(a.self()).isEqualTo(ann.id());
      assertThat(a.joined().room().kind()).isEqualTo("lobby");
      Ack ack = a.ask("board", object("o1", 5));
      assertThat(ack.durable()).isTrue();
      b.await(replica -> replica.at("board", "o1", "x").asInt() == 5, PATIENCE);
      assertThat(b.at("players", b.self(), "name").asString()).isEqualTo("Bob");
      a.tell("message", Map.of("text", "hi"));
      b.ask("board", object("o2", 1));
      a.ask("message", Map.of("text", "again"));
      b.ask("board", object("o2", 2));
      assertThat(heard)
          .extracting(event -> event.payload().path("text").asString())
          .containsExactly("hi", "again");
      assertThat(heard).extracting(RoomEvent::from).containsOnly(ann.id());
    }
  }

  @Test
  void P13_a_refusal_has_its_code_and_a_frame_that_no_server_takes_is_not_sent() {
    User ann = roomkeeper.guest("Ann");
    List<RoomException> errors = new CopyOnWriteArrayList<>();
    try (RoomConnection a = ann.room(lobby(ann)).onError(errors::add).join()) {
      assertThatThrownBy(() -> a.ask("player", Map.of("playerId", "u_other", "metadata", Map.of())))
          .isInstanceOfSatisfying(
              RoomException.class, refusal -> assertThat(refusal.code()).isEqualTo("FORBIDDEN"));
      assertThatThrownBy(() -> a.ask("board", Map.of("o", Map.of("t", "x".repeat(70_000)))))
          .isInstanceOfSatisfying(
              RoomException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(RoomException.TOO_LARGE));
      a.tell("nonsense", Map.of());
      a.ask("board", object("o1", 1));
      assertThat(errors).extracting(RoomException::code).containsExactly("UNKNOWN_COMMAND");
      assertThat(a.isJoined()).isTrue();
    }
  }

  @Test
  void a_callback_that_would_wait_for_its_own_thread_is_refused() {
    User ann = roomkeeper.guest("Ann");
    CompletableFuture<Exception> thrown = new CompletableFuture<>();
    try (RoomConnection a = ann.join(lobby(ann))) {
      a.onChange(_ -> {
        try {
          a.ask("board", object("o2", 2));
        } catch (IllegalStateException e) {
          thrown.complete(e);
        }
      });
      a.ask("board", object("o1", 1));
      assertThat(soon(thrown)).hasMessageContaining("must not wait");
    }
  }

  @Test
  void P2_P21_whoever_is_refused_is_told_why_and_stays_away() {
    User ann = roomkeeper.guest("Ann");
    String own = ann.createRoom("lobby", "Ann's", Map.of("only", List.of()));
    assertRefused("4404", ann, "no-such-room");
    assertRefused("4403", roomkeeper.guest("Bob"), own);
    assertRefused("4401", roomkeeper.user(TokenSource.of("a.b.c")), own);
    try (RoomConnection a = ann.join(own)) {
      assertThat(a.isJoined()).isTrue();
    }
  }

  private static void assertRefused(String code, User user, String roomId) {
    assertThatThrownBy(() -> user.join(roomId))
        .isInstanceOfSatisfying(
            RoomException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void P6_P21_a_newer_connection_replaces_the_older_which_stays_away() {
    User ann = roomkeeper.guest("Ann");
    String id = lobby(ann);
    try (RoomConnection older = ann.join(id);
        RoomConnection newer = ann.join(id)) {
      assertThat(older.awaitStopped().code()).isEqualTo(4409);
      assertThatThrownBy(() -> older.ask("board", object("o1", 1)))
          .isInstanceOfSatisfying(
              RoomException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(RoomException.CLOSED));
      assertThat(newer.ask("board", object("o1", 2)).durable()).isTrue();
    }
  }

  @Test
  void leaving_is_seen_by_others_at_once_and_fails_what_is_unanswered() {
    User ann = roomkeeper.guest("Ann");
    String id = lobby(ann);
    try (RoomConnection b = roomkeeper.guest("Bob").join(id)) {
      RoomConnection a = ann.join(id);
      a.close();
      b.await(
          replica -> !replica.at("players", ann.id(), "online").asBoolean(true),
          Duration.ofSeconds(10));
      assertThat(a.awaitStopped()).isEqualTo(new RoomStatus.Stopped(1000, "left"));
      assertThatThrownBy(() -> a.ask("board", object("o1", 1))).hasMessageContaining("left");
    }
  }

  @Test
  void P5_P15_through_kills_of_the_server_each_command_takes_effect_once(@TempDir Path own)
      throws Exception {
    ServerProcess.Launch launch = ServerProcess.Launch.on(own.resolve("data"));
    ServerProcess running = ServerProcess.start(launch);
    List<CompletableFuture<Ack>> answers = new ArrayList<>();
    List<Boolean> resumed = new CopyOnWriteArrayList<>();
    List<RoomStatus> statuses = new CopyOnWriteArrayList<>();
    try (Roomkeeper there = Roomkeeper.at(ServerAddress.local(running.port()), 1)) {
      User ann = there.guest("Ann");
      String id = ann.createRoom("lobby", "A room", Map.of());
      RoomConnection a =
          ann.room(id)
              .onStatus(statuses::add)
              .tap(
                  new dev.roomkeeper.client.RoomTap() {
                    @Override
                    public void frame(ServerFrame frame) {
                      if (frame instanceof ServerFrame.Joined joined) {
                        resumed.add(joined.resumed());
                      }
                    }
                  })
              .join();
      String session = a.joined().point().session();
      for (int kill = 0; kill < 3; kill++) {
        for (int i = 0; i < 40; i++) {
          answers.add(a.command("board", object("o" + answers.size(), kill)));
        }
        running.kill();
        answers.add(a.command("board", object("o" + answers.size(), kill))); // while it is away
        running = ServerProcess.start(launch.at(running.port()));
        for (CompletableFuture<Ack> answer : answers) {
          assertThat(soon(answer).durable()).isTrue();
        }
      }
      assertThat(resumed).hasSize(4).startsWith(false).endsWith(true, true, true);
      assertThat(a.joined().point().session()).isEqualTo(session);
      assertThat(statuses).anyMatch(RoomStatus.Reconnecting.class::isInstance);
      assertThat(answers.stream().map(answer -> soon(answer).version()).distinct())
          .as("a version each: none was taken twice")
          .hasSize(answers.size());
      RoomConnection fresh = there.guest("Bob").join(id);
      assertThat(fresh.at("board").size()).isEqualTo(answers.size());
      a.await(replica -> replica.view().equals(fresh.replica().view()), PATIENCE);
    } finally {
      running.close();
    }
  }

  @Test
  void P5_another_connection_resumes_what_the_first_had_seen() {
    User ann = roomkeeper.guest("Ann");
    String id = lobby(ann);
    RoomConnection first = ann.room(id).reconnects(false).join();
    first.ask("board", object("o1", 1));
    String session = first.joined().point().session();
    first.drop();
    try (RoomConnection b = roomkeeper.guest("Bob").join(id)) {
      b.ask("board", object("o2", 2));
      b.ask("message", Map.of("text", "missed"));
    }
    List<RoomEvent> heard = new CopyOnWriteArrayList<>();
    StringBuilder arrived = new StringBuilder();
    RoomTap tap =
        new RoomTap() {
          @Override
          public void arrived(ByteBuf bytes) {
            arrived.append(bytes.toString(ISO_8859_1));
          }
        };
    RoomJoin again = ann.room(id).resume(session, first.replica()).on("message", heard::add);
    try (RoomConnection second = again.tap(tap).join()) {
      assertThat(arrived).contains("Sec-WebSocket-Protocol: roomkeeper.v1.bin");
      assertThat(second.joined().resumed()).isTrue();
      assertThat(second.at("board", "o1").isObject()).isTrue();
      assertThat(second.at("board", "o2").isObject()).isTrue();
      assertThat(second.joined().change().patches().get("all")).isNotNull();
      assertThat(heard)
          .extracting(event -> event.payload().path("text").asString())
          .containsExactly("missed");
    }
  }

  @Test
  void P21_a_line_that_goes_silent_is_given_up_for_a_new_one() throws IOException {
    try (CutLine line = new CutLine(server.port());
        Roomkeeper there = Roomkeeper.at(ServerAddress.local(line.port()), 1)) {
      User ann = there.guest("Ann");
      RoomConnection a = ann.join(lobby(ann));
      a.ask("board", object("o1", 1));
      line.silenceAll();
      long began = System.nanoTime();
      assertThat(a.ask("board", object("o2", 2)).durable()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .as("owed for 1.5 s, asked for a sign of life for 2.5 s")
          .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(20));
      assertThat(a.joined().resumed()).isTrue();
    }
  }

  @Test
  void P21_a_state_that_takes_longer_than_a_second_arrives_by_a_slow_line_all_the_same()
      throws IOException {
    User ann = roomkeeper.guest("Ann");
    String id = lobby(ann);
    try (RoomConnection a = ann.join(id)) {
      for (int i = 0; i < 6; i++) {
        String text = Character.toString('a' + i).repeat(50_000); // Equal ones are sent once.
        a.ask("board", Map.of("o" + i, Map.of("text", text)));
      }
    }
    List<RoomStatus> statuses = new CopyOnWriteArrayList<>();
    try (CutLine line = new CutLine(server.port());
        Roomkeeper there = Roomkeeper.at(ServerAddress.local(line.port()), 1)) {
      User bob = there.guest("Bob");
      line.limit(150_000);
      try (RoomConnection b = bob.room(id).onStatus(statuses::add).join()) {
        assertThat(b.at("board").size()).isEqualTo(6);
        assertThat(statuses).first().isInstanceOf(RoomStatus.Reconnecting.class);
        line.limit(0);
      }
    }
  }
}
