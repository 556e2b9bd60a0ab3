package dev.roomkeeper.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.server.kit.LocalHub;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which rooms a node opens, by its kinds and their versions. */
@Timeout(180)
final class RunnableTest {
  private static final String NODE = "a@127.0.0.1:1";

  @TempDir Path folder;

  private record Counter(String name, int version) implements RoomKind {}

  private LocalHub with(RoomKind kind) {
    LocalHub.Parts parts = new LocalHub.Parts();
    parts.kinds = List.of(kind);
    parts.owner = NODE;
    return new LocalHub(folder, parts);
  }

  private static LiveRoom opened(LocalHub local, String id) throws Exception {
    return local.hub().open(id).get(10, TimeUnit.SECONDS).orElseThrow();
  }

  private static void refused(LocalHub local, String id, String sentence) {
    Journal.Owner before = local.journal().owner(id).join().orElseThrow();
    assertThatThrownBy(() -> opened(local, id))
        .hasCauseInstanceOf(CannotRun.class)
        .hasMessageContaining(sentence);
    assertThat(local.journal().owner(id).join())
        .as("it is left to a node that can run it")
        .contains(before);
  }

  @Test
  void a_room_is_opened_by_who_knows_its_kind_and_the_version_of_its_state() throws Exception {
    String id;
    try (LocalHub old = with(new Counter("counter", 1))) {
      id = old.hub().create("counter", "A room", JsonObject.EMPTY, "ann").id();
      opened(old, id).drain().get(10, TimeUnit.SECONDS);
    }
    try (LocalHub newer = with(new Counter("counter", 3))) {
      opened(newer, id).drain().get(10, TimeUnit.SECONDS);
      assertThat(newer.journal().owner(id).join().orElseThrow().needed().version()).isEqualTo(3);
    }
    try (LocalHub older = with(new Counter("counter", 2))) {
      refused(older, id, "this room is of version 3 of its kind, and this server has version 2");
    }
    try (LocalHub other = with(new Counter("other", 3))) {
      refused(other, id, "this server has no rooms of kind \"counter\"");
    }
    try (LocalHub same = with(new Counter("counter", 3))) {
      assertThat(opened(same, id).record().kind()).isEqualTo("counter");
    }
  }
}
