package dev.roomkeeper.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.roomkeeper.server.auth.OidcIssuer.Checked;
import dev.roomkeeper.server.auth.Verification.Refusal;
import dev.roomkeeper.server.kit.TestClient;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What issuers in the field put into tokens and key sets, and how they fail. */
@Timeout(120)
final class OidcIssuerTest {
  private final SmallIssuer world = new SmallIssuer();
  private volatile Duration later = Duration.ZERO;
  private final InstantSource clock = () -> Instant.now().plus(later);
  private final OidcIssuer issuer = new OidcIssuer(new OidcTrust(world.url(), "rooms"), clock);

  @AfterEach
  void stop() {
    world.close();
  }

  private Checked check(JWTClaimsSet.Builder claims) {
    return issuer.check(world.signed(claims.build()));
  }

  private static void assertGood(Checked checked) {
    assertThat(checked).isInstanceOf(Checked.Good.class);
  }

  private static void assertBad(Checked checked, Refusal why) {
    assertThat(checked).isEqualTo(new Checked.Bad(why));
  }

  private JWTClaimsSet.Builder of(List<String> audience) {
    return world.claims().audience(audience);
  }

  @Test
  void a_default_access_token_of_Keycloak_is_for_the_client_in_its_azp() {
    assertGood(check(of(List.of("account")).claim("azp", "rooms").claim("typ", "Bearer")));
    assertGood(check(of(List.of("account")).claim("azp", "rooms")));
    assertGood(check(of(List.of()).claim("azp", "rooms").claim("typ", "Bearer")));
    // Somebody with roles in other clients.
    assertGood(
        check(
            of(List.of("realm-management", "account"))
                .claim("azp", "rooms")
                .claim("typ", "Bearer")));
    assertBad(
        check(of(List.of("account")).claim("azp", "other").claim("typ", "Bearer")),
        Refusal.WRONG_AUDIENCE);
    assertBad(check(of(List.of("account"))), Refusal.WRONG_AUDIENCE);
  }

  @Test
  void a_token_that_our_client_got_for_another_service_is_not_for_us() {
    assertBad(check(of(List.of("other-api")).claim("azp", "rooms")), Refusal.WRONG_AUDIENCE);
    assertBad(
        check(of(List.of("account")).claim("azp", "rooms").claim("typ", "ID").audience("x")),
        Refusal.WRONG_AUDIENCE);
  }

  @Test
  void what_is_wrong_is_what_is_said() {
    assertBad(check(world.claims().subject(null)), Refusal.NO_SUBJECT);
    assertBad(check(world.claims().subject("x".repeat(256))), Refusal.NO_SUBJECT);
    assertBad(check(world.claims().expirationTime(null)), Refusal.NO_END);
    assertBad(check(of(List.of("elsewhere"))), Refusal.WRONG_AUDIENCE);
    assertBad(check(world.claims().issuer("https://other.example")), Refusal.WRONG_ISSUER);
    assertThat(Refusal.NO_SUBJECT.sentence()).contains("\"sub\"");
    assertThat(Refusal.TOO_LARGE.sentence()).contains("12288 characters");
  }

  @Test
  void a_large_token_is_taken_and_one_too_large_is_told_so() {
    Tokens own = new Tokens(new byte[Tokens.KEY_BYTES], clock);
    String large =
        world.signed(world.claims().claim("groups", "g".repeat(8_000)).build()).serialize();
    assertThat(large.length()).isBetween(8_192, Verification.LENGTH_MAX);
    assertThat(own.verify(large)).isEqualTo(Refusal.WRONG_ALGORITHM); // not its own; it was read
    String huge =
        world.signed(world.claims().claim("groups", "g".repeat(12_000)).build()).serialize();
    assertThat(own.verify(huge)).isEqualTo(Refusal.TOO_LARGE);
  }

  @Test
  void a_token_signed_with_EdDSA_is_taken_and_a_changed_one_is_not() throws ParseException {
    SignedJWT good = world.signedByEdwards(world.claims().build());
    assertGood(issuer.check(good));
    SignedJWT other = world.signedByEdwards(world.claims().subject("eve").build());
    String[] a = good.serialize().split("\\.", -1);
    String[] b = other.serialize().split("\\.", -1);
    assertBad(issuer.check(SignedJWT.parse(b[0] + "." + b[1] + "." + a[2])), Refusal.BAD_SIGNATURE);
    assertBad(issuer.check(SignedJWT.parse(a[0] + "." + a[1] + ".AAAA")), Refusal.BAD_SIGNATURE);
  }

  @Test
  void a_broken_key_and_one_of_an_unknown_sort_spoil_no_other() {
    world.more =
        """
        {"kty":"RSA","kid":"broken","e":"AQAB"},
        {"kty":"EC","kid":"curveless","crv":"P-999","x":"AA","y":"AA"},
        {"kty":"OKP","crv":"Ed25519","kid":"ed","x":"AA"},
        {"kty":"RSA","kid":"rsa","e":"AQAB","n":"AQAB"},
        {"kty":"oct","kid":"secret","k":"c2VjcmV0"},
        {"kty":"LATTICE","kid":"new","alg":"ML-DSA-44"},
        {"kid":"nothing"}, 7, null,
        """;
    assertGood(check(world.claims()));
    assertGood(issuer.check(world.signedByEdwards(world.claims().build())));
  }

  @Test
  void while_the_keys_stall_in_the_middle_those_that_are_known_count_at_once() throws Exception {
    assertGood(check(world.claims()));
    SignedJWT good = world.signed(world.claims().build());
    try (SmallIssuer stranger = new SmallIssuer();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Signed by nobody who is known here: for these the issuer is asked again, and stalls.
      SignedJWT bad = stranger.signed(world.claims().build());
      world.stalls = true;
      later = Duration.ofMinutes(6); // so that the keys that are known are to be renewed as well
      List<Future<Checked>> waiting = new ArrayList<>();
      int before = world.asked.get();
      for (int i = 0; i < 50; i++) {
        waiting.add(threads.submit(() -> issuer.check(bad)));
      }
      while (world.asked.get() == before) {
        Thread.sleep(5);
      }
      long began = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        assertGood(issuer.check(good));
      }
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isLessThan(2_500);
      for (Future<Checked> each : waiting) {
        assertBad(each.get(30, TimeUnit.SECONDS), Refusal.BAD_SIGNATURE);
      }
      assertThat(world.asked.get() - before).as("asked once for all").isLessThanOrEqualTo(2);
    }
    world.stalls = false;
    later = Duration.ofMinutes(8);
    assertGood(issuer.check(good));
  }

  @Test
  void an_issuer_whose_keys_stall_from_the_start_is_unreachable_and_soon_said_so() {
    world.stalls = true;
    long began = System.nanoTime();
    assertBad(check(world.claims()), Refusal.ISSUER_UNREACHABLE);
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(20);
    world.stalls = false;
    later = Duration.ofSeconds(5);
    TestClient.await(() -> check(world.claims()) instanceof Checked.Good, "its keys are asked for");
  }
}
