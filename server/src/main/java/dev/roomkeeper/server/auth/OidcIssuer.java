package dev.roomkeeper.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.roomkeeper.engine.kind.Names;
import dev.roomkeeper.module.NormalForm;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another service that signs users in. Verifies its tokens and reads the user from them. Blocks on
 * the network, so call it from virtual threads only.
 */
final class OidcIssuer {
  private static final Logger LOG = LoggerFactory.getLogger(OidcIssuer.class);
  private static final long SKEW_MILLIS = 30_000;
  private static final int SUBJECT_LENGTH_MAX = 255;
  private static final Set<String> KEYCLOAKS_OWN = Set.of("account");
  private static final int RSA_BITS_MIN = 2_048;

  /** Signatures only: with a MAC, anybody with the public key could forge tokens. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519,
          JWSAlgorithm.Ed448);

  /** Tokens that do not prove a sign-in, such as logout+jwt, are refused. */
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  /**
   * A user who proved their identity to the issuer.
   *
   * @param name the issuer's name for them; null if the token has none
   */
  record Proof(String subject, @Nullable String name, long expiresAtMillis) {}

  /** The result of checking a token. */
  sealed interface Checked {
    record Good(Proof proof) implements Checked {}

    record Bad(Verification.Refusal refusal) implements Checked {}
  }

  private final OidcTrust trust;
  private final OidcKeys keys;
  private final InstantSource clock;

  OidcIssuer(OidcTrust trust, InstantSource clock) {
    this.trust = trust;
    this.clock = clock;
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    keys = new OidcKeys(trust.issuer(), http, clock);
  }

  String url() {
    return trust.issuer();
  }

  /**
   * Fetches the issuer's keys before the first token comes, so that the log shows a failure early.
   */
  void meet() {
    LOG.info("Tokens of {} are taken, if they are for {}", trust.issuer(), trust.audience());
    keys.meet();
  }

  Checked check(SignedJWT jwt) {
    JWSHeader header = jwt.getHeader();
    if (!ALGORITHMS.contains(header.getAlgorithm())) {
      return new Checked.Bad(Verification.Refusal.WRONG_ALGORITHM);
    }
    JOSEObjectType type = header.getType();
    if (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
      return new Checked.Bad(Verification.Refusal.NO_ACCESS);
    }
    if (header.getCriticalParams() != null && !header.getCriticalParams().isEmpty()) {
      return new Checked.Bad(
          Verification.Refusal.MALFORMED); // It is marked as critical, so it must be understood.
    }
    try {
      // A key may also change under the same id.
      boolean isSigned =
          isSigned(jwt, keys.candidates(header)) || isSigned(jwt, keys.renewed(header));
      return isSigned
          ? check(jwt.getJWTClaimsSet())
          : new Checked.Bad(Verification.Refusal.BAD_SIGNATURE);
    } catch (OidcKeys.Unreachable e) {
      return new Checked.Bad(Verification.Refusal.ISSUER_UNREACHABLE);
    } catch (ParseException e) {
      return new Checked.Bad(Verification.Refusal.MALFORMED);
    }
  }

  private boolean isSigned(SignedJWT jwt, List<JWK> candidates) {
    for (JWK key : candidates) {
      try {
        boolean right =
            switch (key) {
              case RSAKey rsa when rsa.size() >= RSA_BITS_MIN ->
                  jwt.verify(new RSASSAVerifier(rsa));
              case ECKey ec -> jwt.verify(new ECDSAVerifier(ec));
              case OctetKeyPair edwards -> EdwardsSignature.isRight(jwt, edwards);
              default -> false;
            };
        if (right) {
          return true;
        }
      } catch (JOSEException | GeneralSecurityException | RuntimeException e) {
        LOG.debug("a key of {} does not fit a token's signature: {}", trust.issuer(), e.toString());
      }
    }
    return false;
  }

  private Checked check(JWTClaimsSet claims) throws ParseException {
    String subject = claims.getSubject();
    Date expires = claims.getExpirationTime();
    if (!trust.issuer().equals(claims.getIssuer())) {
      return new Checked.Bad(Verification.Refusal.WRONG_ISSUER);
    }
    if (!isForUs(claims)) {
      return new Checked.Bad(Verification.Refusal.WRONG_AUDIENCE);
    }
    if (subject == null || subject.isEmpty() || subject.length() > SUBJECT_LENGTH_MAX) {
      return new Checked.Bad(Verification.Refusal.NO_SUBJECT);
    }
    if (expires == null) {
      return new Checked.Bad(Verification.Refusal.NO_END);
    }
    Instant now = clock.instant();
    for (Date from : new Date[] {claims.getNotBeforeTime(), claims.getIssueTime()}) {
      if (from != null && from.toInstant().isAfter(now.plusMillis(SKEW_MILLIS))) {
        return new Checked.Bad(Verification.Refusal.NOT_YET_VALID);
      }
    }
    if (!expires.toInstant().plusMillis(SKEW_MILLIS).isAfter(now)) {
      return new Checked.Bad(Verification.Refusal.EXPIRED);
    }
    return new Checked.Good(new Proof(subject, name(claims), expires.toInstant().toEpochMilli()));
  }

  /**
   * Cognito's access tokens have no audience; they name the client they were made for. Keycloak's
   * audience lists its own services that the user may use, "account" for everybody, and the client
   * is in {@code azp}.
   */
  private boolean isForUs(JWTClaimsSet claims) throws ParseException {
    List<String> audience = claims.getAudience();
    if (audience.contains(trust.audience())) {
      return true;
    }
    if (trust.audience().equals(claims.getClaim("azp"))) {
      // A token for another service that our client obtained is not for us.
      return "Bearer".equals(claims.getClaim("typ")) || KEYCLOAKS_OWN.containsAll(audience);
    }
    return audience.isEmpty()
        && "access".equals(claims.getStringClaim("token_use"))
        && trust.audience().equals(claims.getStringClaim("client_id"));
  }

  private static @Nullable String name(JWTClaimsSet claims) {
    for (String claim : List.of("name", "preferred_username", "nickname")) {
      if (claims.getClaim(claim) instanceof String name && !name.isBlank()) {
        return shown(name);
      }
    }
    return null;
  }

  /** The issuer's name for the user, cleaned as names are here. */
  private static @Nullable String shown(String name) {
    String shown = Names.cleaned(NormalForm.of(name), Accounts.NAME_LENGTH_MAX);
    return shown.isEmpty() ? null : shown;
  }
}
