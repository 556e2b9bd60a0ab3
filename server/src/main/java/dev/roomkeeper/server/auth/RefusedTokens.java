package dev.roomkeeper.server.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator's log why issuers' tokens are refused, each reason once a minute at most: bad
 * tokens may come by the thousand. Says what a token names as its maker and its audience, and never
 * whose it is, or the token.
 */
final class RefusedTokens {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedTokens.class);
  private static final long BETWEEN_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int SHOWN_LENGTH_MAX = 200;

  private final Map<Verification.Refusal, Long> toldNanos =
      new EnumMap<>(Verification.Refusal.class);

  void note(Verification.Refusal reason, String token) {
    if (reason == Verification.Refusal.EXPIRED || !isToBeTold(reason)) {
      return; // Every token expires: that tells nothing.
    }
    JWTClaimsSet claims = claims(token);
    LOG.warn(
        "An issuer's token is refused: {} (iss {}, aud {}, azp {})",
        reason.sentence(),
        claims == null ? "?" : shown(claims.getIssuer()),
        claims == null ? "?" : shown(claims.getAudience()),
        claims == null ? "?" : shown(claims.getClaim("azp")));
  }

  private synchronized boolean isToBeTold(Verification.Refusal reason) {
    long now = System.nanoTime();
    Long told = toldNanos.get(reason);
    if (told != null && now - told < BETWEEN_NANOS) {
      return false;
    }
    toldNanos.put(reason, now);
    return true;
  }

  private static @Nullable JWTClaimsSet claims(String token) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet();
    } catch (ParseException | RuntimeException e) {
      return null;
    }
  }

  /** Whoever made the token may have written anything there, line breaks too. */
  private static String shown(@Nullable Object claim) {
    String text = String.valueOf(claim).replaceAll("[^\\x20-\\x7e]", "?");
    return text.length() > SHOWN_LENGTH_MAX ? text.substring(0, SHOWN_LENGTH_MAX) : text;
  }
}
