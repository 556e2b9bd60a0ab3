package dev.roomkeeper.server.auth;

import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Names;
import dev.roomkeeper.module.NormalForm;
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
 * Accounts with a username and a password. Blocks on the database and on slow hashes, so call it
 * from virtual threads only.
 */
public final class Accounts {
  public static final int NAME_LENGTH_MAX = 64;

  /** A sign-in lasts at least a week. */
  public static final long TOKEN_LIFE_MILLIS = 7 * 24 * 3_600_000L;

  private static final int FIRST_HASH_ATTEMPTS = 10;

  private final AccountTable table;
  private final PassphraseHasher passphrases;
  private final SignInBrake brake;
  private final Tokens tokens;
  private final Dice dice;
  private final InstantSource clock;
  private final PasswordRule rule;
  private final Consumer<String> signedOut;
  private final boolean openAdminSignup;

  /** A sign-in without an account is checked against this hash, so that it takes the same time. */
  private final String nobodysHash;

  /**
   * A request for an account.
   *
   * @param address from which it came
   * @param guestId the guest whose account it becomes; null for somebody new
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
      return "Applicant"; // Nothing of it may reach a log.
    }
  }

  /**
   * The rules for signing up.
   *
   * @param openAdminSignup whether anybody may become an admin
   */
  public record Rules(PasswordRule passwords, boolean openAdminSignup) {}

  /** The outcome of {@code POST /signup}. */
  public sealed interface SignedUp {
    record Done(String userId) implements SignedUp {}

    /** The name or the password is not acceptable. */
    record Refused(String sentence) implements SignedUp {}

    /** The name is taken. */
    record Taken() implements SignedUp {}

    /** This user may not become an admin. */
    record Forbidden(String sentence) implements SignedUp {}

    /** Too many requests at this moment. */
    record Busy() implements SignedUp {}
  }

  /** The outcome of {@code POST /signin}. */
  public sealed interface SignedIn {
    record Done(String token) implements SignedIn {
      @Override
      public String toString() {
        return "Done";
      }
    }

    /** The name or the password is wrong. Which one is not said. */
    record Wrong() implements SignedIn {}

    /** Too many failed attempts. */
    record Later(long seconds) implements SignedIn {}

    /** There is no other admin, so this account can't be deleted. */
    record LastAdmin() implements SignedIn {}

    /** Too many requests at this moment. */
    record Busy() implements SignedIn {}
  }

  /**
   * @param dice a cryptographic generator
   * @param rules for signing up
   * @param signedOut is called with users whose tokens have ended
   */
  public Accounts(
      AccountTable table,
      PassphraseHasher passphrases,
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

  /** On a busy machine a hash may take longer than a caller waits. */
  private static String hashOfNobody(PassphraseHasher passphrases, String passphrase) {
    for (int attempt = 0; attempt < FIRST_HASH_ATTEMPTS; attempt++) {
      if (passphrases.hash("", passphrase) instanceof PassphraseHasher.Hashed.Hash(var phc)) {
        return phc;
      }
    }
    throw new IllegalStateException("no passphrase can be hashed");
  }

  /** A new set-up code if there is no admin yet. It replaces the one before. */
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
    String name = NormalForm.of(applicant.username);
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
      case PassphraseHasher.Hashed.Hash(var phc) -> {
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
      case PassphraseHasher.Hashed.Refused _ ->
          new SignedUp.Refused(
              "a password has 1 to " + PassphraseHasher.LENGTH_MAX + " characters");
      case PassphraseHasher.Hashed.Busy() -> new SignedUp.Busy();
    };
  }

  /**
   * @param address from which the attempt comes
   */
  public SignedIn signIn(String username, String password, String address) {
    String name =
        username.length() > 4 * NAME_LENGTH_MAX
            ? username.substring(0, 4 * NAME_LENGTH_MAX)
            : username;
    String nameKey = key(NormalForm.of(name));
    return prove(nameKey, password, address, () -> table.byNameKey(nameKey), this::welcome);
  }

  /** Checks the password before something that needs it. */
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
        PassphraseHasher.Check check = passphrases.check(place, password, hash);
        if (check == PassphraseHasher.Check.BUSY) {
          brake.notTried(now);
          yield new SignedIn.Busy();
        }
        if (check == PassphraseHasher.Check.WRONG || account.isEmpty()) {
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
        ? new SignedIn.Wrong() // It was just deleted.
        : new SignedIn.Done(
            tokens.issue(
                account.userId(), account.name(), TOKEN_LIFE_MILLIS, generation.getAsLong()));
  }

  /** Identifies an address without storing it. */
  private String place(String address) {
    return tokens.fingerprint(Limits.addressOwner(address));
  }

  // --- Changes to one's own account ---

  /**
   * Changes the password after proving the old one. All earlier tokens end, and the answer has a
   * new one.
   *
   * @return empty for a user without a password here
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
                  case PassphraseHasher.Hashed.Hash(var phc) -> {
                    table.changePassword(userId, phc);
                    signedOut.accept(userId);
                    yield welcome(known);
                  }
                  case PassphraseHasher.Hashed.Refused _, PassphraseHasher.Hashed.Busy _ ->
                      new SignedIn.Busy();
                });
    return Optional.of(new Changed.Asked(proved));
  }

  /** The outcome of a change of password. */
  public sealed interface Changed {
    /** The new password is not acceptable. */
    record Refused(String sentence) implements Changed {}

    /** The outcome of proving the old password. */
    record Asked(SignedIn proved) implements Changed {}
  }

  /** Ends all earlier tokens. False for a user without a password here. */
  public boolean signOut(String userId) {
    boolean isDone = table.signOut(userId);
    if (isDone) {
      signedOut.accept(userId);
    }
    return isDone;
  }

  /** Deletes an account, without asking for its password. What its user created stays. */
  public AccountTable.Changed delete(String userId) {
    AccountTable.Changed changed = table.delete(userId);
    if (changed == AccountTable.Changed.CHANGED) {
      signedOut.accept(userId);
    }
    return changed;
  }

  /**
   * Like {@link #delete}, for a user who proves the password. Empty for a user without one here.
   */
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
    return table.byNameKey(key(NormalForm.of(username))).map(Account::userId);
  }

  /**
   * The form in which usernames are compared: without case, and with all widths of a letter equal.
   */
  private static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
