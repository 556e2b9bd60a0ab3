package dev.roomkeeper.server.auth;

import com.nimbusds.jwt.SignedJWT;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.server.auth.AccountTable.Foreigner;
import dev.roomkeeper.server.auth.AccountTable.Person;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the server's own tokens and those of trusted issuers. Somebody with an issuer's token
 * becomes a user of this server. Blocks on the network and the database, so call it from virtual
 * threads only.
 */
public final class AllTokens implements TokenVerifier {
  private final Tokens own;
  private final List<OidcIssuer> issuers;
  private final AccountTable people;
  private final Dice dice;
  private final InstantSource clock;
  private final RefusedTokens refused = new RefusedTokens();

  /**
   * @param dice a cryptographic generator
   */
  public AllTokens(
      Tokens own, List<OidcTrust> trusted, AccountTable people, Dice dice, InstantSource clock) {
    this.own = own;
    this.issuers = trusted.stream().map(trust -> new OidcIssuer(trust, clock)).toList();
    this.people = people;
    this.dice = dice;
    this.clock = clock;
  }

  /** Logs the issuers and fetches their keys, without waiting for them. */
  public void meetIssuers() {
    issuers.forEach(OidcIssuer::meet);
  }

  @Override
  public Verification verify(@Nullable String token) {
    Verification asOwn = own.verify(token);
    // The server's own tokens use one algorithm, which no issuer may use.
    if (asOwn != Verification.Refusal.WRONG_ALGORITHM || token == null || issuers.isEmpty()) {
      return asOwn;
    }
    Verification verified = ofIssuer(token);
    if (verified instanceof Verification.Refusal refusal) {
      refused.note(refusal, token);
    }
    return verified;
  }

  private Verification ofIssuer(String token) {
    SignedJWT jwt;
    String named;
    try {
      jwt = SignedJWT.parse(token);
      named = jwt.getJWTClaimsSet().getIssuer();
    } catch (ParseException | RuntimeException e) {
      return Verification.Refusal.MALFORMED;
    }
    // The token's claims only select the issuer that has to prove it.
    Verification.Refusal refusal = Verification.Refusal.WRONG_ISSUER;
    for (OidcIssuer issuer : issuers) {
      if (issuer.url().equals(named)) {
        switch (issuer.check(jwt)) {
          case OidcIssuer.Checked.Good(var proof) -> {
            return identity(issuer, proof);
          }
          // The same issuer may be trusted for another audience.
          case OidcIssuer.Checked.Bad(var reason) -> refusal = reason;
        }
      }
    }
    return refusal;
  }

  private Verification.Identity identity(OidcIssuer issuer, OidcIssuer.Proof proof) {
    Person person =
        people.keep(
            new Foreigner(issuer.url(), proof.subject()),
            "u_" + dice.id(16),
            proof.name(),
            clock.millis());
    return new Verification.Identity(person.userId(), person.name(), proof.expiresAtMillis());
  }
}
