package dev.roomkeeper.server.binary;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to one member of an object that is being written. */
final class Member {
  final String key;

  /** Its index among the object's previous keys, in order; negative if it is new. */
  final int place;

  final Act act;

  Member(String key, int place, Act act) {
    this.key = key;
    this.place = place;
    this.act = act;
  }

  /** What happens to it. */
  sealed interface Act {}

  /** It is removed. */
  record Remove() implements Act {}

  /** It gets a value that is not an object with members. */
  record Assign(Json value) implements Act {}

  /** A number changes by a difference; from 0 if there was none. */
  static final class Step implements Act {
    final double before;
    final double after;
    int scales; // The scales in which the difference can be expressed; never none.

    Step(double before, double after, int scales) {
      this.before = before;
      this.after = after;
      this.scales = scales;
    }
  }

  /**
   * Its own members change; from an empty object if there was none.
   *
   * @param size the previous number of members
   */
  record Inside(int size, List<Member> members) implements Act {}

  private static final Remove REMOVE = new Remove();

  /** What a change does to the members of an object. */
  static List<Member> of(JsonObject before, Change.Nested change) {
    List<Member> members = new ArrayList<>();
    change.forEach((key, inner) ->
        members.add(new Member(key, before.placeOf(key), act(before.get(key), inner))));
    return members;
  }

  /** What turns an empty object into this one. */
  static List<Member> of(JsonObject whole) {
    List<Member> members = new ArrayList<>(whole.size());
    whole.forEach((key, value) -> members.add(new Member(key, -1, act(null, value))));
    return members;
  }

  private static Act act(@Nullable Json before, Change change) {
    return switch (change) {
      case Change.Nested nested when before instanceof JsonObject object ->
          new Inside(object.size(), of(object, nested));
      case Change.Nested nested -> new Inside(0, of(JsonObject.EMPTY, nested));
      case Change.Replace(_, var after) -> after == null ? REMOVE : act(before, after);
    };
  }

  private static Act act(@Nullable Json before, Json after) {
    if (after instanceof JsonObject object && !object.isEmpty()) {
      return new Inside(0, of(object));
    }
    if (after instanceof Json.Num(var number)) {
      double from = before instanceof Json.Num(var old) ? old : 0;
      int scales = Scale.fitting(number) & (from == 0 ? Scale.ALL : Scale.fitting(from));
      if (scales != 0) {
        return new Step(from, number, scales);
      }
    }
    return new Assign(after);
  }

  /** Whether the same happens to the members of both, except for the values. */
  static boolean areAlike(List<Member> a, List<Member> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).key.equals(b.get(i).key) || !areAlike(a.get(i).act, b.get(i).act)) {
        return false;
      }
    }
    return true;
  }

  private static boolean areAlike(Act a, Act b) {
    return switch (a) {
      case Remove _ -> b instanceof Remove;
      case Assign _ -> b instanceof Assign;
      case Step one -> b instanceof Step other && (one.scales & other.scales) != 0;
      case Inside(_, var members) ->
          b instanceof Inside(_, var others) && areAlike(members, others);
    };
  }

  /** Keeps only the scales that both have. */
  static void narrow(List<Member> first, List<Member> second) {
    for (int i = 0; i < first.size(); i++) {
      Act other = second.get(i).act;
      switch (first.get(i).act) {
        case Step step -> step.scales &= ((Step) other).scales;
        case Inside(_, var members) -> narrow(members, ((Inside) other).members);
        case Remove _, Assign _ -> {}
      }
    }
  }
}
