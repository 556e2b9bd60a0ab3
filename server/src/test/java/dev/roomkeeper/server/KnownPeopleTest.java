package dev.roomkeeper.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.server.auth.AccountTable.Account;
import dev.roomkeeper.server.auth.AccountTable.Role;
import dev.roomkeeper.server.auth.Places;
import dev.roomkeeper.server.auth.Tokens;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Profiles.Profile;
import dev.roomkeeper.server.kit.BundledKinds;
import dev.roomkeeper.server.storage.DataDirectory;
import dev.roomkeeper.server.storage.SqlAccounts;
import dev.roomkeeper.server.storage.SqlApart;
import dev.roomkeeper.server.storage.SqlDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class KnownPeopleTest {
  private static final String HERE = "198.51.100.7";

  @TempDir Path folder;

  private static Places places(int first) {
    byte[] key = new byte[Tokens.KEY_BYTES];
    key[0] = (byte) first;
    return new Places(key);
  }

  @Test
  void rooms_are_told_who_is_a_guest_and_a_keyed_hash_of_the_address() {
    try (DataDirectory directory = DataDirectory.open(folder.resolve("data"));
        SqlDatabase database = SqlDatabase.sqlite(directory, BundledKinds.modules())) {
      SqlAccounts accounts = new SqlAccounts(database);
      accounts.create(new Account("u_eve", "Eve", "eve", "$argon2id$"), Role.USER, 1);
      KnownPeople known =
          new KnownPeople(
              accounts,
              new SqlApart(database),
              places(1),
              Thread::startVirtualThread,
              Clock.SYSTEM);
      assertThat(known.of("u_eve", HERE).standing().isGuest()).isFalse();
      assertThat(known.of("u_guest", HERE).standing().isGuest()).isTrue();
      String place = known.of("u_eve", HERE).standing().place();
      assertThat(place).hasSize(32).doesNotContain(HERE);
      assertThat(known.of("u_guest", HERE).standing().place()).isEqualTo(place);
      assertThat(known.of("u_guest", "198.51.100.8").standing().place()).isNotEqualTo(place);
      KnownPeople otherKey =
          new KnownPeople(
              accounts,
              new SqlApart(database),
              places(2),
              Thread::startVirtualThread,
              Clock.SYSTEM);
      assertThat(otherKey.of("u_eve", HERE).standing().place()).isNotEqualTo(place);
    }
  }

  @Test
  void without_the_database_people_are_whom_they_were_last_but_for_admins() {
    KnownPeople known;
    try (DataDirectory directory = DataDirectory.open(folder.resolve("data"));
        SqlDatabase database = SqlDatabase.sqlite(directory, BundledKinds.modules())) {
      SqlAccounts accounts = new SqlAccounts(database);
      accounts.create(new Account("u_ann", "Ann", "ann", "$argon2id$"), Role.ADMIN, 1);
      accounts.create(new Account("u_eve", "Eve", "eve", "$argon2id$"), Role.USER, 1);
      known =
          new KnownPeople(
              accounts,
              new SqlApart(database),
              places(1),
              Thread::startVirtualThread,
              Clock.SYSTEM);
      Profile ann = known.of("u_ann", HERE);
      assertThat(ann.name()).isEqualTo("Ann");
      assertThat(ann.claims().isTrue("admin")).isTrue();
      assertThat(known.of("u_guest", HERE).claims()).isEqualTo(JsonObject.EMPTY);
      assertThat(known.of("u_ann", HERE)).isEqualTo(ann);
    }
    for (int i = 0; i < 2; i++) {
      Profile ann = known.of("u_ann", HERE);
      assertThat(ann.name()).isEqualTo("Ann");
      assertThat(ann.claims().isTrue("account")).isTrue();
      assertThat(ann.claims().has("admin")).isFalse();
      assertThat(known.of("u_guest", HERE).claims()).isEqualTo(JsonObject.EMPTY);
    }
    assertThatThrownBy(() -> known.of("u_eve", HERE)).as("she never came").isNotNull();
  }
}
