package dev.roomkeeper.module;

import dev.roomkeeper.module.http.User;
import java.util.Optional;

/** Port: who the server knows. Calls block on the database. */
public interface People {
  /** The name of a guest or an account; empty for nobody. */
  Optional<String> name(String userId);

  boolean isAdmin(String userId);

  /** Whether this is a guest and not an account. False for nobody. */
  boolean isGuest(String userId);

  /** Whom a token speaks for; empty if it counts for nothing. */
  Optional<User> bearer(String token);
}
