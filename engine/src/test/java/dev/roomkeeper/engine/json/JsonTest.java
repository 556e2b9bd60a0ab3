package dev.roomkeeper.engine.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void bytes_and_depth_are_those_of_the_text(long seed) {
    RandomJson random = new RandomJson(seed);
    for (int i = 0; i < 2_000; i++) {
      Json value = random.value(5);
      String text = value.toString();
      assertThat(value.bytes()).as(text).isEqualTo(text.getBytes(UTF_8).length);
      assertThat(value.depth()).as(text).isEqualTo(nesting(text));
    }
  }

  private static int nesting(String text) {
    int deepest = 0;
    int level = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      level += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      deepest = Math.max(deepest, level);
    }
    return deepest;
  }

  @Test
  void numbers_are_as_long_as_they_are_written() {
    double[] numbers = {
      0,
      -0.0,
      7,
      10,
      -10,
      99,
      100,
      0.5,
      -0.25,
      1e9,
      9007199254740991.0,
      9007199254740992.0,
      1e21,
      1e300,
      4.9E-324,
      -123456.75
    };
    for (double number : numbers) {
      Json value = Json.of(number);
      assertThat(value.bytes()).as(value.toString()).isEqualTo(value.toString().length());
      assertThat(Double.parseDouble(value.toString())).isEqualTo(number == 0 ? 0.0 : number);
    }
    assertThat(Json.of(-0.0)).isEqualTo(Json.of(0));
    assertThatThrownBy(() -> Json.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void texts_beyond_ascii_are_counted_in_utf_8() {
    for (String text : List.of("", "a", "é", "€", "🂡", "a🂡é€")) {
      assertThat(Json.of(text).bytes()).isEqualTo(text.getBytes(UTF_8).length + 2);
    }
  }

  @Test
  void objects_are_equal_whatever_the_order_of_their_making() {
    JsonObject ab = JsonObject.EMPTY.with("a", 1).with("b", 2).with("c", 3).without("c");
    JsonObject ba = JsonObject.of(Map.of("b", Json.of(2), "a", Json.of(1)));
    assertThat(ab).isEqualTo(ba).hasSameHashCodeAs(ba);
    assertThat(ab).isNotEqualTo(ab.with("b", 3)).isNotEqualTo(ab.without("b"));
    assertThat(ab.with("a", Json.of(1)).without("b").without("a")).isSameAs(JsonObject.EMPTY);
  }

  @Test
  void a_null_inside_is_known_without_a_walk() {
    Json deep = JsonObject.of("a", new Json.Arr(List.of(JsonObject.of("b", Json.Null.NULL))));
    assertThat(deep.hasNull()).isTrue();
    assertThat(JsonObject.of("a", deep).without("a").hasNull()).isFalse();
    assertThatThrownBy(() -> new Document(JsonObject.of("x", deep)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
