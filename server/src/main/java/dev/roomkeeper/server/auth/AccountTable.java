package dev.roomkeeper.server.auth;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Port: who has an account, and what is known of users. Calls block on the database: from virtual
 * threads only.
 */
public interface AccountTable {
  /** What an account may do. */
  enum Role {
    ADMIN,
    USER
  }

  /**
   * Somebody with a username and a password.
   *
   * @param nameKey the username as it is compared; two accounts never have the same
   */
  record Account(String userId, String name, String nameKey, String passwordHash) {
    @Override
    public String toString() {
      return "Account[" + userId + "]";
    }
  }

  /** Whom an issuer of tokens calls by this subject. */
  record Foreigner(String issuer, String subject) {}

  /**
   * What is known of a user.
   *
   * @param role null for a guest
   * @param imageUrl the avatar's; null where none was chosen
   */
  record Person(
      String userId,
      String name,
      @Nullable Role role,
      @Nullable String avatarId,
      @Nullable String imageUrl) {}

  /** What became of an account that was to be made. */
  enum Made {
    MADE,
    NAME_TAKEN,
    WRONG_CODE
  }

  Optional<Account> byNameKey(String nameKey);

  /** Makes an account, unless the name is taken. */
  Made create(Account account, Role role, long nowMillis);

  /** Makes an admin's account and uses the set-up code up, both or neither. */
  Made createBySetupCode(Account account, String codeHash, long nowMillis);

  /** What became of a change to an account. */
  enum Changed {
    CHANGED,
    NOBODY,
    /** Somebody has to be an admin. */
    LAST_ADMIN
  }

  /** The account with a password of this user. */
  Optional<Account> byUserId(String userId);

  /** Which tokens of this account count; empty if there is no such account. */
  OptionalLong generation(String userId);

  /** Another password: the tokens until now count no more. False if there is no such account. */
  boolean changePassword(String userId, String passwordHash);

  /** The tokens until now count no more. False if there is no such account. */
  boolean signOut(String userId);

  /** Makes an admin a user. */
  Changed demote(String nameKey);

  /** Deletes the account; what its user made stays. */
  Changed delete(String userId);

  /** Whether the account of this name key was signed in to from this place lately. */
  boolean wasHere(String nameKey, String place);

  /** Notes from where an account was signed in to; those noted longest ago are forgotten. */
  void noteHere(String userId, String place, long nowMillis);

  boolean hasAdmin();

  /** The only set-up code that counts from now on; null for none. */
  void keepSetupCode(@Nullable String codeHash);

  /** Makes the user an admin, if there is an account of this name key; the user's id. */
  Optional<String> promote(String nameKey);

  /**
   * The user of this subject, put on record under the given id if there is none yet; takes the name
   * over.
   *
   * @param name null if it is not known, which changes nothing
   */
  Person keep(Foreigner foreigner, String freshUserId, @Nullable String name, long nowMillis);

  /** The account's or guest's, or nothing for an id that is nobody's. */
  Optional<Person> person(String userId);

  /** Those of the ids that are somebody's. */
  List<Person> people(List<String> userIds);

  /** False if there is no such avatar. */
  boolean chooseAvatar(String userId, String avatarId);
}
