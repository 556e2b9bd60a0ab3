package dev.roomkeeper.server.auth;

import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.server.auth.AccountTable.Account;
import dev.roomkeeper.server.auth.AccountTable.Role;
import dev.roomkeeper.server.limits.Limits;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * People with a username and a password. Blocks on the database and on slow hashes: from virtual
 * threads only.
 */
public final class Accounts {
  public static final int NAME_LENGTH_MAX = 64;

  /** Nobody who signed in has to do it again within the week. */
  public static final long TOKEN_LIFE_MILLIS = 7 * 24 * 3_600_000L;

  private static final int FIRST_HASH_ATTEMPTS = 10;

  private final AccountTable table;
  private final Passphrases passphrases;
  private final SignInBrake brake;
  private final Tokens tokens;
  private final Dice dice;
  private final InstantSource clock;
  private final PasswordRule rule;
  private final Consumer<String> signedOut;
  private final boolean openAdminSignup;

  /** Whoever has no account is checked against this one, so that it takes the same time. */
  private final String nobodysHash;

  /**
   * Who wants an account.
   *
   * @param address from where
   * @param guestId the user who was a guest until now, and whose account it becomes; null for
   *     somebody new
   */
  public record Applicant(
      String username,
      String password,
      Role role,
      @Nullable String setupCode,
      String address,
      @Nullable String guestId) {
    @Override
    public String toString() {
      return "Applicant"; // Nothing of it is for a log.
    }
  }

  /**
   * Who may sign up as what.
   *
   * @param openAdminSignup whether anybody may become an admin
   */
  public record Rules(PasswordRule passwords, boolean openAdminSignup) {}

  /** What comes of {@code POST /signup}. */
  public sealed interface SignedUp {
    record Done(String userId) implements SignedUp {}

    /** The name or password is no good. */
    record Refused(String sentence) implements SignedUp {}

    /** Somebody has this name. */
    record Taken() implements SignedUp {}

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

    /** Nobody else is an admin, so this one has to stay. */
    record LastAdmin() implements SignedIn {}

    /** Too many are asking at this moment. */
    record Busy() implements SignedIn {}
  }

  /**
   * @param dice a cryptographic generator
   * @param rules of signing up
   * @param signedOut is told of users whose tokens count no more
   */
  public Accounts(
      AccountTable table,
      Passphrases passphrases,
      SignInBrake brake,
      Tokens tokens,
      Dice dice,
      InstantSource clock,
      Rules rules,
      Consumer<String> signedOut) {
    this.table = table;
    this.passphrases = passphrases;
    this.brake = brake;
    this.tokens = tokens;
    this.dice = dice;
    this.clock = clock;
    this.rule = rules.passwords;
    this.openAdminSignup = rules.openAdminSignup;
    this.signedOut = signedOut;
    nobodysHash = hashOfNobody(passphrases, dice.id(20));
  }

  /**
   * On a machine that is busy with other things a hash may take longer than anybody waits for one.
   */
  private static String hashOfNobody(Passphrases passphrases, String passphrase) {
    for (int attempt = 0; attempt < FIRST_HASH_ATTEMPTS; attempt++) {
      if (passphrases.hash("", passphrase) instanceof Passphrases.Hashed.Hash(var phc)) {
        return phc;
      }
    }
    throw new IllegalStateException("no passphrase can be hashed");
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
    String name = Names.normal(applicant.username);
    String problem =
        name.isEmpty() ? "has a character at least" : Names.problem(name, NAME_LENGTH_MAX);
    if (problem != null) {
      return new SignedUp.Refused("a username " + problem);
    }
    boolean needsCode = applicant.role == Role.ADMIN && !openAdminSignup;
    String code = applicant.setupCode;
    if (needsCode && code == null) {
      return new SignedUp.Forbidden("an admin needs the set-up code that the server printed");
    }
    String nameKey = key(name);
    if (table.byNameKey(nameKey).isPresent()) {
      return new SignedUp.Taken();
    }
    String weakness = rule.problem(applicant.password, name);
    if (weakness != null) {
      return new SignedUp.Refused(weakness);
    }
    return switch (passphrases.hash(place(applicant.address), applicant.password)) {
      case Passphrases.Hashed.Hash(var phc) -> {
        // Whoever was a guest stays the same user: what was theirs is, and they are no guest any
        // more.
        String userId = applicant.guestId == null ? "u_" + dice.id(16) : applicant.guestId;
        Account account = new Account(userId, name, nameKey, phc);
        AccountTable.Made made =
            needsCode && code != null
                ? table.createBySetupCode(account, SetupCode.hash(code), clock.millis())
                : table.create(account, applicant.role, clock.millis());
        yield switch (made) {
          case MADE -> new SignedUp.Done(account.userId());
          case NAME_TAKEN -> new SignedUp.Taken();
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
    String name =
        username.length() > 4 * NAME_LENGTH_MAX
            ? username.substring(0, 4 * NAME_LENGTH_MAX)
            : username;
    String nameKey = key(Names.normal(name));
    return prove(nameKey, password, address, () -> table.byNameKey(nameKey), this::welcome);
  }

  /** What somebody may do who knows the password. */
  private SignedIn prove(
      String nameKey,
      String password,
      String address,
      Supplier<Optional<Account>> find,
      Function<Account, SignedIn> then) {
    String place = place(address);
    return switch (brake.enter(nameKey, address, () -> table.wasHere(nameKey, place))) {
      case SignInBrake.Turn.Later(var seconds) -> new SignedIn.Later(seconds);
      case SignInBrake.Turn.Now now -> {
        Optional<Account> account = find.get();
        String hash = account.map(Account::passwordHash).orElse(nobodysHash);
        Passphrases.Check check = passphrases.check(place, password, hash);
        if (check == Passphrases.Check.BUSY) {
          brake.notTried(now);
          yield new SignedIn.Busy();
        }
        if (check == Passphrases.Check.WRONG || account.isEmpty()) {
          yield new SignedIn.Wrong();
        }
        brake.passed(now);
        table.noteHere(account.get().userId(), place, clock.millis());
        yield then.apply(account.get());
      }
    };
  }

  private SignedIn welcome(Account account) {
    OptionalLong generation = table.generation(account.userId());
    return generation.isEmpty()
        ? new SignedIn.Wrong() // Deleted since a moment.
        : new SignedIn.Done(
            tokens.issue(
                account.userId(), account.name(), TOKEN_LIFE_MILLIS, generation.getAsLong()));
  }

  /** How an address is known again without being kept. */
  private String place(String address) {
    return tokens.fingerprint(Limits.addressOwner(address));
  }

  // --- What somebody does with an account of their own ---

  /**
   * Another password in place of the one that is proved; all tokens until now count no more, and
   * the answer has a new one.
   *
   * @return empty for somebody who has no password here
   */
  public Optional<Changed> changePassword(
      String userId, String password, String newPassword, String address) {
    Account account = table.byUserId(userId).orElse(null);
    if (account == null) {
      return Optional.empty();
    }
    String weakness = rule.problem(newPassword, account.name());
    if (weakness != null) {
      return Optional.of(new Changed.Refused(weakness));
    }
    SignedIn proved =
        prove(
            account.nameKey(),
            password,
            address,
            () -> Optional.of(account),
            known ->
                switch (passphrases.hash(place(address), newPassword)) {
                  case Passphrases.Hashed.Hash(var phc) -> {
                    table.changePassword(userId, phc);
                    signedOut.accept(userId);
                    yield welcome(known);
                  }
                  case Passphrases.Hashed.Refused _, Passphrases.Hashed.Busy _ ->
                      new SignedIn.Busy();
                });
    return Optional.of(new Changed.Asked(proved));
  }

  /** What comes of a new password. */
  public sealed interface Changed {
    /** The new one is no good. */
    record Refused(String sentence) implements Changed {}

    /** What came of proving the old one. */
    record Asked(SignedIn proved) implements Changed {}
  }

  /** All tokens until now count no more; false for somebody who has no password here. */
  public boolean signOut(String userId) {
    boolean isDone = table.signOut(userId);
    if (isDone) {
      signedOut.accept(userId);
    }
    return isDone;
  }

  /** Deletes the account of somebody who may; what was made stays. */
  public AccountTable.Changed delete(String userId) {
    AccountTable.Changed changed = table.delete(userId);
    if (changed == AccountTable.Changed.CHANGED) {
      signedOut.accept(userId);
    }
    return changed;
  }

  /** As {@link #delete}, by whoever proves the password; empty for somebody who has none here. */
  public Optional<SignedIn> deleteOwn(String userId, String password, String address) {
    Optional<Account> account = table.byUserId(userId);
    return account.map(known ->
        prove(
            known.nameKey(),
            password,
            address,
            () -> account,
            _ -> {
              boolean isDone = delete(userId) != AccountTable.Changed.LAST_ADMIN;
              return isDone ? new SignedIn.Done("") : new SignedIn.LastAdmin();
            }));
  }

  /** The user with this username. */
  public Optional<String> userId(String username) {
    return table.byNameKey(key(Names.normal(username))).map(Account::userId);
  }

  /** Makes an admin a user. */
  public AccountTable.Changed demote(String username) {
    return table.demote(key(Names.normal(username)));
  }

  /** Makes somebody with a username an admin; the user's id. */
  public Optional<String> promote(String username) {
    return table.promote(key(Names.normal(username)));
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
