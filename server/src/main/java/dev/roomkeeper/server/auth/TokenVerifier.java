package dev.roomkeeper.server.auth;

import org.jspecify.annotations.Nullable;

/** Tells whose a token is. */
@FunctionalInterface
public interface TokenVerifier {
  /**
   * @param token a JWT as the client sent it, null for none
   */
  Verification verify(@Nullable String token);
}
