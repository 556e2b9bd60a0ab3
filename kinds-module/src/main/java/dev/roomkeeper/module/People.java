package dev.roomkeeper.module;

import dev.roomkeeper.module.http.User;
import java.util.Optional;

/** Port: the users that the server knows. Calls block on the database. */
public interface People {
  /** The name of a guest or an account; empty if there is no such user. */
  Optional<String> name(String userId);

  boolean isAdmin(String userId);

  /** Whether this is a guest and not an account. False if there is no such user. */
  boolean isGuest(String userId);

  /** The user whom a token identifies; empty if the token is not valid. */
  Optional<User> bearer(String token);
}
