package dev.roomkeeper.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.auth.AccountTable.Account;
import dev.roomkeeper.server.auth.Accounts.SignedIn;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Whom a failed sign-in is held against; the brake's own pace is in {@link SignInBrakeTest}. */
class SignInTest {
  private static final String ADDRESS = "203.0.113.7";

  private final AtomicLong sleptMillis = new AtomicLong();
  private final SignInBrake brake =
      new SignInBrake(() -> 1_000, duration -> sleptMillis.addAndGet(duration.toMillis()));
  private final Passphrases passphrases = new Passphrases();
  private final Account ann =
      new Account(
          "u_ann", "Ann", "ann", ((Passphrases.Hashed.Hash) passphrases.hash("right")).phc());
  private final Accounts accounts =
      new Accounts(
          table(),
          passphrases,
          brake,
          new Tokens(new byte[32], InstantSource.system()),
          new SecureRandom()::nextLong,
          InstantSource.system(),
          false);

  /** One in which Ann has an account, and nobody else. */
  private AccountTable table() {
    return (AccountTable)
        Proxy.newProxyInstance(
            AccountTable.class.getClassLoader(),
            new Class<?>[] {AccountTable.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "byNameKey" ->
                      "ann".equals(arguments[0]) ? Optional.of(ann) : Optional.empty();
                  default -> throw new AssertionError(method);
                });
  }

  /** So often that one failure more is one too many; each sign-in would take its time. */
  private void failNineteenTimes() {
    for (int i = 0; i < 19; i++) {
      brake.failed(ADDRESS);
    }
  }

  @Test
  void a_failure_counts_against_the_address_whatever_name_was_tried() {
    failNineteenTimes();
    assertThat(accounts.signIn("nobody", "right", ADDRESS)).isInstanceOf(SignedIn.Wrong.class);
    assertThat(sleptMillis).hasValue(0);
    assertThat(accounts.signIn("Ann", "right", ADDRESS)).isInstanceOf(SignedIn.Done.class);
    assertThat(sleptMillis.get()).isPositive();
  }

  @Test
  void a_wrong_password_counts_as_a_name_that_is_nobodys_does_and_others_are_not_slowed() {
    failNineteenTimes();
    assertThat(accounts.signIn("Ann", "Right", ADDRESS)).isInstanceOf(SignedIn.Wrong.class);
    assertThat(accounts.signIn("Ann", "right", "203.0.113.8")).isInstanceOf(SignedIn.Done.class);
    assertThat(sleptMillis).hasValue(0);
    assertThat(accounts.signIn(" ANN ", "right", ADDRESS)).isInstanceOf(SignedIn.Done.class);
    assertThat(sleptMillis.get()).isPositive();
  }

  @Test
  void who_is_in_has_no_failures_left() {
    for (int i = 0; i < 7; i++) {
      assertThat(accounts.signIn("Ann", "right", ADDRESS)).isInstanceOf(SignedIn.Done.class);
    }
    assertThat(sleptMillis).hasValue(0);
  }
}
