package dev.roomkeeper.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer over HTTP that can be made to give its keys half, or to give broken ones besides. */
final class SmallIssuer implements AutoCloseable {
  private static final String JWKS = "/keys";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final HttpServer http;
  private final RSAKey rsa;
  private final KeyPair edwards;
  final AtomicInteger asked = new AtomicInteger();
  volatile boolean stalls;
  volatile String more = "";

  SmallIssuer() {
    try {
      rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
      edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException | GeneralSecurityException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(threads);
    http.createContext(
        "/",
        exchange -> {
          boolean isKeys = exchange.getRequestURI().getPath().equals(JWKS);
          byte[] body = (isKeys ? keys() : description()).getBytes(UTF_8);
          if (isKeys) {
            asked.incrementAndGet();
          }
          exchange.sendResponseHeaders(200, body.length);
          if (isKeys && stalls) {
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
            await(end);
          }
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private String description() {
    return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(url(), url() + JWKS);
  }

  private String keys() {
    return "{\"keys\":["
        + more
        + rsa.toPublicJWK().toJSONString()
        + ",{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"ed\",\"x\":\""
        + Base64URL.encode(edwardsPoint())
        + "\"}]}";
  }

  private byte[] edwardsPoint() {
    byte[] encoded = edwards.getPublic().getEncoded();
    assert ((EdECPublicKey) edwards.getPublic()).getParams().getName().equals("Ed25519");
    return java.util.Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
  }

  /** Claims of a good token, to be changed. */
  JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(url())
        .subject("ann")
        .audience(List.of("rooms"))
        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
  }

  SignedJWT signed(JWTClaimsSet claims) {
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(), claims);
    try {
      jwt.sign(new RSASSASigner(rsa));
      return SignedJWT.parse(jwt.serialize());
    } catch (JOSEException | ParseException e) {
      throw new AssertionError(e);
    }
  }

  SignedJWT signedByEdwards(JWTClaimsSet claims) {
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("ed").build(), claims);
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(edwards.getPrivate());
      signature.update(jwt.getSigningInput());
      return SignedJWT.parse(
          new String(jwt.getSigningInput(), UTF_8) + "." + Base64URL.encode(signature.sign()));
    } catch (GeneralSecurityException | ParseException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    end.countDown();
    http.stop(0);
    threads.shutdownNow();
  }
}
