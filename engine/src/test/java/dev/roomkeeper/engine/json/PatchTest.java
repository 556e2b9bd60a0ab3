package dev.roomkeeper.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Overlay;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PatchTest {
  private static final Json NULL = Json.Null.NULL;

  /** RFC 7396, appendix A: original, patch, result. */
  static Stream<Arguments> appendix_a() {
    return Stream.of(
        Arguments.of(object("a", "b"), object("a", "c"), object("a", "c")),
        Arguments.of(object("a", "b"), object("b", "c"), object("a", "b").with("b", "c")),
        Arguments.of(object("a", "b"), object("a", NULL), JsonObject.EMPTY),
        Arguments.of(object("a", "b").with("b", "c"), object("a", NULL), object("b", "c")),
        Arguments.of(object("a", array("b")), object("a", "c"), object("a", "c")),
        Arguments.of(object("a", "c"), object("a", array("b")), object("a", array("b"))),
        Arguments.of(
            object("a", object("b", "c")),
            object("a", object("b", "d").with("c", NULL)),
            object("a", object("b", "d"))),
        Arguments.of(
            object("a", array(object("b", "c"))), object("a", array(1)), object("a", array(1))),
        Arguments.of(array("a", "b"), array("c", "d"), array("c", "d")),
        Arguments.of(object("a", "b"), array("c"), array("c")),
        Arguments.of(object("a", "foo"), NULL, NULL),
        Arguments.of(object("a", "foo"), Json.of("bar"), Json.of("bar")),
        Arguments.of(object("e", NULL), object("a", 1), object("e", NULL).with("a", 1)),
        Arguments.of(array(1, 2), object("a", "b").with("c", NULL), object("a", "b")),
        Arguments.of(
            JsonObject.EMPTY,
            object("a", object("bb", object("ccc", NULL))),
            object("a", object("bb", JsonObject.EMPTY))));
  }

  @ParameterizedTest
  @MethodSource("appendix_a")
  void the_examples_of_rfc_7396_hold(Json original, Json patch, Json result) {
    assertThat(Patch.apply(original, patch)).isEqualTo(result);
    assertThat(PlainJson.mergePatch(PlainJson.of(original), PlainJson.of(patch)))
        .isEqualTo(PlainJson.of(result));
  }

  @Test
  void the_examples_of_rfc_7396_on_objects_hold_as_changes() {
    appendix_a()
        .forEach(example -> {
          @Nullable Object[] triple = example.get();
          if (triple[0] instanceof JsonObject original
              && !original.hasNull()
              && triple[1] instanceof JsonObject patch) {
            Document document = new Document(original);
            assertThat(document.apply(Change.of(document, new Patch(patch))).root())
                .isEqualTo(triple[2]);
          }
        });
  }

  @Test
  void overlays_add_up_leaf_by_leaf_and_keep_their_nulls() {
    JsonObject first = object("a", object("x", 1).with("y", 2)).with("b", 3);
    JsonObject second = object("a", object("x", NULL).with("z", 4)).with("b", object("c", 5));
    assertThat(Overlay.merge(first, second))
        .hasToString("{\"a\":{\"x\":null,\"y\":2,\"z\":4},\"b\":{\"c\":5}}");
  }

  private static JsonObject object(String key, Object value) {
    return JsonObject.of(key, json(value));
  }

  private static Json array(Object... items) {
    List<Json> list = new ArrayList<>();
    for (Object item : items) {
      list.add(json(item));
    }
    return new Json.Arr(list);
  }

  private static Json json(Object value) {
    return switch (value) {
      case String text -> Json.of(text);
      case Integer number -> Json.of((double) number);
      default -> (Json) value;
    };
  }
}
