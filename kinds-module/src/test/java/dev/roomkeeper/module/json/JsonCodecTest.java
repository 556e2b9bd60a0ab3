package dev.roomkeeper.module.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonCodecTest {
  /** A stray byte, an overlong slash, half a surrogate pair, half a character. */
  @ParameterizedTest
  @ValueSource(strings = {"\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00e2\u0082"})
  void P19_what_is_no_utf_8_is_refused_and_not_made_something_else(String bytes) {
    for (String text : new String[] {"{\"a\":\"" + bytes + "\"}", "{\"" + bytes + "\":1}"}) {
      assertThatThrownBy(() -> JsonCodec.readObject(text.getBytes(ISO_8859_1)))
          .isInstanceOf(JsonCodec.MalformedJson.class);
    }
  }

  @Test
  void a_part_of_the_bytes_is_read_and_no_more() throws Exception {
    String object = "{\"text\":\"" + "é".repeat(30_000) + "\"}";
    byte[] bytes = ("xy" + object + "z").getBytes(UTF_8);
    assertThat(JsonCodec.readObject(bytes, 2, bytes.length - 3).text("text")).hasSize(30_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u000\u2245", "\\u12", "\\u00g0", "\\\\\\u00\u06610"})
  void P19_an_escape_that_is_no_hex_is_refused(String text) {
    byte[] json = ("{\"a\":\"" + text + "\"}").getBytes(UTF_8);
    assertThatThrownBy(() -> JsonCodec.readObject(json))
        .isInstanceOf(JsonCodec.MalformedJson.class);
  }

  @Test
  void a_backslash_before_a_u_that_is_escaped_itself_is_text() throws Exception {
    byte[] json = "{\"a\":\"\\\\u2\"}".getBytes(UTF_8);
    assertThat(JsonCodec.readObject(json).get("a")).isEqualTo(new Json.Text("\\u2"));
  }
}
