package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.Patch;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.kinds.space.server.Catalogue.Element;
import dev.roomkeeper.kinds.space.server.Catalogue.MapEntry;
import dev.roomkeeper.kinds.space.server.Catalogue.Placement;
import dev.roomkeeper.kinds.space.server.Catalogue.Spot;
import dev.roomkeeper.kinds.space.server.Catalogue.WorldMap;
import dev.roomkeeper.kinds.space.server.Size;
import dev.roomkeeper.kinds.space.server.SpaceTable;
import dev.roomkeeper.kinds.space.server.SpaceTable.Placed;
import dev.roomkeeper.kinds.space.server.SpaceTable.Space;
import dev.roomkeeper.kinds.space.server.SqlCatalogue;
import dev.roomkeeper.kinds.space.server.SqlSpaces;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue, and the mirror of spaces that is written with the rooms' commits. */
@ParameterizedClass
@EnumSource(TestDatabase.Sort.class)
class SqlSpacesTest {
  @Parameter TestDatabase.Sort sort = TestDatabase.Sort.SQLITE;
  @TempDir Path directory;
  private TestDatabase.Opened opened;
  private SqlCatalogue catalogue;
  private SqlSpaces spaces;
  private SqlJournal journal;
  private long epoch;
  private long head;
  private Document state = new Document(JsonObject.EMPTY);

  @BeforeEach
  void open() {
    opened = sort.in(directory).open();
    catalogue = new SqlCatalogue(opened.database());
    spaces = new SqlSpaces(opened.database());
    journal = new SqlJournal(opened.database(), InstantSource.system(), null);
  }

  @AfterEach
  void close() {
    journal.close();
    opened.close();
  }

  private static final Element CHAIR = new Element("chair", null, "/c.png", 1, 2, true, null);
  private static final Element TABLE =
      new Element("table", "Table", "/t.png", 2, 2, false, "cardtable");

  @Test
  void a_map_is_read_as_it_was_added() {
    assertThat(catalogue.isEmpty()).isTrue();
    catalogue.add(CHAIR, 1);
    catalogue.add(TABLE, 2);
    assertThat(catalogue.isEmpty()).isFalse();
    assertThat(catalogue.elements()).containsExactly(CHAIR, TABLE);
    assertThat(catalogue.elements(List.of("table", "none", "table"))).containsExactly(TABLE);
    JsonObject tiled = CommitRow.json("{\"layers\":[{\"data\":[1,2]}],\"name\":\"x\"}");
    WorldMap drawn =
        new WorldMap(
            new MapEntry("m1", "Map", new Size(3, 2), "/m.png"),
            List.of("###", "#.."),
            new Spot(2, 1),
            tiled,
            List.of(new Placement("chair", 1, 1), new Placement("chair", 1, 1)));
    WorldMap plain =
        new WorldMap(
            new MapEntry("m2", "Map", new Size(9_999, 1), "/m.png"),
            List.of(),
            null,
            null,
            List.of());
    assertThat(catalogue.add(drawn, 3)).isTrue();
    assertThat(catalogue.add(plain, 4)).isTrue();
    assertThat(catalogue.map("m1")).contains(drawn);
    assertThat(catalogue.map("m2")).contains(plain);
    assertThat(catalogue.map("m3")).isEmpty();
    assertThat(catalogue.maps()).containsExactly(drawn.entry(), plain.entry());
    assertThat(catalogue.repaint("chair", "/new.png")).isTrue();
    assertThat(catalogue.repaint("none", "/new.png")).isFalse();
  }

  private void create(String kind, String options) {
    new SqlRoomCatalog(opened.database())
        .create(new RoomRecord("s1", kind, "Home", CommitRow.json(options), "u_1", 7), false);
    epoch = journal.takeOver("s1").join().orElseThrow().epoch();
    head = 0;
    JsonObject all = JsonObject.of("elements", CommitRow.json(options).object("elements"));
    state = new Document(JsonObject.of("all", all));
  }

  private void commit(String patchOfAll) {
    Patch patch = new Patch(JsonObject.of("all", CommitRow.json(patchOfAll)));
    Commit commit =
        new Commit(
            "c" + head,
            new Commit.Span(epoch, head, head + 1),
            1_000 + head,
            Commit.Cause.NONE,
            true,
            Change.of(state, patch),
            List.of());
    assertThat(journal.append("s1", epoch, head, List.of(commit), Journal.NEVER).join())
        .isEqualTo(new Outcome.Kept());
    head++;
    state = patch.apply(state);
  }

  @Test
  void what_stands_in_a_space_is_what_its_commits_say() {
    catalogue.add(TABLE, 1);
    create(
        "space",
        "{\"width\":30,\"height\":20,\"mapId\":\"m1\",\"editors\":\"everyone\",\"elements\":{\"a\":"
            + "{\"elementId\":\"table\",\"x\":1,\"y\":2,\"width\":2,\"height\":2,\"static\":false,"
            + "\"use\":\"cardtable\"}}}");
    Space space = new Space("s1", "Home", new Size(30, 20), true, true, "m1", null, "u_1");
    assertThat(spaces.find("s1")).contains(space);
    assertThat(spaces.madeBy("u_1", 10)).containsExactly(space);
    Placed first = new Placed("a", TABLE, 1, 2, null);
    assertThat(spaces.placed("s1")).containsExactly(first);

    commit(
        "{\"elements\":{\"b\":{\"elementId\":\"gone\",\"x\":3,\"y\":4,\"width\":1,\"height\":1,"
            + "\"static\":true}}}");
    assertThat(spaces.placed("s1", "b"))
        .contains(new Placed("b", new Element("gone", null, "", 1, 1, true, null), 3, 4, null));
    assertThat(spaces.holding("b")).containsExactly(space);
    commit("{\"elements\":{\"a\":{\"table\":\"room\"},\"b\":{\"x\":5}},\"people\":{\"u\":{}}}");
    assertThat(spaces.placed("s1", "a")).contains(new Placed("a", TABLE, 1, 2, "room"));
    assertThat(spaces.placed("s1", "b").orElseThrow().x()).isEqualTo(5);
    commit("{\"elements\":{\"a\":{\"table\":null},\"b\":null}}");
    assertThat(spaces.placed("s1")).containsExactly(first);
    commit("{\"elements\":null}");
    assertThat(spaces.placed("s1")).isEmpty();
    spaces.dress("s1", "/own.png");
    assertThat(spaces.find("s1").orElseThrow().thumbnail()).isEqualTo("/own.png");
  }

  @Test
  void what_was_said_is_kept_when_the_room_forgets_it_and_gone_with_the_room() {
    create("space", "{\"width\":3,\"height\":3,\"kept\":false}");
    assertThat(spaces.find("s1").orElseThrow().kept()).isFalse();
    for (int i = 0; i < 5; i++) {
      String message =
          "{\"from\":\"u_1\",\"name\":\"A\\u0000nn\",\"message\":\"m" + i + "\",\"at\":" + (i / 2);
      commit("{\"chat\":{\"id" + i + "\":" + message + "}}}");
    }
    commit("{\"chat\":{\"id0\":null,\"id1\":null}}");
    assertThat(said("s1", null, 9)).containsExactly("m0", "m1", "m2", "m3", "m4");
    assertThat(said("s1", null, 2)).containsExactly("m3", "m4");
    assertThat(said("s1", "id3", 2)).containsExactly("m1", "m2");
    assertThat(spaces.chat("s1", "id3", 2).orElseThrow().more()).isTrue();
    assertThat(spaces.chat("s1", "id1", 2).orElseThrow().more()).isFalse();
    assertThat(spaces.chat("s1", "none", 2)).isEmpty();
    SpaceTable.ChatMessage first = spaces.chat("s1", null, 9).orElseThrow().messages().getFirst();
    assertThat(first).isEqualTo(new SpaceTable.ChatMessage("id0", "u_1", "A\uFFFDnn", "m0", 0));

    journal.remove("s1", epoch, new Journal.Removal(null, 0)).join();
    assertThat(spaces.find("s1")).isEmpty();
    assertThat(said("s1", null, 9)).isEmpty();
    assertThat(spaces.placed("s1")).isEmpty();
  }

  private List<String> said(
      String space, @org.jspecify.annotations.Nullable String before, int most) {
    return spaces.chat(space, before, most).orElseThrow().messages().stream()
        .map(SpaceTable.ChatMessage::message)
        .toList();
  }

  @Test
  void other_kinds_are_not_mirrored() {
    create("lobby", "{\"width\":3,\"height\":3}");
    commit("{\"chat\":{\"a\":{\"message\":\"x\"}},\"elements\":{\"a\":{\"elementId\":\"b\"}}}");
    commit("{\"elements\":7,\"chat\":null}");
    assertThat(spaces.find("s1")).isEmpty();
    assertThat(spaces.placed("s1")).isEmpty();
  }
}
