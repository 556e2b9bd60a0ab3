package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.auth.GuestTable.Guest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Sort.class)
class SqlGuestsTest {
  @Parameter TestDatabase.Sort sort = TestDatabase.Sort.SQLITE;
  @TempDir Path directory;
  private @Nullable TestDatabase place;
  private TestDatabase.Opened opened;
  private SqlDatabase database;
  private SqlGuests guests;

  @BeforeEach
  void open() {
    if (place == null) {
      place = sort.in(directory);
    }
    opened = place.open();
    database = opened.database();
    guests = new SqlGuests(database);
  }

  @AfterEach
  void close() {
    opened.close();
  }

  @Test
  void who_was_there_first_stays_and_takes_the_name_over() {
    assertThat(guests.find("hash")).isEmpty();
    assertThat(guests.keep("hash", new Guest("u_1", "Ann"), 1)).isEqualTo(new Guest("u_1", "Ann"));
    assertThat(guests.keep("hash", new Guest("u_2", "Bea"), 2)).isEqualTo(new Guest("u_1", "Bea"));
    close();
    open();
    assertThat(guests.find("hash")).contains(new Guest("u_1", "Bea"));
  }

  @Test
  void of_many_at_once_with_one_key_all_are_the_same_user() throws Exception {
    List<Future<Guest>> kept = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        Guest guest = new Guest("u_" + i, "Ann");
        kept.add(threads.submit(() -> guests.keep("hash", guest, 1)));
      }
    }
    Guest first = guests.find("hash").orElseThrow();
    for (Future<Guest> guest : kept) {
      assertThat(guest.get()).isEqualTo(first);
    }
  }
}
