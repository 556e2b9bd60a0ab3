package dev.roomkeeper.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.auth.AccountTable.Account;
import dev.roomkeeper.server.auth.Accounts.SignedIn;
import dev.roomkeeper.server.limits.Limits;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Whom a failed sign-in is held against; the brake's own pace is in {@link SignInBrakeTest}. */
class SignInTest {
  private static final String ADDRESS = "203.0.113.7";

  private final SignInBrake brake =
      new SignInBrake(new Limits(Limits.Numbers.DEFAULT, () -> 1_000)); // time stands
  private final PassphraseHasher passphrases = new PassphraseHasher();
  private final Account ann = new Account("u_ann", "Ann", "ann", hash("right"));
  private final Accounts accounts =
      new Accounts(
          table(),
          passphrases,
          brake,
          new Tokens(new byte[32], InstantSource.system()),
          new SecureRandom()::nextLong,
          InstantSource.system(),
          new Accounts.Rules(PasswordRule.ANY, false),
          _ -> {});
  private boolean wasHere;

  private String hash(String password) {
    return passphrases.hash("", password) instanceof PassphraseHasher.Hashed.Hash(var phc)
        ? phc
        : "";
  }

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
                  case "wasHere" -> wasHere && "ann".equals(arguments[0]);
                  case "noteHere" -> null;
                  case "generation" -> OptionalLong.of(1);
                  default -> throw new AssertionError(method);
                });
  }

  /** So often that one failure more from the address is one too many. */
  private void failTwentyNineTimes() {
    for (int i = 0; i < 29; i++) {
      var _ = brake.enter("name" + i, ADDRESS, () -> false);
    }
  }

  @Test
  void a_failure_counts_against_the_address_whatever_name_was_tried() {
    failTwentyNineTimes();
    assertThat(accounts.signIn("nobody", "right", ADDRESS)).isInstanceOf(SignedIn.Wrong.class);
    assertThat(accounts.signIn("Ann", "right", ADDRESS)).isInstanceOf(SignedIn.Later.class);
    wasHere = true;
    assertThat(accounts.signIn("Ann", "right", ADDRESS)).isInstanceOf(SignedIn.Done.class);
  }

  @Test
  void a_wrong_password_counts_as_a_name_that_is_nobodys_does_and_others_are_not_slowed() {
    failTwentyNineTimes();
    assertThat(accounts.signIn("Ann", "Right", ADDRESS)).isInstanceOf(SignedIn.Wrong.class);
    assertThat(accounts.signIn("Ann", "right", "203.0.113.8")).isInstanceOf(SignedIn.Done.class);
    assertThat(accounts.signIn(" ANN ", "right", ADDRESS)).isInstanceOf(SignedIn.Later.class);
  }

  @Test
  void one_spelling_of_a_name_counts_as_another() {
    for (String name : new String[] {"ann", "Ann", " ANN ", "aNN", "anN"}) {
      assertThat(accounts.signIn(name, "wrong", ADDRESS)).isInstanceOf(SignedIn.Wrong.class);
    }
    assertThat(accounts.signIn("ann", "right", ADDRESS)).isInstanceOf(SignedIn.Later.class);
  }

  @Test
  void who_is_in_has_no_failures_left() {
    for (int i = 0; i < 7; i++) {
      assertThat(accounts.signIn("Ann", "right", ADDRESS)).isInstanceOf(SignedIn.Done.class);
    }
  }
}
