package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.cluster.Kinds;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.RoomCatalog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a room's row says of its owner, by which nodes find each other's rooms. */
@ParameterizedClass
@EnumSource(TestDatabase.Sort.class)
class OwnedRoomsTest {
  private static final String A = "a@10.0.0.1:8080";
  private static final String B = "b@10.0.0.2:8080";

  @Parameter TestDatabase.Sort sort = TestDatabase.Sort.SQLITE;
  @TempDir Path directory;
  private TestDatabase.Opened opened;
  private Journal a;
  private Journal b;

  @BeforeEach
  void open() {
    opened = sort.in(directory).open();
    a = new SqlJournal(opened.database(), InstantSource.system(), A);
    b = new SqlJournal(opened.database(), InstantSource.system(), B);
    for (String id : new String[] {"r", "s"}) {
      new SqlRoomCatalog(opened.database())
          .create(new RandomRoom(id, new SplittableRandom(7)).onRecord(), false);
    }
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
    opened.close();
  }

  private static long take(Journal journal, String id) {
    return journal.takeOver(id).join().orElseThrow().epoch();
  }

  private static Journal.Owner owned(@Nullable String node, long epoch) {
    return new Journal.Owner(node, epoch, new Kinds.Needed("lobby", 1));
  }

  private Journal.Owner owner(String id) {
    return a.owner(id).join().orElseThrow();
  }

  @Test
  void who_took_a_room_over_last_is_its_owner() {
    assertThat(owner("r")).isEqualTo(owned(null, 0));
    take(a, "r");
    assertThat(owner("r")).isEqualTo(owned(A, 1));
    take(b, "r");
    assertThat(owner("r")).isEqualTo(owned(B, 2));
    assertThat(a.owner("nowhere").join()).isEmpty();
  }

  @Test
  void each_is_told_its_own_rooms_with_their_epochs() {
    take(a, "r");
    take(a, "r");
    take(b, "s");
    assertThat(a.owned().join()).containsExactlyEntriesOf(java.util.Map.of("r", 2L));
    assertThat(b.owned().join()).containsExactlyEntriesOf(java.util.Map.of("s", 1L));
    take(b, "r");
    assertThat(a.owned().join()).isEmpty();
    assertThat(b.owned().join()).hasSize(2);
  }

  @Test
  void a_room_that_is_released_is_nobodys_and_keeps_its_epoch() {
    long epoch = take(a, "r");
    a.release("r", epoch).join();
    assertThat(owner("r")).isEqualTo(owned(null, epoch));
    assertThat(a.owned().join()).isEmpty();
    assertThat(take(b, "r")).isEqualTo(epoch + 1);
  }

  @Test
  void who_lost_a_room_does_not_release_it() {
    long former = take(a, "r");
    long epoch = take(b, "r");
    a.release("r", former).join();
    assertThat(owner("r")).isEqualTo(owned(B, epoch));
  }

  @Test
  void what_a_room_needs_only_rises() {
    RoomCatalog catalog = new SqlRoomCatalog(opened.database());
    catalog.needsFromNowOn("r", 3);
    catalog.needsFromNowOn("r", 2);
    Kinds.Needed needed = new Kinds.Needed("lobby", 3);
    assertThat(owner("r").needed()).isEqualTo(needed);
    assertThat(catalog.weigh("r").orElseThrow().needed()).isEqualTo(needed);
  }
}
