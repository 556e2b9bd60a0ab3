package dev.roomkeeper.engine.json;

import java.util.List;

/**
 * An immutable JSON value. {@link Null} occurs only in patches, where it deletes; a {@link
 * Document} has none. Arrays are atomic: they are replaced as a whole, never merged.
 */
public sealed interface Json extends Sized permits JsonObject, Json.Arr, Json.Leaf {

  /** A value without parts. */
  sealed interface Leaf extends Json permits Text, Num, Bool, Null {
    @Override
    default int depth() {
      return 0;
    }

    @Override
    default boolean hasNull() {
      return this instanceof Null;
    }
  }

  /** A string. */
  record Text(String value) implements Leaf {
    @Override
    public int heap() {
      return 16 + JsonText.heap(value);
    }

    @Override
    public int digest() {
      return Digest.of(value);
    }

    @Override
    public int bytes() {
      return JsonText.bytes(value);
    }

    @Override
    public String toString() {
      return JsonText.write(this);
    }
  }

  /**
   * A finite number as in JavaScript, an IEEE double. Whole numbers are written without a point.
   */
  record Num(double value) implements Leaf {
    public Num {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a number must be finite, not " + value);
      }
      if (value == 0) {
        value = 0.0; // 0 and -0 are one value on the wire
      }
    }

    @Override
    public int heap() {
      return 24;
    }

    @Override
    public int digest() {
      return Digest.of(value);
    }

    @Override
    public int bytes() {
      return JsonText.bytes(value);
    }

    @Override
    public String toString() {
      return JsonText.write(this);
    }
  }

  /** True or false. */
  record Bool(boolean value) implements Leaf {
    public static final Bool TRUE = new Bool(true);
    public static final Bool FALSE = new Bool(false);

    @Override
    public int heap() {
      return 0;
    }

    @Override
    public int digest() {
      return Digest.of(value);
    }

    @Override
    public int bytes() {
      return value ? 4 : 5;
    }

    @Override
    public String toString() {
      return JsonText.write(this);
    }
  }

  /** The null of a patch: "delete what is here". */
  enum Null implements Leaf {
    NULL;

    @Override
    public int heap() {
      return 0;
    }

    @Override
    public int digest() {
      return Digest.NOTHING;
    }

    @Override
    public int bytes() {
      return 4;
    }

    @Override
    public String toString() {
      return "null";
    }
  }

  /** An array, replaced as a whole when it changes. */
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }

    @Override
    public int heap() {
      long heap = 64 + 4L * items.size();
      for (Json item : items) {
        heap += item.heap();
      }
      return (int) Math.min(heap, Integer.MAX_VALUE);
    }

    @Override
    public int digest() {
      int digest = 1;
      for (Json item : items) {
        digest = Digest.ofItem(digest, item.digest());
      }
      return digest;
    }

    @Override
    public int bytes() {
      long bytes = 1;
      for (Json item : items) {
        bytes += item.bytes() + 1L;
      }
      return (int) Math.min(Math.max(bytes, 2), Integer.MAX_VALUE);
    }

    @Override
    public int depth() {
      int depth = 0;
      for (Json item : items) {
        depth = Math.max(depth, item.depth());
      }
      return depth + 1;
    }

    @Override
    public boolean hasNull() {
      return items.stream().anyMatch(Json::hasNull);
    }

    @Override
    public String toString() {
      return JsonText.write(this);
    }
  }

  static Json of(String value) {
    return new Text(value);
  }

  static Json of(double value) {
    return new Num(value);
  }

  static Json of(long value) {
    return new Num((double) value);
  }

  static Json of(boolean value) {
    return value ? Bool.TRUE : Bool.FALSE;
  }
}
