package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.kinds.space.server.Catalogue;
import dev.roomkeeper.kinds.space.server.SqlCatalogue;
import dev.roomkeeper.server.auth.AccountTable.Account;
import dev.roomkeeper.server.auth.AccountTable.Changed;
import dev.roomkeeper.server.auth.AccountTable.Entry;
import dev.roomkeeper.server.auth.AccountTable.Foreigner;
import dev.roomkeeper.server.auth.AccountTable.Made;
import dev.roomkeeper.server.auth.AccountTable.Person;
import dev.roomkeeper.server.auth.AccountTable.Role;
import dev.roomkeeper.server.auth.GuestTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Sort.class)
class SqlAccountsTest {
  @Parameter TestDatabase.Sort sort = TestDatabase.Sort.SQLITE;
  @TempDir Path directory;
  private TestDatabase.Opened opened;
  private SqlAccounts accounts;

  @BeforeEach
  void open() {
    opened = sort.in(directory).open();
    accounts = new SqlAccounts(opened.database());
  }

  @AfterEach
  void close() {
    opened.close();
  }

  private static Account account(int i, String key) {
    return new Account("u_" + i, "Name " + i, key, "$argon2id$" + i);
  }

  @Test
  void a_name_is_one_accounts_even_if_many_come_at_once() throws Exception {
    List<Future<Made>> all = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        int number = i;
        all.add(threads.submit(() -> accounts.create(account(number, "ann"), Role.USER, 1)));
      }
    }
    int made = 0;
    for (Future<Made> each : all) {
      made += each.get() == Made.MADE ? 1 : 0;
    }
    assertThat(made).isEqualTo(1);
    Account kept = accounts.byNameKey("ann").orElseThrow();
    assertThat(accounts.person(kept.userId()))
        .contains(new Person(kept.userId(), kept.name(), Role.USER, null, null));
    assertThat(accounts.byNameKey("bob")).isEmpty();
  }

  @Test
  void a_setup_code_makes_one_admin_even_if_many_come_at_once() throws Exception {
    accounts.keepSetupCode("old");
    accounts.keepSetupCode("code");
    assertThat(accounts.createBySetupCode(account(1, "eve"), "old", 1)).isEqualTo(Made.WRONG_CODE);
    assertThat(accounts.create(account(2, "ann"), Role.USER, 1)).isEqualTo(Made.MADE);
    assertThat(accounts.createBySetupCode(account(3, "ann"), "code", 1)).isEqualTo(Made.NAME_TAKEN);
    assertThat(accounts.hasAdmin()).isFalse();
    List<Future<Made>> all = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 10; i < 30; i++) {
        Account account = account(i, "name" + i);
        all.add(threads.submit(() -> accounts.createBySetupCode(account, "code", 1)));
      }
    }
    int made = 0;
    for (Future<Made> each : all) {
      made += each.get() == Made.MADE ? 1 : 0;
    }
    assertThat(made).isEqualTo(1);
    assertThat(accounts.hasAdmin()).isTrue();
    accounts.keepSetupCode(null);
    assertThat(accounts.setRole("u_2", Role.ADMIN)).isEqualTo(Changed.CHANGED);
    assertThat(accounts.setRole("nobody", Role.ADMIN)).isEqualTo(Changed.NOBODY);
    assertThat(accounts.person("u_2").orElseThrow().role()).isEqualTo(Role.ADMIN);
  }

  private List<String> found(String text, String before, int most) {
    return accounts
        .search(text, before.isEmpty() ? null : before, most)
        .orElseThrow()
        .entries()
        .stream()
        .map(Entry::userId)
        .toList();
  }

  @Test
  void people_are_searched_by_a_part_of_their_name_or_by_their_id_newest_first() {
    accounts.create(new Account("u_1", "Ännchen", "ännchen", "h"), Role.ADMIN, 1);
    accounts.keep(new Foreigner("https://a.example", "1"), "u_2", "ann_50%", 2);
    new SqlGuests(opened.database()).keep("key", new GuestTable.Guest("u_3", "Ann"), 3);
    assertThat(found("", "", 10)).containsExactly("u_3", "u_2", "u_1");
    assertThat(found("", "u_3", 1)).containsExactly("u_2");
    assertThat(accounts.search("", "u_3", 1).orElseThrow().more()).isTrue();
    assertThat(found("ANN", "", 10)).containsExactly("u_3", "u_2");
    assertThat(found("ÄNN", "", 10)).containsExactly("u_1");
    assertThat(found("_50%", "", 10)).containsExactly("u_2");
    assertThat(found("%", "", 10)).containsExactly("u_2");
    assertThat(found("u_1", "", 10)).containsExactly("u_1");
    assertThat(accounts.search("", "u_none", 1)).isEmpty();
    Entry guest = accounts.search("", null, 1).orElseThrow().entries().getFirst();
    assertThat(guest).isEqualTo(new Entry("u_3", "Ann", null, 3));
  }

  @Test
  void the_last_admin_stays_one() {
    accounts.create(account(1, "ann"), Role.ADMIN, 1);
    assertThat(accounts.setRole("u_1", Role.USER)).isEqualTo(Changed.LAST_ADMIN);
    accounts.create(account(2, "bob"), Role.ADMIN, 2);
    assertThat(accounts.setRole("u_1", Role.USER)).isEqualTo(Changed.CHANGED);
    assertThat(accounts.person("u_1").orElseThrow().role()).isEqualTo(Role.USER);
  }

  @Test
  void a_foreigner_has_one_id_and_the_last_name_that_was_told() {
    Foreigner ann = new Foreigner("https://a.example", "1");
    assertThat(accounts.keep(ann, "u_1", null, 1).name()).isEqualTo("User");
    Person named = accounts.keep(ann, "u_2", "Ann", 2);
    assertThat(named).isEqualTo(new Person("u_1", "Ann", Role.USER, null, null));
    assertThat(accounts.keep(ann, "u_3", null, 3)).isEqualTo(named);
    assertThat(accounts.keep(new Foreigner("https://b.example", "1"), "u_4", "Ann", 4).userId())
        .isEqualTo("u_4");
    assertThat(accounts.keep(new Foreigner("https://a.example", "2"), "u_5", "Ann", 5).userId())
        .isEqualTo("u_5");
  }

  @Test
  void accounts_and_guests_choose_avatars() {
    SqlCatalogue catalogue = new SqlCatalogue(opened.database());
    assertThat(catalogue.add(new Catalogue.Avatar("a1", "Tim", "/1.png"), 1)).isTrue();
    assertThat(catalogue.add(new Catalogue.Avatar("a2", "Tom", "/2.png"), 2)).isTrue();
    new SqlGuests(opened.database()).keep("key", new GuestTable.Guest("u_g", "Gus"), 1);
    accounts.create(account(1, "ann"), Role.ADMIN, 1);
    assertThat(accounts.chooseAvatar("u_1", "none")).isFalse();
    assertThat(accounts.chooseAvatar("u_1", "a1")).isTrue();
    assertThat(accounts.chooseAvatar("u_1", "a2")).isTrue();
    assertThat(accounts.chooseAvatar("u_g", "a1")).isTrue();
    assertThat(accounts.people(List.of("u_1", "u_g", "u_none")))
        .containsExactlyInAnyOrder(
            new Person("u_1", "Name 1", Role.ADMIN, "a2", "/2.png"),
            new Person("u_g", "Gus", null, "a1", "/1.png"));
    assertThat(accounts.people(List.of())).isEmpty();
    assertThat(accounts.person("u_none")).isEmpty();
  }
}
