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
 * Logs why issuers' tokens are refused, each reason at most once a minute, since bad tokens may
 * come by the thousand. Names the token's issuer and audience, never its user or the token.
 */
final class RefusedTokens {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedTokens.class);
  private static final long BETWEEN_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int SHOWN_LENGTH_MAX = 200;

  private final Map<Verification.Refusal, Long> toldNanos =
      new EnumMap<>(Verification.Refusal.class);

  void note(Verification.Refusal reason, String token) {
    if (reason == Verification.Refusal.EXPIRED || !isToBeTold(reason)) {
      return; // Every token expires, so that is not worth a line.
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

  /** The token's maker may have written anything there, even line breaks. */
  private static String shown(@Nullable Object claim) {
    String text = String.valueOf(claim).replaceAll("[^\\x20-\\x7e]", "?");
    return text.length() > SHOWN_LENGTH_MAX ? text.substring(0, SHOWN_LENGTH_MAX) : text;
  }
}
