package dev.roomkeeper.server.auth;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of one issuer, found by OIDC discovery. They are asked for again when a token is
 * signed by none of them, and every few minutes, so that keys which the issuer withdrew count no
 * more. Blocks on the network: from virtual threads only.
 */
final class OidcKeys {
  private static final Logger LOG = LoggerFactory.getLogger(OidcKeys.class);

  /** However many bad tokens come, the issuer is asked no more often. */
  private static final long BETWEEN_MILLIS = 2_000;

  private static final long FRESH_MILLIS = 300_000;

  /** While the issuer can't be reached, its last keys count for so long. */
  private static final long STALE_MILLIS = 3_600_000;

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int BYTES_MAX = 256 << 10;

  private final String issuer;
  private final HttpClient http;
  private final InstantSource clock;
  private final ReentrantLock asking = new ReentrantLock();

  private record Known(JWKSet keys, long atMillis) {}

  private volatile @Nullable Known known;
  private long askedAtMillis = Long.MIN_VALUE / 2; // under the lock

  OidcKeys(String issuer, HttpClient http, InstantSource clock) {
    this.issuer = issuer;
    this.http = http;
    this.clock = clock;
  }

  /** The issuer can't be asked, and what is known of its keys is too old. */
  static final class Unreachable extends Exception {
    private static final long serialVersionUID = 1;

    Unreachable() {
      super("the issuer can't be asked for its keys", null, false, false);
    }
  }

  /** The keys that may have signed a token with this header. */
  List<JWK> candidates(JWSHeader header) throws Unreachable {
    Known now = known;
    if (now == null) {
      asking.lock();
      renew();
    } else if (clock.millis() - now.atMillis >= FRESH_MILLIS && asking.tryLock()) {
      renew(); // Who comes meanwhile goes on with the keys that are known.
    }
    return select(header);
  }

  /** As {@link #candidates}, after the issuer was asked whether it has other keys by now. */
  List<JWK> renewed(JWSHeader header) throws Unreachable {
    asking.lock();
    renew();
    return select(header);
  }

  private List<JWK> select(JWSHeader header) throws Unreachable {
    Known now = known;
    if (now == null || clock.millis() - now.atMillis >= STALE_MILLIS) {
      throw new Unreachable();
    }
    JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
    return matcher == null ? List.of() : new JWKSelector(matcher).select(now.keys);
  }

  /** Asks, unless somebody just did; the lock is held, and is given back. */
  private void renew() {
    try {
      if (clock.millis() - askedAtMillis < BETWEEN_MILLIS) {
        return;
      }
      askedAtMillis = clock.millis();
      known = new Known(fetch(), askedAtMillis);
    } catch (IOException | ParseException | RuntimeException e) {
      LOG.warn("The keys of the issuer {} can't be had: {}", issuer, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      asking.unlock();
    }
  }

  private JWKSet fetch() throws IOException, InterruptedException, ParseException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    Map<String, Object> description =
        JSONObjectUtils.parse(get(URI.create(base + "/.well-known/openid-configuration")));
    if (!issuer.equals(description.get("issuer"))) {
      throw new IOException("it calls itself otherwise");
    }
    URI keys = URI.create(String.valueOf(description.get("jwks_uri")));
    boolean isSafe = "https".equals(keys.getScheme()) || issuer.startsWith("http:");
    if (!isSafe || keys.getHost() == null) {
      throw new IOException("its jwks_uri is no https address");
    }
    return JWKSet.parse(get(keys)).toPublicJWKSet();
  }

  private String get(URI address) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        http.send(
            HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(BYTES_MAX + 1);
      if (response.statusCode() != 200 || bytes.length > BYTES_MAX) {
        throw new IOException(address.getPath() + " answers " + response.statusCode());
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
