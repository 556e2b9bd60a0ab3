package dev.roomkeeper.server.auth;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of one issuer, found by OIDC discovery. They are fetched again when none of them
 * signed a token, and every few minutes, so that withdrawn keys end. No lock is held during a
 * fetch: those who need the answer wait for a while, and all others use the known keys. Blocks, so
 * call it from virtual threads only.
 */
final class OidcKeys {
  private static final Logger LOG = LoggerFactory.getLogger(OidcKeys.class);

  /** The shortest time between two fetches, however many bad tokens come. */
  private static final long BETWEEN_MILLIS = 2_000;

  private static final long FRESH_MILLIS = 300_000;

  /** How long the last keys are used while the issuer can't be reached. */
  private static final long STALE_MILLIS = 3_600_000;

  /** The time for its description and its keys, from the first byte sent to the last received. */
  private static final long ANSWER_MILLIS = 5_000;

  private static final int BYTES_MAX = 256 << 10;

  private final String issuer;
  private final HttpClient http;
  private final InstantSource clock;

  private record Known(JWKSet keys, long atMillis) {}

  private volatile @Nullable Known known;
  private CompletableFuture<Void> asking = CompletableFuture.completedFuture(null); // under this
  private long askedAtMillis = Long.MIN_VALUE / 2; // under this

  OidcKeys(String issuer, HttpClient http, InstantSource clock) {
    this.issuer = issuer;
    this.http = http;
    this.clock = clock;
  }

  /** The issuer can't be reached, and the known keys are too old. */
  static final class Unreachable extends Exception {
    private static final long serialVersionUID = 1;

    Unreachable() {
      super("the issuer can't be asked for its keys", null, false, false);
    }
  }

  /** Starts fetching the keys, without waiting. */
  void meet() {
    var _ = ask();
  }

  /** The keys that may have signed a token with this header. */
  List<JWK> candidates(JWSHeader header) throws Unreachable {
    Known now = known;
    if (now == null) {
      await(ask());
    } else if (clock.millis() - now.atMillis >= FRESH_MILLIS) {
      var _ = ask(); // Meanwhile the known keys are used.
    }
    return select(header);
  }

  /** Like {@link #candidates}, after asking the issuer for new keys. */
  List<JWK> renewed(JWSHeader header) throws Unreachable {
    await(ask());
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

  private static void await(CompletableFuture<Void> asked) {
    try {
      asked.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("the keys do not come: {}", e.toString()); // The known keys are used.
    }
  }

  /** Asks the issuer, unless a fetch is in flight or has just ended. */
  private CompletableFuture<Void> ask() {
    CompletableFuture<Void> mine;
    long now = clock.millis();
    synchronized (this) {
      if (!asking.isDone() || now - askedAtMillis < BETWEEN_MILLIS) {
        return asking;
      }
      askedAtMillis = now;
      mine = new CompletableFuture<>();
      asking = mine;
    }
    Thread.ofVirtual().name("oidc-keys").start(() -> renew(mine, now));
    return mine;
  }

  private void renew(CompletableFuture<Void> done, long atMillis) {
    try {
      known = new Known(fetch(), atMillis);
    } catch (IOException | ParseException | RuntimeException e) {
      LOG.warn("The keys of the issuer {} can't be had: {}", issuer, reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      done.complete(null);
    }
  }

  /** Readable for operators. An exception's name would look like a fault of the server. */
  private static String reason(@Nullable Throwable e) {
    if (e instanceof ConnectException) {
      return "nobody listens there, or the way is closed";
    }
    String message = e == null ? null : e.getMessage();
    return message == null ? "no answer" : message;
  }

  private JWKSet fetch() throws IOException, InterruptedException, ParseException {
    long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_MILLIS);
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    Map<String, Object> description =
        JSONObjectUtils.parse(get(URI.create(base + OidcTrust.DISCOVERY), untilNanos));
    if (!issuer.equals(description.get("issuer"))) {
      throw new IOException("it calls itself otherwise: --oidc-issuer must be as it says there");
    }
    URI keys = URI.create(String.valueOf(description.get("jwks_uri")));
    boolean isSafe = "https".equals(keys.getScheme()) || issuer.startsWith("http:");
    if (!isSafe || keys.getHost() == null) {
      throw new IOException("its jwks_uri is no https address");
    }
    return keys(get(keys, untilNanos));
  }

  /** Each key by itself: an unknown or broken one does not spoil the others. */
  private JWKSet keys(String text) throws ParseException {
    List<Object> given = JSONObjectUtils.getJSONArray(JSONObjectUtils.parse(text), "keys");
    if (given == null) {
      throw new ParseException("its keys are no list", 0);
    }
    List<JWK> read = new ArrayList<>();
    for (Object each : given) {
      try {
        JWK key = JWK.parse(asObject(each)).toPublicJWK();
        if (key != null) { // A secret key has no public part.
          read.add(key);
        }
      } catch (ParseException | RuntimeException e) {
        LOG.warn("A key of the issuer {} can't be read and is left out: {}", issuer, reason(e));
      }
    }
    return new JWKSet(read);
  }

  private static Map<String, Object> asObject(Object given) throws ParseException {
    if (!(given instanceof Map<?, ?> map)) {
      throw new ParseException("it is no object", 0);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    map.forEach((name, value) -> object.put(String.valueOf(name), value));
    return object;
  }

  private String get(URI address, long untilNanos) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> asked =
        http.sendAsync(
            HttpRequest.newBuilder(address).header("Accept", "application/json").build(),
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), BYTES_MAX));
    try {
      // A timeout of the request alone would end with the headers of the answer.
      HttpResponse<String> response =
          asked.get(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (response.statusCode() != 200) {
        throw new IOException(address.getPath() + " answers " + response.statusCode());
      }
      return response.body();
    } catch (ExecutionException e) {
      throw new IOException(address.getPath() + " can't be read: " + reason(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException(address.getPath() + " does not answer within 5 s", e);
    } finally {
      asked.cancel(true);
    }
  }
}
