package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Which member wrote which live value, and how large those values are. They count against the
 * member's share and end with the member's connection. Values that the room itself wrote belong to
 * nobody. Immutable.
 *
 * @param owners the member's id in place of each value, by live layer
 * @param bytes by member
 */
record Ownership(JsonObject owners, JsonObject bytes) {
  static final Ownership NONE = new Ownership(JsonObject.EMPTY, JsonObject.EMPTY);
  static final int BYTES_PER_MEMBER_MAX = 16 << 10;

  /** The approximate overhead of a value besides its key and itself. */
  private static final int OVERHEAD_BYTES = 8;

  int bytes(String memberId) {
    return (int) bytes.number(memberId, 0);
  }

  /** The ownership after a change of live layers by this member; null for the room itself. */
  Ownership after(Change.Nested live, @Nullable String memberId) {
    Change.Nested change = live.with(Members.LIVE, null); // Holdings are ended by the kind.
    if (change.isEmpty() || (memberId == null && owners.isEmpty())) {
      return this;
    }
    Tally tally = new Tally(bytes);
    JsonObject marked = mark(owners, change, memberId, tally);
    return new Ownership(marked, tally.bytes);
  }

  private static JsonObject mark(
      JsonObject owners, Change.Nested change, @Nullable String memberId, Tally tally) {
    JsonObject[] result = {owners};
    change.forEach((key, inner) -> {
      Json marks =
          switch (inner) {
            case Change.Replace(var before, var after) -> {
              tally.release(key, owners.get(key), before);
              yield memberId == null || after == null ? null : tally.claim(key, after, memberId);
            }
            case Change.Nested nested -> mark(owners.object(key), nested, memberId, tally);
          };
      result[0] =
          marks == null || marks.equals(JsonObject.EMPTY)
              ? result[0].without(key)
              : result[0].with(key, marks);
    });
    return result[0];
  }

  /** The change that removes all live values of the member. */
  Change.Nested endOf(String memberId, JsonObject live) {
    return bytes(memberId) == 0 ? Change.NONE : endOf(memberId, owners, live);
  }

  private static Change.Nested endOf(String memberId, JsonObject owners, JsonObject live) {
    Change.Nested[] ended = {Change.NONE};
    owners.forEach((key, marks) -> {
      Json value = live.get(key);
      if (marks instanceof Json.Text(var owner) && owner.equals(memberId) && value != null) {
        ended[0] = ended[0].with(key, new Change.Replace(value, null));
      } else if (marks instanceof JsonObject inner && value instanceof JsonObject object) {
        Change.Nested below = endOf(memberId, inner, object);
        ended[0] = below.isEmpty() ? ended[0] : ended[0].with(key, below);
      }
    });
    return ended[0];
  }

  /** Counts bytes by member while walking a change. */
  private static final class Tally {
    private JsonObject bytes;

    Tally(JsonObject bytes) {
      this.bytes = bytes;
    }

    Json claim(String key, Json value, String memberId) {
      if (!(value instanceof JsonObject object)) {
        add(memberId, size(key, value));
        return Json.of(memberId);
      }
      JsonObject[] marks = {JsonObject.EMPTY};
      object.forEach(
          (inner, below) -> marks[0] = marks[0].with(inner, claim(inner, below, memberId)));
      return marks[0];
    }

    void release(String key, @Nullable Json marks, @Nullable Json value) {
      if (marks instanceof Json.Text(var owner) && value != null) {
        add(owner, -size(key, value));
      } else if (marks instanceof JsonObject inner && value instanceof JsonObject object) {
        inner.forEach((below, mark) -> release(below, mark, object.get(below)));
      }
    }

    private void add(String memberId, int more) {
      long total = (long) bytes.number(memberId, 0) + more;
      bytes = total <= 0 ? bytes.without(memberId) : bytes.with(memberId, total);
    }

    private static int size(String key, Json value) {
      return key.length() + value.bytes() + OVERHEAD_BYTES;
    }
  }
}
