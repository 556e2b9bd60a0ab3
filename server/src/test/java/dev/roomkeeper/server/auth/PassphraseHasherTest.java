package dev.roomkeeper.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.server.auth.PassphraseHasher.Check;
import dev.roomkeeper.server.auth.PassphraseHasher.Hashed;
import dev.roomkeeper.server.limits.FairTurns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PassphraseHasherTest {
  private final PassphraseHasher passphrases =
      new PassphraseHasher(new FairTurns.Bounds(2, 8, 8), 30_000);

  private String hash(String passphrase) {
    return ((Hashed.Hash) passphrases.hash("ann", passphrase)).phc();
  }

  @Test
  void only_the_right_passphrase_is_right() {
    String phc = hash("correct horse");
    assertThat(phc).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
    assertThat(passphrases.check("ann", "correct horse", phc)).isEqualTo(Check.RIGHT);
    assertThat(passphrases.check("ann", "correct horsf", phc)).isEqualTo(Check.WRONG);
    assertThat(passphrases.check("ann", "", phc)).isEqualTo(Check.WRONG);
    assertThat(passphrases.check("ann", null, phc)).isEqualTo(Check.WRONG);
    assertThat(passphrases.check("ann", phc, phc)).isEqualTo(Check.WRONG);
  }

  @Test
  void a_hash_is_salted() {
    assertThat(hash("same")).isNotEqualTo(hash("same"));
  }

  @Test
  void letters_are_the_same_however_they_are_composed() {
    assertThat(passphrases.check("ann", "u\u0308ber", hash("\u00fcber"))).isEqualTo(Check.RIGHT);
  }

  @Test
  void a_passphrase_is_bounded() {
    assertThat(passphrases.hash("ann", "x".repeat(257))).isInstanceOf(Hashed.Refused.class);
    assertThat(passphrases.hash("ann", "")).isInstanceOf(Hashed.Refused.class);
    String phc = hash("x".repeat(256));
    assertThat(passphrases.check("ann", "x".repeat(256), phc)).isEqualTo(Check.RIGHT);
    assertThat(passphrases.check("ann", "x".repeat(257), phc)).isEqualTo(Check.WRONG);
  }

  @Test
  void a_hash_of_other_parameters_is_checked_with_those() {
    String weaker =
        com.password4j.Password.hash("password")
            .addSalt("somesaltsomesalt")
            .with(
                com.password4j.Argon2Function.getInstance(
                    1_024, 1, 1, 32, com.password4j.types.Argon2.ID))
            .getResult();
    assertThat(passphrases.check("ann", "password", weaker)).isEqualTo(Check.RIGHT);
    assertThat(passphrases.check("ann", "passwort", weaker)).isEqualTo(Check.WRONG);
  }

  @Test
  void what_is_no_hash_is_a_bug() {
    assertThatThrownBy(() -> passphrases.check("ann", "x", "plain"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void of_too_many_at_once_some_are_told_so() throws Exception {
    PassphraseHasher narrow = new PassphraseHasher(new FairTurns.Bounds(2, 1, 1), 30_000);
    List<Future<Hashed>> hashes = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        hashes.add(threads.submit(() -> narrow.hash("ann", "some passphrase")));
      }
    }
    List<Hashed> results = new ArrayList<>();
    for (Future<Hashed> hash : hashes) {
      results.add(hash.get());
    }
    assertThat(results).hasAtLeastOneElementOfType(Hashed.Hash.class);
    assertThat(results).hasAtLeastOneElementOfType(Hashed.Busy.class);
    assertThat(new PassphraseHasher(new FairTurns.Bounds(2, 8, 8), 0).hash("ann", "no time"))
        .isInstanceOf(Hashed.Busy.class);
    assertThat(narrow.hash("ann", "later")).isInstanceOf(Hashed.Hash.class);
  }

  @Test
  void who_asks_for_much_keeps_nobody_else_waiting() throws Exception {
    PassphraseHasher shared = new PassphraseHasher(new FairTurns.Bounds(1, 200, 400), 60_000);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Hashed>> flood = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        flood.add(threads.submit(() -> shared.hash("eve", "some passphrase")));
      }
      assertThat(shared.hash("ann", "correct horse")).isInstanceOf(Hashed.Hash.class);
      assertThat(flood.stream().filter(Future::isDone).count())
          .as("of 150 that came before")
          .isLessThan(100);
    }
  }
}
