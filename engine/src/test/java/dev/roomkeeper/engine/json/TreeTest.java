package dev.roomkeeper.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void a_tree_stays_balanced_and_equal_to_a_tree_map(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int keys = 1 << random.nextInt(3, 11);
    TreeMap<String, Json> model = new TreeMap<>();
    @Nullable Tree<Json> tree = null;
    for (int i = 0; i < 5_000; i++) {
      String key = "k" + random.nextInt(keys);
      @Nullable Tree<Json> before = tree;
      int sizeBefore = Tree.size(before);
      if (random.nextInt(100) < (i / 1_000 % 2 == 0 ? 70 : 30)) {
        Json value = Json.of(random.nextInt(4));
        tree = Tree.put(tree, key, value);
        model.put(key, value);
      } else {
        tree = Tree.remove(tree, key);
        model.remove(key);
      }
      assertThat(Tree.size(before)).isEqualTo(sizeBefore);
      assertThat(Tree.get(tree, key)).isEqualTo(model.get(key));
      if (i % 50 == 0) {
        assertSame(tree, model);
      }
    }
    assertSame(tree, model);
    assertSame(Tree.ofSorted(List.copyOf(model.entrySet())), model);
  }

  @Test
  void what_is_put_again_makes_no_new_tree() {
    Json value = Json.of("a");
    Tree<Json> tree = Tree.put(Tree.put(null, "k", value), "l", Json.of("b"));
    assertThat(Tree.put(tree, "k", value)).isSameAs(tree);
    assertThat(Tree.remove(tree, "none")).isSameAs(tree);
  }

  private static void assertSame(@Nullable Tree<Json> tree, Map<String, Json> model) {
    List<Map.Entry<String, Json>> entries = new ArrayList<>();
    Tree.forEach(tree, (key, value) -> entries.add(Map.entry(key, value)));
    assertThat(entries).isEqualTo(List.copyOf(model.entrySet()));
    assertThat(Tree.size(tree)).isEqualTo(model.size());
    assertBalanced(tree);
  }

  private static void assertBalanced(@Nullable Tree<Json> tree) {
    if (tree == null) {
      return;
    }
    int left = Tree.size(tree.left) + 1;
    int right = Tree.size(tree.right) + 1;
    assertThat(left).isLessThanOrEqualTo(3 * right);
    assertThat(right).isLessThanOrEqualTo(3 * left);
    assertThat(tree.size).isEqualTo(left + right - 1);
    assertBalanced(tree.left);
    assertBalanced(tree.right);
  }
}
