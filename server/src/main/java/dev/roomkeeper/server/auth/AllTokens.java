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
 * The server's own tokens, and those of the issuers that it trusts: whoever comes with one of these
 * is a user of its own from then on. Blocks on the network and the database: from virtual threads
 * only.
 */
public final class AllTokens implements TokenVerifier {
  private final Tokens own;
  private final List<OidcIssuer> issuers;
  private final AccountTable people;
  private final Dice dice;
  private final InstantSource clock;

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

  @Override
  public Verification verify(@Nullable String token) {
    Verification asOwn = own.verify(token);
    // Its own are all of one algorithm, which nobody else's may be of.
    return asOwn == Verification.Refusal.WRONG_ALGORITHM && token != null ? ofIssuer(token) : asOwn;
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
    // What the token says of itself picks who is to prove it, no more.
    Verification.Refusal refusal =
        issuers.isEmpty()
            ? Verification.Refusal.WRONG_ALGORITHM
            : Verification.Refusal.WRONG_ISSUER;
    for (OidcIssuer issuer : issuers) {
      if (issuer.url().equals(named)) {
        switch (issuer.check(jwt)) {
          case OidcIssuer.Checked.Good(var proof) -> {
            return identity(issuer, proof);
          }
          // The same issuer may be trusted with another audience.
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
