package dev.roomkeeper.server.auth;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Port: accounts, and what is known of users. Calls block on the database, so call them from
 * virtual threads only.
 */
public interface AccountTable {
  /** What an account may do. */
  enum Role {
    ADMIN,
    USER
  }

  /**
   * A user with a username and a password.
   *
   * @param nameKey the username in the form that is compared; no two accounts share one
   */
  record Account(String userId, String name, String nameKey, String passwordHash) {
    @Override
    public String toString() {
      return "Account[" + userId + "]";
    }
  }

  /** A user as another issuer of tokens names them. */
  record Foreigner(String issuer, String subject) {}

  /**
   * What is known of a user.
   *
   * @param role null for a guest
   * @param imageUrl of the avatar; null if none was chosen
   */
  record Person(
      String userId,
      String name,
      @Nullable Role role,
      @Nullable String avatarId,
      @Nullable String imageUrl) {}

  /** The outcome of creating an account. */
  enum Made {
    MADE,
    NAME_TAKEN,
    WRONG_CODE
  }

  Optional<Account> byNameKey(String nameKey);

  /** Creates an account, unless the name is taken. */
  Made create(Account account, Role role, long nowMillis);

  /** Creates an admin's account and uses up the set-up code: both or neither. */
  Made createBySetupCode(Account account, String codeHash, long nowMillis);

  /** The outcome of a change to an account. */
  enum Changed {
    CHANGED,
    NOBODY,
    /** There has to be an admin. */
    LAST_ADMIN
  }

  /** The user's account, if it has a password. */
  Optional<Account> byUserId(String userId);

  /** The generation of valid tokens of this account; empty if there is no such account. */
  OptionalLong generation(String userId);

  /** Changes the password and ends all earlier tokens. False if there is no such account. */
  boolean changePassword(String userId, String passwordHash);

  /** Ends all earlier tokens. False if there is no such account. */
  boolean signOut(String userId);

  /** Makes a user an admin, or an admin a user. */
  Changed setRole(String userId, Role role);

  /** Deletes the account. What its user created stays. */
  Changed delete(String userId);

  /** Whether somebody signed in to this account from this place lately. */
  boolean wasHere(String nameKey, String place);

  /** Records from where an account was signed in to. The oldest places are forgotten. */
  void noteHere(String userId, String place, long nowMillis);

  boolean hasAdmin();

  /** Replaces the set-up code; null for none. */
  void keepSetupCode(@Nullable String codeHash);

  /**
   * The user of this subject, recorded under the given id if new. The name is taken over.
   *
   * @param name null if it is not known, which changes nothing
   */
  Person keep(Foreigner foreigner, String freshUserId, @Nullable String name, long nowMillis);

  /**
   * A user in a list.
   *
   * @param role null for a guest
   * @param sinceMillis since when they are known
   */
  record Entry(String userId, String name, @Nullable Role role, long sinceMillis) {}

  /** One page of a list; {@code more} says whether there are older ones. */
  record Known(List<Entry> entries, boolean more) {}

  /**
   * Accounts and guests, the newest first.
   *
   * @param text a part of their name, or their id; empty for all
   * @param before the id of the user before whom the page begins, null for the newest
   * @return empty if there is no such user
   */
  Optional<Known> search(String text, @Nullable String before, int most);

  /**
   * An issuer's user becomes the guest: the account has the guest's id from now on, and with it
   * rooms, avatar and seats. Its former id is nobody's.
   *
   * @return false if this is no issuer's user or made rooms already, or if there is no such guest
   */
  boolean takeOver(String userId, String guestId);

  /** The person with this id, an account or a guest. */
  Optional<Person> person(String userId);

  /** The persons with these ids. Unknown ids are skipped. */
  List<Person> people(List<String> userIds);

  /** False if there is no such avatar. */
  boolean chooseAvatar(String userId, String avatarId);
}
