package dev.roomkeeper.server.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Effect;
import dev.roomkeeper.engine.host.Growth;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.host.Turn;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Passage;
import dev.roomkeeper.server.hub.Journal.Takeover;
import dev.roomkeeper.server.kit.BundledKinds;
import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.PostgresServer;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server wrote that knew neither timers nor an engine's layer, and was killed then: three
 * rooms of a lobby, a card table and a space, with four members each, one of them offline.
 */
@ParameterizedClass
@EnumSource(TestDatabase.Sort.class)
class OldDataTest {
  @Parameter TestDatabase.Sort sort = TestDatabase.Sort.SQLITE;
  @TempDir Path folder;
  private String postgres = "";
  private List<JsonNode> members = List.of();

  @BeforeEach
  void putInPlace() throws IOException {
    switch (sort) {
      case SQLITE -> {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.write(data.resolve("roomkeeper.db"), bytes("roomkeeper.db.gz"));
      }
      case POSTGRES -> {
        PostgresServer server = PostgresServer.shared();
        String database = server.create();
        server.execute(database, new String(bytes("postgres.sql.gz"), UTF_8));
        postgres = server.url(database);
      }
    }
    String name = sort.name().toLowerCase(java.util.Locale.ROOT) + "-members.json.gz";
    members = Js.object(bytes(name)).path("members").valueStream().toList();
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(
                OldDataTest.class.getResourceAsStream("/before-timers/" + resource)))) {
      return in.readAllBytes();
    }
  }

  private Set<String> rooms() {
    Set<String> rooms = new LinkedHashSet<>();
    members.forEach(member -> rooms.add(member.path("room").asString()));
    return rooms;
  }

  private String offline() {
    return members.stream()
        .filter(member -> member.path("isOffline").asBoolean())
        .findFirst()
        .orElseThrow()
        .path("userId")
        .asString();
  }

  // --- By the wire ---

  @Test
  void its_members_return_with_their_sessions_and_answers_and_find_all_as_it_was() {
    try (TestServer server =
        TestServer.start(
            folder, settings -> settings.database = postgres.isEmpty() ? null : postgres)) {
      Map<String, TestServer.User> users = new HashMap<>();
      List<JsonNode> online =
          members.stream().filter(member -> !member.path("isOffline").asBoolean()).toList();
      for (JsonNode member : online) {
        TestServer.User user =
            users.computeIfAbsent(
                member.path("key").asString(),
                key -> server.guest(key, member.path("name").asString()));
        assertThat(user.id()).isEqualTo(member.path("userId").asString());
        resumed(server, user, member);
      }
      for (JsonNode member : online) {
        TestServer.User user = users.get(member.path("key").asString());
        // Nobody goes again, or others would see that. The newer connection replaces the older.
        TestClient again =
            TestClient.join(server, Objects.requireNonNull(user), member.path("room").asString());
        assertThat(kept(layers(again)))
            .as(member.path("name") + " in " + member.path("kind"))
            .isEqualTo(kept((ObjectNode) member.path("layers")));
      }
    }
  }

  /** Back by the session of the old server, which knows still what it answered. */
  private static void resumed(TestServer server, TestServer.User user, JsonNode member) {
    TestClient client = TestClient.open(server, user, member.path("room").asString());
    ObjectNode resume = Js.empty();
    resume.set("resume", Js.empty().put("session", member.path("session").asString()));
    ((ObjectNode) resume.path("resume"))
        .put("epoch", member.path("epoch").asLong())
        .put("version", member.path("version").asLong());
    JsonNode joined = client.join(resume.toString()).payload();
    assertThat(joined.path("resumed").asBoolean()).isTrue();
    assertThat(joined.path("session")).isEqualTo(member.path("session"));
    member
        .path("answers")
        .properties()
        .forEach(answer -> {
          client.command(Long.parseLong(answer.getKey()), "anything", "{}");
          assertThat(client.answer(Long.parseLong(answer.getKey())).json())
              .isEqualTo(answer.getValue());
        });
  }

  private static ObjectNode layers(TestClient client) {
    ObjectNode layers = Js.empty();
    client.view().layerNames().forEach(name -> layers.set(name, client.view().layer(name)));
    // Who owns a room is told since: whoever made it, from the next join on.
    layers.remove("role:owner");
    ((ObjectNode) layers.path("all")).remove("house");
    return layers;
  }

  /** Without what is different as others come and go. */
  private ObjectNode kept(ObjectNode layers) {
    ObjectNode kept = layers.deepCopy();
    for (String layer : List.copyOf(layers.propertyNames())) {
      if (layer.startsWith("live:")) {
        kept.remove(layer);
      }
    }
    // The time of grace of who was offline then is over by now.
    for (String key : List.of("online", offline())) {
      kept.findParents(key).forEach(each -> ((ObjectNode) each).remove(key));
    }
    return kept;
  }

  // --- By the journal ---

  private TestDatabase.Opened database() {
    if (sort == TestDatabase.Sort.POSTGRES) {
      return new TestDatabase.Opened(
          SqlDatabase.postgres(PostgresAddress.parse(postgres, null), BundledKinds.modules()),
          () -> {});
    }
    DataDirectory data = DataDirectory.open(folder.resolve("data"));
    return new TestDatabase.Opened(SqlDatabase.sqlite(data, BundledKinds.modules()), data);
  }

  @Test
  void its_past_is_read_both_ways_and_any_durable_commit_can_be_had_for_an_undo() {
    try (TestDatabase.Opened opened = database();
        Journal journal = new SqlJournal(opened.database(), InstantSource.system(), null)) {
      assertThat(journal.due(Long.MAX_VALUE, 10).join()).isEmpty();
      for (String room : rooms()) {
        Passage all = journal.read(room, 0, 10_000).join().orElseThrow();
        assertThat(all.commits().getLast().version()).isEqualTo(all.head());
        Map<Long, Layers> states = new HashMap<>(Map.of(0L, all.layers()));
        Layers layers = all.layers();
        for (Commit commit : all.commits()) {
          layers = layers.apply(commit.change());
          states.put(commit.version(), layers);
          assertThat(journal.readCommit(room, commit.version()).join().orElse(null))
              .isEqualTo(commit.durable() ? commit : null);
        }
        for (Commit commit : all.commits().reversed()) {
          assertThat(layers).isEqualTo(states.get(commit.version()));
          layers = layers.apply(commit.change().inverse());
          // What is the engine's was lifted out of the kind's layer, in inverses as well.
          for (String key : List.of("members", "sessions")) {
            assertThat(commit.change().at(Layers.SERVER).get(key)).isNull();
          }
        }
        assertThat(layers).isEqualTo(Layers.EMPTY);
        Passage middle = journal.read(room, all.head() / 2, 5).join().orElseThrow();
        assertThat(middle.layers()).isEqualTo(states.get(middle.version()));
      }
    }
  }

  @Test
  void who_was_offline_is_a_member_until_the_time_of_grace_is_over() {
    try (TestDatabase.Opened opened = database();
        Journal journal = new SqlJournal(opened.database(), InstantSource.system(), null)) {
      for (String room : rooms()) {
        Takeover taken = journal.takeOver(room).join().orElseThrow();
        Room recovered = recovered(taken);
        assertThat(recovered.members()).hasSize(4);
        String dan = offline();
        long left = Objects.requireNonNull(recovered.member(dan)).sinceMillis();
        RoomHost host =
            new RoomHost(
                recovered, taken.commits(), taken.snapshotVersion(), 0, 1L << 40, Growth.FREE);
        long grace = recovered.rules().graceMillis();
        assertThat(after(host, left, grace - 1_000).member(dan)).isNotNull();
        assertThat(after(host, left, grace + 1_000).member(dan)).isNull();
      }
    }
  }

  private static Room recovered(Takeover taken) {
    RoomKind kind =
        BundledKinds.kinds().stream()
            .filter(each -> each.name().equals(taken.room().kind()))
            .findFirst()
            .orElseThrow();
    return Room.recovered(
        taken.room().id(),
        taken.room().name(),
        kind,
        taken.room().options(),
        taken.epoch(),
        taken.snapshotVersion(),
        taken.snapshot(),
        taken.commits());
  }

  /** The room after all that happens in it until then, kept as it comes. */
  private static Room after(RoomHost host, long fromMillis, long ticks) {
    List<Input> inputs = new ArrayList<>(List.of(new Input.Wake()));
    while (!inputs.isEmpty()) {
      Turn turn = host.step(inputs, new Moment(fromMillis + ticks, ticks, () -> 7));
      inputs = new ArrayList<>();
      for (Effect effect : turn.effects()) {
        if (effect instanceof Effect.Append append) {
          inputs.add(new Input.AppendKept(append.append()));
        }
      }
    }
    return host.released();
  }
}
