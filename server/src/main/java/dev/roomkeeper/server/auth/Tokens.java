package dev.roomkeeper.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Issues and verifies the server's own tokens.
 *
 * <p>They use HS256 with a 256-bit key. Only the server itself verifies them, so a public key would
 * serve nobody, and a MAC takes a microsecond. Thread-safe.
 */
public final class Tokens implements TokenVerifier {
  public static final int KEY_BYTES = 32;
  public static final long LIFE_MILLIS = 3_600_000;

  private static final String ISSUER = "roomkeeper";
  private static final String AUDIENCE = "roomkeeper";
  private static final String NAME = "name";
  private static final String GENERATION = "gen";
  private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;
  private static final long SKEW_MILLIS = 30_000;

  /** Whether a token that was issued is still valid. */
  @FunctionalInterface
  public interface Standing {
    /**
     * Whether the token is valid. May block.
     *
     * @param generation of the account's tokens when this one was issued
     */
    boolean isGood(String userId, long generation);
  }

  private final MACSigner signer;
  private final MACVerifier verifier;
  private final InstantSource clock;
  private final long lifeMillis;
  private final Standing standing;
  private final Places places;

  public Tokens(byte[] key, InstantSource clock) {
    this(key, clock, LIFE_MILLIS);
  }

  /**
   * @param key {@link #KEY_BYTES} random bytes
   */
  public Tokens(byte[] key, InstantSource clock, long lifeMillis) {
    this(key, clock, lifeMillis, (_, _) -> true);
  }

  /**
   * @param standing of the accounts whose tokens are verified
   */
  public Tokens(byte[] key, InstantSource clock, long lifeMillis, Standing standing) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has 32 bytes, not " + key.length);
    }
    try {
      signer = new MACSigner(key);
      verifier = new MACVerifier(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("HS256 is not there", e);
    }
    this.clock = clock;
    this.lifeMillis = lifeMillis;
    this.standing = standing;
    this.places = new Places(key);
  }

  /** A token for a user. */
  public String issue(String userId, String name) {
    return issue(userId, name, lifeMillis);
  }

  /** A token for a user, valid for this time. */
  public String issue(String userId, String name, long lifeMillis) {
    return issue(claims(userId, name, lifeMillis).build());
  }

  /** A token for an account, valid for this time and while the account has this generation. */
  public String issue(String userId, String name, long lifeMillis, long generation) {
    return issue(claims(userId, name, lifeMillis).claim(GENERATION, generation).build());
  }

  private JWTClaimsSet.Builder claims(String userId, String name, long lifeMillis) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject(userId)
        .claim(NAME, name)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusMillis(lifeMillis)));
  }

  private String issue(JWTClaimsSet claims) {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(ALGORITHM).type(JOSEObjectType.JWT).build(), claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("a token can't be signed", e);
    }
    return token.serialize();
  }

  /** A fingerprint that recognises a text, such as an address, without storing it. */
  String fingerprint(String text) {
    return places.of("fingerprint", text);
  }

  @Override
  public Verification verify(@Nullable String token) {
    if (token == null || token.isEmpty()) {
      return Verification.Refusal.MISSING;
    }
    if (token.length() > Verification.LENGTH_MAX) {
      return Verification.Refusal.TOO_LARGE;
    }
    SignedJWT jwt;
    try {
      jwt = SignedJWT.parse(token);
    } catch (ParseException | RuntimeException e) {
      return Verification.Refusal.MALFORMED;
    }
    // The algorithm is fixed: a token can't choose none, or a key of another type.
    if (!ALGORITHM.equals(jwt.getHeader().getAlgorithm())) {
      return Verification.Refusal.WRONG_ALGORITHM;
    }
    try {
      if (!jwt.verify(verifier)) {
        return Verification.Refusal.BAD_SIGNATURE;
      }
      return check(jwt.getJWTClaimsSet());
    } catch (JOSEException e) {
      return Verification.Refusal.BAD_SIGNATURE;
    } catch (ParseException e) {
      return Verification.Refusal.MALFORMED;
    }
  }

  private Verification check(JWTClaimsSet claims) throws ParseException {
    String userId = claims.getSubject();
    String name = claims.getStringClaim(NAME);
    Date expires = claims.getExpirationTime();
    Date issued = claims.getIssueTime();
    if (userId == null || userId.isEmpty() || name == null || expires == null || issued == null) {
      return Verification.Refusal.MALFORMED;
    }
    List<String> audience = claims.getAudience();
    if (!ISSUER.equals(claims.getIssuer())) {
      return Verification.Refusal.WRONG_ISSUER;
    }
    if (!audience.contains(AUDIENCE)) {
      return Verification.Refusal.WRONG_AUDIENCE;
    }
    Instant now = clock.instant();
    Date notBefore = claims.getNotBeforeTime();
    if (issued.toInstant().isAfter(now.plusMillis(SKEW_MILLIS))
        || (notBefore != null && notBefore.toInstant().isAfter(now.plusMillis(SKEW_MILLIS)))) {
      return Verification.Refusal.NOT_YET_VALID;
    }
    if (!expires.toInstant().plusMillis(SKEW_MILLIS).isAfter(now)) {
      return Verification.Refusal.EXPIRED;
    }
    Long generation = claims.getLongClaim(GENERATION);
    if (generation != null && !standing.isGood(userId, generation)) {
      return Verification.Refusal.SIGNED_OUT;
    }
    return new Verification.Identity(userId, name, expires.toInstant().toEpochMilli());
  }
}
