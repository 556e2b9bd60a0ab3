package dev.roomkeeper.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Removals, bans and seats as members meet them, over real sockets. */
@Timeout(300)
final class ModerationFramesTest {
  private static final String HOME = "198.51.100.7";
  private static final String SCHOOL = "203.0.113.9";

  @TempDir static Path data;
  static TestServer server;
  static User ann;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            data,
            settings -> {
              settings.proxies = Set.of("127.0.0.1"); // so that a test can say whence it comes
              settings.openAdminSignup = true;
            });
    ann = server.guest("Ann");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A socket that asks to join, from this address. */
  static TestClient knock(User user, String room, String address) {
    TestClient client =
        TestClient.open(
            server,
            user,
            room,
            opening ->
                opening.withHeaders(
                    List.of(
                        "Authorization: Bearer " + user.token(), "X-Forwarded-For: " + address)));
    client.send("{\"type\":\"join\",\"payload\":{}}");
    return client;
  }

  private static TestClient arrive(User user, String room, String address) {
    TestClient client = knock(user, room, address);
    client.next("joined");
    return client;
  }

  private static void assertRefused(User user, String room, String address, String why) {
    try (TestClient refused = knock(user, room, address)) {
      TestClient.Closed closed = refused.awaitClose();
      assertThat(closed.code()).isEqualTo(4403);
      assertThat(closed.reason()).contains(why);
    }
  }

  private static User account() {
    String body = "{\"username\":\"kim\",\"password\":\"123456\",\"type\":\"user\"}";
    String id =
        Js.object(server.post("/api/v1/signup", null, body).body()).path("userId").asString();
    return new User(
        id,
        "kim",
        Js.object(server.post("/api/v1/signin", null, body).body()).path("token").asString());
  }

  @Test
  void who_is_banned_by_address_brings_no_other_guest_from_there_back_and_accounts_may_enter() {
    String room = server.room(ann, "lobby", "{}");
    User bob = server.guest("Bob");
    try (TestClient owner = TestClient.join(server, ann, room);
        TestClient troll = arrive(bob, room, HOME);
        TestClient companion = arrive(server.guest("Other"), room, HOME);
        TestClient elsewhere = arrive(server.guest("Far"), room, SCHOOL)) {
      String ban = "{\"memberId\":\"" + bob.id() + "\",\"minutes\":60,\"address\":true}";
      assertThat(owner.ask("member.ban", ban).type()).isEqualTo("ack");
      assertThat(troll.awaitClose().code()).isEqualTo(4403);
      assertThat(companion.awaitClose().code()).as("a guest of that address").isEqualTo(4403);
      assertThat(elsewhere.isAnswering()).isTrue();
      assertRefused(bob, room, SCHOOL, "banned");
      assertRefused(server.guest("New key"), room, HOME, "banned");
      arrive(server.guest("Neighbour"), room, SCHOOL).close();
      arrive(account(), room, HOME).close();
      assertThat(owner.view().merged().toString()).as("what everybody sees").doesNotContain(HOME);
    }
  }

  @Test
  void guests_of_one_address_have_no_more_than_their_share_of_the_seats() {
    String room = server.room(ann, "lobby", "{\"membersMax\":251}");
    List<TestClient> classroom = Collections.synchronizedList(new ArrayList<>());
    try {
      try (ExecutorService doors = Executors.newFixedThreadPool(16)) {
        for (int i = 0; i < 250; i++) {
          String name = "Pupil " + i;
          var _ = doors.submit(() -> classroom.add(arrive(server.guest(name), room, SCHOOL)));
        }
      }
      assertThat(classroom).hasSize(250);
      assertRefused(server.guest("One more"), room, SCHOOL, "guests from your address");
      arrive(server.guest("Visitor"), room, HOME).close();
    } finally {
      classroom.forEach(TestClient::close);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cardtable", "space"})
  void a_message_is_deleted_by_its_author_and_by_the_owner_and_by_nobody_else(String kind) {
    String options = kind.equals("space") ? "{width:20,height:20}" : "{}";
    String room = server.room(ann, kind, options);
    try (TestClient owner = TestClient.join(server, ann, room);
        TestClient bob = TestClient.join(server, server.guest("Bob"), room);
        TestClient eve = TestClient.join(server, server.guest("Eve"), room)) {
      for (String word : List.of("one", "two")) {
        assertThat(bob.ask("chat-message", "{\"message\":\"" + word + "\"}").type())
            .isEqualTo("ack");
      }
      eve.awaitView(view -> view.at("/chat").size() == 2, "what Bob said");
      List<String> ids = List.copyOf(eve.view().at("/chat").propertyNames());
      String first = "{\"id\":\"" + ids.getFirst() + "\"}";
      String second = "{\"id\":\"" + ids.getLast() + "\"}";
      assertThat(eve.ask("chat.delete", first).json().path("code").asString())
          .isEqualTo("FORBIDDEN");
      assertThat(bob.ask("chat.delete", first).type()).isEqualTo("ack");
      assertThat(bob.ask("chat.delete", first).json().path("code").asString())
          .isEqualTo("NOT_FOUND");
      assertThat(owner.ask("chat.delete", second).type()).isEqualTo("ack");
      eve.awaitView(view -> view.at("/chat").isEmpty(), "nothing is left");
      if (kind.equals("space")) {
        String page = server.get("/api/v1/rooms/" + room + "/chat", ann).body();
        assertThat(Js.object(page).path("messages")).isEmpty();
      }
    }
  }
}
