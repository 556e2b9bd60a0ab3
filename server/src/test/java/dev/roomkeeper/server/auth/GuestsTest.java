package dev.roomkeeper.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.auth.Guests.Entry;
import dev.roomkeeper.server.auth.Verification.Identity;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestsTest {
  private static final String ULID = "01J9ZQ6Y4N3F8V2K7M5R1T0XWB";
  private static final String SECRET = "q8Zt3_vB1-xYw0LmNc7RdA";
  private static final String KEY = ULID + "." + SECRET;

  private final SecureRandom random = new SecureRandom();
  private final MemoryGuests table = new MemoryGuests();
  private final Tokens tokens = new Tokens(new byte[32], InstantSource.system());
  private final Guests guests = new Guests(table, tokens, random::nextLong, InstantSource.system());

  private Entry.Admitted admitted(String key, @Nullable String name) {
    Entry entry = guests.enter("Guest " + key, name);
    assertThat(entry).isInstanceOf(Entry.Admitted.class);
    return (Entry.Admitted) entry;
  }

  private Identity identity(Entry.Admitted entry) {
    return (Identity) tokens.verify(entry.token());
  }

  @Test
  void the_same_key_is_the_same_user_and_another_key_another() {
    Entry.Admitted first = admitted(KEY, "Ann");
    assertThat(admitted(KEY, "Ann").userId()).isEqualTo(first.userId());
    assertThat(admitted(KEY + "x", "Ann").userId()).isNotEqualTo(first.userId());
    assertThat(identity(first).userId()).isEqualTo(first.userId());
    assertThat(identity(first).name()).isEqualTo("Ann");
  }

  @Test
  void a_key_is_another_where_one_letter_is_of_the_other_case() {
    String lower = ULID + "." + SECRET.replace('Z', 'z');
    assertThat(admitted(lower, "Ann").userId()).isNotEqualTo(admitted(KEY, "Ann").userId());
  }

  @Test
  void the_user_id_says_nothing_of_the_key_and_the_key_is_not_kept() {
    Entry.Admitted entry = admitted(KEY, "Ann");
    assertThat(entry.userId()).matches("u_[0-9a-z]{16}");
    assertThat(KEY.toLowerCase(Locale.ROOT)).doesNotContain(entry.userId().substring(2, 8));
    assertThat(table.guests.toString()).doesNotContain(SECRET).doesNotContain(ULID);
    table.guests.clear();
    assertThat(admitted(KEY, "Ann").userId()).isNotEqualTo(entry.userId());
  }

  @Test
  void a_name_is_taken_over_and_stays_when_none_is_given() {
    assertThat(admitted(KEY, null).name()).isEqualTo("Guest");
    assertThat(admitted(KEY, " Ann ").name()).isEqualTo("Ann");
    assertThat(admitted(KEY, null).name()).isEqualTo("Ann");
    assertThat(admitted(KEY, "  ").name()).isEqualTo("Ann");
    assertThat(table.writes).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u0000", "\ud800"})
  void a_name_with_control_characters_is_refused(String name) {
    assertThat(guests.enter("Guest " + KEY, name)).isInstanceOf(Entry.BadName.class);
  }

  @Test
  void a_name_is_bounded() {
    assertThat(admitted(KEY, "🂡".repeat(64)).name()).hasSize(128);
    assertThat(guests.enter("Guest " + KEY, "x".repeat(65))).isInstanceOf(Entry.BadName.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SECRET,
        KEY,
        "00112233445566778899aabbccddeeff",
        "01j9zq6y4n3f8v2k7m5r1t0xwb.00112233445566778899AABBCCDDEEFF",
        SECRET + "==",
      })
  void keys_of_128_bits_and_more_are_taken(String key) {
    admitted(key, null);
    assertThat(guests.enter("guest  " + key, null)).isInstanceOf(Entry.Admitted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Guest",
        "Guest ",
        "Bearer " + SECRET,
        SECRET,
        "Guest " + ULID, // a label alone
        "Guest " + ULID + ".",
        "Guest " + ULID + ".short",
        "Guest q8Zt3_vB1-xYw0LmNc7Rd", // 21 characters
        "Guest 0011223344556677889900aabbccdde", // 31 of hex
        "Guest aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "Guest label." + SECRET,
        "Guest " + KEY + "." + SECRET,
        "Guest " + SECRET + " more",
        "Guest q8Zt3_vB1+xYw0LmNc7RdA",
        "Guest q8Zt3_vB1-xYw0LmNc7Rdä",
      })
  void other_keys_are_refused_with_a_sentence_that_does_not_quote_them(String header) {
    Entry entry = guests.enter(header, null);
    assertThat(entry).isInstanceOf(Entry.BadKey.class);
    assertThat(((Entry.BadKey) entry).sentence()).isNotBlank().doesNotContain("q8Zt3");
    assertThat(table.guests).isEmpty();
  }

  @Test
  void no_key_and_endless_keys_are_refused() {
    assertThat(guests.enter(null, null)).isInstanceOf(Entry.BadKey.class);
    assertThat(guests.enter("Guest " + SECRET.repeat(20), null)).isInstanceOf(Entry.BadKey.class);
    assertThat(guests.enter("Guest " + "a".repeat(1_000_000), null))
        .isInstanceOf(Entry.BadKey.class);
  }

  @Test
  void nothing_that_a_room_reveals_makes_somebody_that_member() {
    Entry.Admitted ann = admitted(KEY, "Ann");
    String hash = table.guests.keySet().iterator().next();
    String roomId = "7f3k9m2q8x1z4w6y0v5t";
    String session = "4d8f0a2c6e9b1d3f5a7c8e0b2d";
    List<String> seen =
        List.of(
            ann.userId(),
            ann.userId().substring(2),
            ann.name(),
            ULID,
            ULID + "." + ann.userId(),
            ULID + "." + roomId,
            roomId,
            session,
            ULID + "." + session,
            hash,
            ann.userId() + "." + session);
    for (String id : seen) {
      for (String scheme : List.of("Guest ", "Bearer ", "")) {
        if (guests.enter(scheme + id, "Ann") instanceof Entry.Admitted other) {
          assertThat(identity(other).userId()).isNotEqualTo(ann.userId());
        }
      }
      assertThat(tokens.verify(id)).isInstanceOf(Verification.Refusal.class);
    }
    assertThat(ann.toString()).doesNotContain(ann.token());
  }
}
