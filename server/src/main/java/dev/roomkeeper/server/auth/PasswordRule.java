package dev.roomkeeper.server.auth;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which passwords are taken for a new account, or in place of one before. */
@FunctionalInterface
public interface PasswordRule {
  /**
   * What is wrong with the password, as a sentence; null for nothing.
   *
   * @param name the username, which is no secret
   */
  @Nullable String problem(String password, String name);

  /** Any at all: for clients of the course, whose own tests use 123456. */
  PasswordRule ANY = (_, _) -> null;

  /**
   * Long enough, and not among what is tried first: lists of common passwords, names and words,
   * keys beside each other, repetitions and dates. All of it is known here; nobody is asked.
   */
  static PasswordRule strong() {
    Zxcvbn estimate = new Zxcvbn();
    return (password, name) -> {
      if (password.codePointCount(0, password.length()) < Strength.LENGTH_MIN) {
        return "a password has at least " + Strength.LENGTH_MIN + " characters";
      }
      // What comes after that makes it stronger only, and takes long to look at.
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

    /** Of 0 to 4: some million guesses. */
    private static final int SCORE_MIN = 2;

    private Strength() {}
  }
}
