package dev.roomkeeper.server.auth;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which passwords are accepted for an account. */
@FunctionalInterface
public interface PasswordRule {
  /**
   * What is wrong with the password, as a sentence; null if nothing is.
   *
   * @param name the username, which is no secret
   */
  @Nullable String problem(String password, String name);

  /** Any password: some clients' own tests use 123456. */
  PasswordRule ANY = (_, _) -> null;

  /**
   * Long enough, and not easy to guess: no common passwords, names and words, neighbouring keys,
   * repetitions or dates. Everything is known here; no service is asked.
   */
  static PasswordRule strong() {
    Zxcvbn estimate = new Zxcvbn();
    return (password, name) -> {
      if (password.codePointCount(0, password.length()) < Strength.LENGTH_MIN) {
        return "a password has at least " + Strength.LENGTH_MIN + " characters";
      }
      // More characters only make it stronger, and take long to check.
      String looked = password.substring(0, Math.min(password.length(), Strength.LOOKED_AT_MAX));
      return estimate.measure(looked, List.of(name, "roomkeeper")).getScore() < Strength.SCORE_MIN
          ? "this password is among those that are tried first; take a longer or less common one"
          : null;
    };
  }

  /** The numbers of {@link #strong}. */
  final class Strength {
    private static final int LENGTH_MIN = 8;
    private static final int LOOKED_AT_MAX = 64;

    /** From 0 to 4; 2 means some million guesses. */
    private static final int SCORE_MIN = 2;

    private Strength() {}
  }
}
