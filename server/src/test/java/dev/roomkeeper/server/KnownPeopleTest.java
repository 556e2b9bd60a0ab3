package dev.roomkeeper.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.server.auth.AccountTable.Account;
import dev.roomkeeper.server.auth.AccountTable.Role;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Profiles.Profile;
import dev.roomkeeper.server.kit.BundledKinds;
import dev.roomkeeper.server.storage.DataDirectory;
import dev.roomkeeper.server.storage.SqlAccounts;
import dev.roomkeeper.server.storage.SqlDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class KnownPeopleTest {
  @TempDir Path folder;

  @Test
  void without_the_database_people_are_whom_they_were_last_but_for_admins() {
    KnownPeople known;
    try (DataDirectory directory = DataDirectory.open(folder.resolve("data"));
        SqlDatabase database = SqlDatabase.sqlite(directory, BundledKinds.modules())) {
      SqlAccounts accounts = new SqlAccounts(database);
      accounts.create(new Account("u_ann", "Ann", "ann", "$argon2id$"), Role.ADMIN, 1);
      accounts.create(new Account("u_eve", "Eve", "eve", "$argon2id$"), Role.USER, 1);
      known = new KnownPeople(accounts, Thread::startVirtualThread, Clock.SYSTEM);
      Profile ann = known.of("u_ann");
      assertThat(ann.name()).isEqualTo("Ann");
      assertThat(ann.claims().isTrue("admin")).isTrue();
      assertThat(known.of("u_guest")).isEqualTo(Profile.UNKNOWN);
      assertThat(known.of("u_ann")).isEqualTo(ann);
    }
    for (int i = 0; i < 2; i++) {
      Profile ann = known.of("u_ann");
      assertThat(ann.name()).isEqualTo("Ann");
      assertThat(ann.claims().isTrue("account")).isTrue();
      assertThat(ann.claims().has("admin")).isFalse();
      assertThat(known.of("u_guest")).isEqualTo(Profile.UNKNOWN);
    }
    assertThatThrownBy(() -> known.of("u_eve")).as("she never came").isNotNull();
  }
}
