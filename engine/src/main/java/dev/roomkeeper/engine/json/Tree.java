package dev.roomkeeper.engine.json;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One node of a persistent weight-balanced tree from strings to values, in key order. A null
 * reference is the empty tree. An update shares all but O(log n) nodes with the old tree, so a room
 * can hold its working, released and kept states side by side, and a snapshot is a reference.
 *
 * <p>Sizes and the hash are computed when somebody asks. A step of a room makes many trees of which
 * only the last is ever asked. The depth is known at once, so that a tree that is too deep can be
 * refused before anybody walks it.
 */
final class Tree<V extends Sized> {
  /** The memory of a node without its key, in bytes. */
  private static final int NODE_HEAP = 48;

  /** A digest of 0 is usual: that of empty objects. With the mask it is told from "unknown". */
  private static final int DIGEST_MASK = 0x9E3779B9;

  // Hirai and Yamamoto, "Balancing weight-balanced trees" (2011): the one integer pair proved
  // correct.
  private static final int DELTA = 3;
  private static final int GAMMA = 2;

  final String key;
  final V value;
  final @Nullable Tree<V> left;
  final @Nullable Tree<V> right;
  final int size;
  final int depth;
  final boolean hasNull;

  // 0 until somebody asks. Two threads may compute the same value; neither sees half of one.
  private int bytes;
  private int heap;
  private int maskedDigest;

  private Tree(String key, V value, @Nullable Tree<V> left, @Nullable Tree<V> right) {
    this.key = key;
    this.value = value;
    this.left = left;
    this.right = right;
    int inside = value.depth();
    boolean isNull = value.hasNull();
    int all = 1;
    if (left != null) {
      all += left.size;
      inside = Math.max(inside, left.depth);
      isNull |= left.hasNull;
    }
    if (right != null) {
      all += right.size;
      inside = Math.max(inside, right.depth);
      isNull |= right.hasNull;
    }
    size = all;
    depth = inside;
    hasNull = isNull;
  }

  int bytes() {
    int known = bytes;
    if (known == 0) {
      long sum = JsonText.bytes(key) + 2L + value.bytes();
      sum += (left == null ? 0 : left.bytes()) + (long) (right == null ? 0 : right.bytes());
      known = (int) Math.min(sum, Integer.MAX_VALUE);
      bytes = known;
    }
    return known;
  }

  int heap() {
    int known = heap;
    if (known == 0) {
      long sum = NODE_HEAP + (long) JsonText.heap(key) + value.heap();
      sum += (left == null ? 0 : left.heap()) + (long) (right == null ? 0 : right.heap());
      known = (int) Math.min(sum, Integer.MAX_VALUE);
      heap = known;
    }
    return known;
  }

  int digest() {
    int known = maskedDigest;
    if (known == 0) {
      known = Digest.ofMember(key, value.digest());
      known += (left == null ? 0 : left.digest()) + (right == null ? 0 : right.digest());
      known ^= DIGEST_MASK;
      maskedDigest = known;
    }
    return known ^ DIGEST_MASK;
  }

  static int size(@Nullable Tree<?> tree) {
    return tree == null ? 0 : tree.size;
  }

  static <V extends Sized> @Nullable V get(@Nullable Tree<V> tree, String key) {
    Tree<V> node = tree;
    while (node != null) {
      int order = key.compareTo(node.key);
      if (order == 0) {
        return node.value;
      }
      node = order < 0 ? node.left : node.right;
    }
    return null;
  }

  static int placeOf(@Nullable Tree<?> tree, String key) {
    int before = 0;
    Tree<?> node = tree;
    while (node != null) {
      int order = key.compareTo(node.key);
      if (order == 0) {
        return before + size(node.left);
      }
      before += order < 0 ? 0 : size(node.left) + 1;
      node = order < 0 ? node.left : node.right;
    }
    return -1;
  }

  static <V extends Sized> Tree<V> put(@Nullable Tree<V> tree, String key, V value) {
    if (tree == null) {
      return new Tree<>(key, value, null, null);
    }
    int order = key.compareTo(tree.key);
    if (order == 0) {
      return value == tree.value ? tree : new Tree<>(tree.key, value, tree.left, tree.right);
    }
    if (order < 0) {
      Tree<V> left = put(tree.left, key, value);
      return left == tree.left ? tree : balance(tree.key, tree.value, left, tree.right);
    }
    Tree<V> right = put(tree.right, key, value);
    return right == tree.right ? tree : balance(tree.key, tree.value, tree.left, right);
  }

  static <V extends Sized> @Nullable Tree<V> remove(@Nullable Tree<V> tree, String key) {
    if (tree == null) {
      return null;
    }
    int order = key.compareTo(tree.key);
    if (order < 0) {
      Tree<V> left = remove(tree.left, key);
      return left == tree.left ? tree : balance(tree.key, tree.value, left, tree.right);
    }
    if (order > 0) {
      Tree<V> right = remove(tree.right, key);
      return right == tree.right ? tree : balance(tree.key, tree.value, tree.left, right);
    }
    if (tree.left == null) {
      return tree.right;
    }
    if (tree.right == null) {
      return tree.left;
    }
    Tree<V> next = first(tree.right);
    return balance(next.key, next.value, tree.left, remove(tree.right, next.key));
  }

  /** A balanced tree of entries that are sorted by key and have no duplicates. */
  static <V extends Sized> @Nullable Tree<V> ofSorted(List<Map.Entry<String, V>> entries) {
    return ofSorted(entries, 0, entries.size());
  }

  private static <V extends Sized> @Nullable Tree<V> ofSorted(
      List<Map.Entry<String, V>> entries, int from, int to) {
    if (from == to) {
      return null;
    }
    int middle = (from + to) >>> 1;
    Map.Entry<String, V> entry = entries.get(middle);
    return new Tree<>(
        entry.getKey(),
        entry.getValue(),
        ofSorted(entries, from, middle),
        ofSorted(entries, middle + 1, to));
  }

  static <V extends Sized> void forEach(
      @Nullable Tree<V> tree, BiConsumer<? super String, ? super V> action) {
    if (tree != null) {
      forEach(tree.left, action);
      action.accept(tree.key, tree.value);
      forEach(tree.right, action);
    }
  }

  private static <V extends Sized> Tree<V> first(Tree<V> tree) {
    Tree<V> node = tree;
    while (node.left != null) {
      node = node.left;
    }
    return node;
  }

  private static <V extends Sized> Tree<V> balance(
      String key, V value, @Nullable Tree<V> left, @Nullable Tree<V> right) {
    if (right != null && tooHeavy(right, left)) {
      Tree<V> inner = right.left;
      if (inner != null && size(inner) + 1 >= GAMMA * (size(right.right) + 1)) {
        return new Tree<>(
            inner.key,
            inner.value,
            new Tree<>(key, value, left, inner.left),
            new Tree<>(right.key, right.value, inner.right, right.right));
      }
      return new Tree<>(right.key, right.value, new Tree<>(key, value, left, inner), right.right);
    }
    if (left != null && tooHeavy(left, right)) {
      Tree<V> inner = left.right;
      if (inner != null && size(inner) + 1 >= GAMMA * (size(left.left) + 1)) {
        return new Tree<>(
            inner.key,
            inner.value,
            new Tree<>(left.key, left.value, left.left, inner.left),
            new Tree<>(key, value, inner.right, right));
      }
      return new Tree<>(left.key, left.value, left.left, new Tree<>(key, value, inner, right));
    }
    return new Tree<>(key, value, left, right);
  }

  private static boolean tooHeavy(@Nullable Tree<?> heavy, @Nullable Tree<?> light) {
    return size(heavy) + 1 > DELTA * (size(light) + 1);
  }
}
