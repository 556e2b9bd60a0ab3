package dev.roomkeeper.server.auth;

import org.jspecify.annotations.Nullable;

/** Finds the user of a token. */
@FunctionalInterface
public interface TokenVerifier {
  /**
   * @param token a JWT as the client sent it, null for none
   */
  Verification verify(@Nullable String token);
}
