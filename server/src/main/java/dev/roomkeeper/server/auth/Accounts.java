package dev.roomkeeper.server.auth;

import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.server.auth.AccountTable.Account;
import dev.roomkeeper.server.auth.AccountTable.Role;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * People with a username and a password. Blocks on the database and on slow hashes: from virtual
 * threads only.
 */
public final class Accounts {
  public static final int NAME_LENGTH_MAX = 64;

  /** Nobody who signed in has to do it again within the week. */
  public static final long TOKEN_LIFE_MILLIS = 7 * 24 * 3_600_000L;

  private final AccountTable table;
  private final Passphrases passphrases;
  private final SignInBrake brake;
  private final Tokens tokens;
  private final Dice dice;
  private final InstantSource clock;
  private final boolean openAdminSignup;

  /** Whoever has no account is checked against this one, so that it takes the same time. */
  private final String nobodysHash;

  /** Who wants an account. */
  public record Applicant(String username, String password, Role role, @Nullable String setupCode) {
    @Override
    public String toString() {
      return "Applicant"; // Nothing of it is for a log.
    }
  }

  /** What comes of {@code POST /signup}. */
  public sealed interface SignedUp {
    record Done(String userId) implements SignedUp {}

    /** The name or password is no good, or the name is taken. */
    record Refused(String sentence) implements SignedUp {}

    /** Not everybody may become an admin. */
    record Forbidden(String sentence) implements SignedUp {}

    /** Too many are asking at this moment. */
    record Busy() implements SignedUp {}
  }

  /** What comes of {@code POST /signin}. */
  public sealed interface SignedIn {
    record Done(String token) implements SignedIn {
      @Override
      public String toString() {
        return "Done";
      }
    }

    /** Wrong; which of the two is not said. */
    record Wrong() implements SignedIn {}

    /** There were too many wrong ones. */
    record Later(long seconds) implements SignedIn {}

    /** Too many are asking at this moment. */
    record Busy() implements SignedIn {}
  }

  /**
   * @param dice a cryptographic generator
   * @param openAdminSignup whether anybody may become an admin
   */
  public Accounts(
      AccountTable table,
      Passphrases passphrases,
      SignInBrake brake,
      Tokens tokens,
      Dice dice,
      InstantSource clock,
      boolean openAdminSignup) {
    this.table = table;
    this.passphrases = passphrases;
    this.brake = brake;
    this.tokens = tokens;
    this.dice = dice;
    this.clock = clock;
    this.openAdminSignup = openAdminSignup;
    if (!(passphrases.hash(dice.id(20)) instanceof Passphrases.Hashed.Hash(var phc))) {
      throw new IllegalStateException("no passphrase can be hashed");
    }
    nobodysHash = phc;
  }

  /** A new set-up code if there is no admin yet; the one before counts no more. */
  public Optional<String> renewSetupCode() {
    if (table.hasAdmin()) {
      table.keepSetupCode(null);
      return Optional.empty();
    }
    SetupCode code = SetupCode.draw(dice);
    table.keepSetupCode(code.hash());
    return Optional.of(code.text());
  }

  public SignedUp signUp(Applicant applicant) {
    String name = applicant.username.strip();
    if (name.isEmpty() || name.codePointCount(0, name.length()) > NAME_LENGTH_MAX) {
      return new SignedUp.Refused("a username has 1 to " + NAME_LENGTH_MAX + " characters");
    }
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      return new SignedUp.Refused("a username has no control characters");
    }
    boolean needsCode = applicant.role == Role.ADMIN && !openAdminSignup;
    String code = applicant.setupCode;
    if (needsCode && code == null) {
      return new SignedUp.Forbidden("an admin needs the set-up code that the server printed");
    }
    String nameKey = key(name);
    if (table.byNameKey(nameKey).isPresent()) {
      return new SignedUp.Refused("this username is taken");
    }
    return switch (passphrases.hash(applicant.password)) {
      case Passphrases.Hashed.Hash(var phc) -> {
        Account account = new Account("u_" + dice.id(16), name, nameKey, phc);
        AccountTable.Made made =
            needsCode && code != null
                ? table.createBySetupCode(account, SetupCode.hash(code), clock.millis())
                : table.create(account, applicant.role, clock.millis());
        yield switch (made) {
          case MADE -> new SignedUp.Done(account.userId());
          case NAME_TAKEN -> new SignedUp.Refused("this username is taken");
          case WRONG_CODE -> new SignedUp.Forbidden("this is not the set-up code, or it was used");
        };
      }
      case Passphrases.Hashed.Refused _ ->
          new SignedUp.Refused("a password has 1 to " + Passphrases.LENGTH_MAX + " characters");
      case Passphrases.Hashed.Busy() -> new SignedUp.Busy();
    };
  }

  /**
   * @param address from where somebody tries
   */
  public SignedIn signIn(String username, String password, String address) {
    String name = username.strip();
    String nameKey =
        key(name.length() > 4 * NAME_LENGTH_MAX ? name.substring(0, 4 * NAME_LENGTH_MAX) : name);
    return switch (brake.enter(nameKey, address)) {
      case SignInBrake.Turn.Later(var seconds) -> new SignedIn.Later(seconds);
      case SignInBrake.Turn.Now() -> check(nameKey, password, address);
    };
  }

  private SignedIn check(String nameKey, String password, String address) {
    Optional<Account> account = table.byNameKey(nameKey);
    Passphrases.Check check =
        passphrases.check(password, account.map(Account::passwordHash).orElse(nobodysHash));
    if (check == Passphrases.Check.BUSY) {
      brake.notTried(nameKey);
      return new SignedIn.Busy();
    }
    if (check == Passphrases.Check.WRONG || account.isEmpty()) {
      brake.failed(address);
      return new SignedIn.Wrong();
    }
    brake.passed(nameKey);
    Account known = account.get();
    return new SignedIn.Done(tokens.issue(known.userId(), known.name(), TOKEN_LIFE_MILLIS));
  }

  /** Makes somebody with a username an admin; the user's id. */
  public Optional<String> promote(String username) {
    return table.promote(key(username.strip()));
  }

  /**
   * What two usernames that look alike to a hasty reader have in common: letters of other widths
   * and of either case are the same.
   */
  private static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
