package dev.roomkeeper.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.auth.Verification.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final byte[] key = new byte[32];
  private Instant now = START;
  private final Tokens tokens;

  TokensTest() {
    new SecureRandom().nextBytes(key);
    tokens = new Tokens(key, () -> now);
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer("roomkeeper")
        .audience("roomkeeper")
        .subject("u_1")
        .claim("name", "Ann")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(3_600)));
  }

  private String signed(JWTClaimsSet claims) throws Exception {
    return signed(new JWSHeader(JWSAlgorithm.HS256), claims, key);
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, byte[] key) throws Exception {
    SignedJWT jwt = new SignedJWT(header, claims);
    jwt.sign(new MACSigner(key));
    return jwt.serialize();
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_token_says_who_it_was_issued_to_and_until_when() throws Exception {
    String token = tokens.issue("u_1", "Ännchen \"🂡\"");
    assertThat(tokens.verify(token))
        .isEqualTo(new Identity("u_1", "Ännchen \"🂡\"", START.plusSeconds(3_600).toEpochMilli()));
    assertThat(tokens.verify(signed(claims().build()))).isInstanceOf(Identity.class);
  }

  @Test
  void a_token_counts_until_it_expires_with_half_a_minute_for_clocks() {
    String token = tokens.issue("u_1", "Ann");
    now = START.plusSeconds(3_600 + 29);
    assertThat(tokens.verify(token)).isInstanceOf(Identity.class);
    now = START.plusSeconds(3_600 + 30);
    assertThat(tokens.verify(token)).isEqualTo(Refusal.EXPIRED);
    now = START.minusSeconds(30);
    assertThat(tokens.verify(token)).isInstanceOf(Identity.class);
    now = START.minusSeconds(31);
    assertThat(tokens.verify(token)).isEqualTo(Refusal.NOT_YET_VALID);
  }

  @Test
  void no_token_is_missing() {
    assertThat(tokens.verify(null)).isEqualTo(Refusal.MISSING);
    assertThat(tokens.verify("")).isEqualTo(Refusal.MISSING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "a.b",
        "a.b.c",
        "..",
        "....",
        "u_1",
        "e30.e30.e30",
        "{}",
        "\u0000.\u0000.\u0000"
      })
  void what_is_no_jwt_is_malformed(String token) {
    assertThat(tokens.verify(token)).isEqualTo(Refusal.MALFORMED);
  }

  @Test
  void an_endless_token_is_malformed() {
    assertThat(tokens.verify("a".repeat(12_288))).isEqualTo(Refusal.MALFORMED);
    assertThat(tokens.verify("a".repeat(12_289))).isEqualTo(Refusal.TOO_LARGE);
    assertThat(tokens.verify("a.".repeat(4_000))).isEqualTo(Refusal.MALFORMED);
  }

  @Test
  void algorithm_none_is_refused() {
    String plain = new PlainJWT(claims().build()).serialize();
    assertThat(tokens.verify(plain)).isInstanceOf(Refusal.class);
    String body = plain.split("\\.", -1)[1];
    for (String none : List.of("none", "None", "NONE", "")) {
      for (String signature : List.of("", "AAAA", base64("x".repeat(32)))) {
        String token = base64("{\"alg\":\"" + none + "\"}") + "." + body + "." + signature;
        assertThat(tokens.verify(token)).isInstanceOf(Refusal.class);
      }
    }
  }

  @Test
  void an_algorithm_of_another_kind_is_refused() throws Exception {
    RSAKey rsa = new RSAKeyGenerator(2_048).generate();
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims().build());
    jwt.sign(new RSASSASigner(rsa));
    assertThat(tokens.verify(jwt.serialize())).isEqualTo(Refusal.WRONG_ALGORITHM);
    // The confusion: a MAC whose key is something public.
    for (byte[] known : List.of(rsa.toRSAPublicKey().getEncoded(), new byte[32])) {
      String token = signed(new JWSHeader(JWSAlgorithm.HS256), claims().build(), known);
      assertThat(tokens.verify(token)).isEqualTo(Refusal.BAD_SIGNATURE);
    }
    byte[] longer = Arrays.copyOf(key, 64);
    String hs512 = signed(new JWSHeader(JWSAlgorithm.HS512), claims().build(), longer);
    assertThat(tokens.verify(hs512)).isEqualTo(Refusal.WRONG_ALGORITHM);
  }

  @Test
  void a_key_that_comes_in_the_token_is_not_used() throws Exception {
    RSAKey rsa = new RSAKeyGenerator(2_048).generate();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .jwk(rsa.toPublicJWK())
            .keyID("../../dev/null")
            .build();
    String token = signed(header, claims().build(), new byte[32]);
    assertThat(tokens.verify(token)).isEqualTo(Refusal.BAD_SIGNATURE);
  }

  @Test
  void a_critical_header_that_is_not_understood_is_refused() throws Exception {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .criticalParams(Set.of("must"))
            .customParam("must", true)
            .build();
    assertThat(tokens.verify(signed(header, claims().build(), key))).isInstanceOf(Refusal.class);
  }

  @Test
  void a_token_that_was_changed_anywhere_is_refused() {
    String token = tokens.issue("u_1", "Ann");
    String[] parts = token.split("\\.", -1);
    String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String other = base64(payload.replace("u_1", "u_2"));
    assertThat(tokens.verify(parts[0] + "." + other + "." + parts[2]))
        .isEqualTo(Refusal.BAD_SIGNATURE);
    for (int i = 0; i < token.length(); i += 3) {
      char changed = token.charAt(i) == 'A' ? 'B' : 'A';
      String tampered = token.substring(0, i) + changed + token.substring(i + 1);
      assertThat(tokens.verify(tampered)).isInstanceOf(Refusal.class);
    }
  }

  @Test
  void a_token_of_another_server_is_refused() {
    byte[] otherKey = key.clone();
    otherKey[31] ^= 1;
    assertThat(tokens.verify(new Tokens(otherKey, () -> now).issue("u_1", "Ann")))
        .isEqualTo(Refusal.BAD_SIGNATURE);
  }

  @Test
  void a_token_for_something_else_is_refused() throws Exception {
    assertThat(tokens.verify(signed(claims().audience("node-link").build())))
        .isEqualTo(Refusal.WRONG_AUDIENCE);
    assertThat(tokens.verify(signed(claims().issuer("someone").build())))
        .isEqualTo(Refusal.WRONG_ISSUER);
    assertThat(tokens.verify(signed(claims().subject(null).build()))).isEqualTo(Refusal.MALFORMED);
    assertThat(tokens.verify(signed(claims().claim("name", 5).build())))
        .isEqualTo(Refusal.MALFORMED);
    assertThat(tokens.verify(signed(claims().expirationTime(null).build())))
        .isEqualTo(Refusal.MALFORMED);
    assertThat(
            tokens.verify(signed(claims().notBeforeTime(Date.from(now.plusSeconds(60))).build())))
        .isEqualTo(Refusal.NOT_YET_VALID);
  }

  @Test
  void a_key_of_another_length_is_a_bug() {
    assertThatThrownBy(() -> new Tokens(new byte[16], () -> now))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
