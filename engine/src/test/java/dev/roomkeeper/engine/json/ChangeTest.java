package dev.roomkeeper.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChangeTest {
  private static final int CASES = 4_000;

  private static final JsonObject X1 = JsonObject.EMPTY.with("x", 1);
  private static final JsonObject Y2 = JsonObject.EMPTY.with("y", 2);

  @Test
  void a_delete_that_is_set_again_composes_to_what_neither_patch_says() {
    Document before = new Document(JsonObject.of("a", X1));
    Change.Nested delete = Change.of(before, new Patch(JsonObject.of("a", Json.Null.NULL)));
    Change.Nested set = Change.of(before.apply(delete), new Patch(JsonObject.of("a", Y2)));
    Change.Nested both = Change.compose(delete, set);
    assertThat(both.patch()).hasToString("{\"a\":{\"x\":null,\"y\":2}}");
    assertThat(before.apply(both).root()).isEqualTo(JsonObject.of("a", Y2));
  }

  @Test
  void a_patch_that_sets_what_is_there_is_no_change() {
    Document document = new Document(JsonObject.of("a", X1).with("b", Y2));
    assertThat(Change.of(document, new Patch(document.root())).isEmpty()).isTrue();
    assertThat(Change.of(document, new Patch(JsonObject.of("c", Json.Null.NULL))).isEmpty())
        .isTrue();
    JsonObject half = JsonObject.of("a", X1.with("z", 3)).with("b", 5);
    assertThat(Change.of(document, new Patch(half)).patch())
        .hasToString("{\"a\":{\"z\":3},\"b\":5}");
  }

  @Test
  void a_change_and_its_inverse_compose_to_none_and_cannot_disagree_on_keys() {
    Document document = new Document(JsonObject.of("a", X1));
    Change.Nested change = Change.of(document, new Patch(JsonObject.of("a", Y2).with("b", 1)));
    assertThat(Change.compose(change, change.inverse()).isEmpty()).isTrue();
    assertThatThrownBy(() -> Change.ofPatches(X1, Y2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Change.Replace(X1, Y2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void composing_is_doing_one_after_the_other(long seed) {
    RandomJson random = new RandomJson(seed);
    for (int i = 0; i < CASES; i++) {
      Document d = random.document();
      Change.Nested p = random.change(d);
      Change.Nested q = random.change(d.apply(p));
      Change.Nested both = Change.compose(p, q);
      Document expected = d.apply(p).apply(q);
      assertThat(d.apply(both)).isEqualTo(expected);
      // What travels is the patch alone, and who receives it knows RFC 7396 only.
      assertThat(PlainJson.mergePatch(PlainJson.of(d.root()), PlainJson.of(both.patch())))
          .isEqualTo(PlainJson.of(expected.root()));
      assertThat(expected.apply(both.inverse())).isEqualTo(d);
      assertThat(both).isEqualTo(Change.diff(d, expected));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void composing_is_associative(long seed) {
    RandomJson random = new RandomJson(seed);
    for (int i = 0; i < CASES; i++) {
      Document d = random.document();
      Change.Nested p = random.change(d);
      Change.Nested q = random.change(d.apply(p));
      Change.Nested r = random.change(d.apply(p).apply(q));
      Change.Nested left = Change.compose(Change.compose(p, q), r);
      Change.Nested right = Change.compose(p, Change.compose(q, r));
      assertThat(left).isEqualTo(right);
      assertThat(d.apply(left)).isEqualTo(d.apply(p).apply(q).apply(r));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void the_inverse_takes_back_and_both_patches_rebuild_the_change(long seed) {
    RandomJson random = new RandomJson(seed);
    for (int i = 0; i < CASES; i++) {
      Document d = random.document();
      Change.Nested p = random.change(d);
      Document after = d.apply(p);
      assertThat(after.apply(p.inverse())).isEqualTo(d);
      assertThat(
              PlainJson.mergePatch(PlainJson.of(after.root()), PlainJson.of(p.inverse().patch())))
          .isEqualTo(PlainJson.of(d.root()));
      Change.Nested read = Change.ofPatches(p.patch(), p.inverse().patch());
      assertThat(read).isEqualTo(p);
      assertThat(d.apply(read)).isEqualTo(after);
      assertThat(after.apply(read.inverse())).isEqualTo(d);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34})
  void a_diff_leads_from_one_document_to_the_other_and_says_no_more(long seed) {
    RandomJson random = new RandomJson(seed);
    for (int i = 0; i < CASES; i++) {
      Document a = random.document();
      Document b = random.below(3) == 0 ? a.apply(random.change(a)) : random.document();
      Change.Nested diff = Change.diff(a, b);
      assertThat(a.apply(diff)).isEqualTo(b);
      assertThat(diff.isEmpty()).isEqualTo(a.equals(b));
      assertThat(diff.inverse()).isEqualTo(Change.diff(b, a));
      // Made of the patch itself, nothing falls out: no leaf was idle.
      assertThat(Change.of(a, new Patch(diff.patch()))).isEqualTo(diff);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43, 44})
  void a_patch_makes_the_change_that_rfc_7396_says_and_idle_leaves_fall_out(long seed) {
    RandomJson random = new RandomJson(seed);
    for (int i = 0; i < CASES; i++) {
      Document d = random.document();
      JsonObject patch = random.patch(3);
      Change.Nested change = Change.of(d, new Patch(patch));
      Document after = d.apply(change);
      assertThat(PlainJson.of(after.root()))
          .isEqualTo(PlainJson.mergePatch(PlainJson.of(d.root()), PlainJson.of(patch)));
      assertThat(new Patch(patch).apply(d)).isEqualTo(after);
      assertThat(change).isEqualTo(Change.diff(d, after));
      assertThat(Change.of(after, new Patch(change.patch())).isEmpty()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {51, 52})
  void a_value_at_a_path_makes_the_objects_on_the_way(long seed) {
    RandomJson random = new RandomJson(seed);
    for (int i = 0; i < CASES; i++) {
      Document d = random.document();
      List<String> path = random.path();
      Json value = random.value(2);
      Document after = d.apply(Change.at(d.root(), path, value));
      assertThat(after.get(path)).isEqualTo(value);
      Document without = after.apply(Change.at(after.root(), path, null));
      assertThat(without.get(path)).isNull();
      boolean wasThere = d.get(path) != null;
      assertThat(Change.at(d.root(), path, null).isEmpty()).isEqualTo(!wasThere);
    }
  }
}
