package dev.roomkeeper.server.auth;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * A trusted issuer, and the audience its tokens must have.
 *
 * @param issuer its address, as its tokens name it in {@code iss}
 * @param audience named in {@code aud}, or by Keycloak in {@code azp} and by Cognito in {@code
 *     client_id}
 */
public record OidcTrust(String issuer, String audience) {
  /** Where an issuer's description is, below its address. */
  static final String DISCOVERY = "/.well-known/openid-configuration";

  /** The issuer's address or audience is not acceptable. The message is for the operator. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  public OidcTrust {
    if (!isAddress(issuer)) {
      throw new Refused(
          "--oidc-issuer must be the issuer's address, such as https://login.example, not "
              + issuer);
    }
    if (issuer.contains(DISCOVERY)) {
      throw new Refused(
          "--oidc-issuer is the issuer and not its description: leave out " + DISCOVERY);
    }
    if (audience.isBlank()) {
      throw new Refused("--oidc-audience must not be empty");
    }
  }

  private static boolean isAddress(String text) {
    try {
      URI address = new URI(text);
      return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
          && address.getHost() != null
          && address.getUserInfo() == null
          && address.getQuery() == null
          && address.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
