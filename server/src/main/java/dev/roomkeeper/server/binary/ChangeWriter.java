package dev.roomkeeper.server.binary;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes changes of objects and whole values, as "Binary" in docs/PROTOCOL.md says: first what
 * happens to which members, then the values. Members are named by their index among the object's
 * keys, which the reader has too.
 */
public final class ChangeWriter {
  static final int REMOVE = 0;
  static final int ASSIGN = 1;
  static final int INSIDE = 2;
  static final int MANY = 3;
  static final int STEP_WHOLE = 4;
  static final int STEP_64TH = 5;
  static final int STEP_100TH = 6;
  static final int STEP_SCALED = 7;

  static final int LISTED = 0;
  static final int IN_A_ROW = 1;
  static final int NEW = 2;
  static final int NEW_OF_ONE_LENGTH = 3;

  static final int SIMPLE = 0;
  static final int INTEGER = 1;
  static final int IN_64THS = 2;
  static final int IN_100THS = 3;
  static final int TEXT = 4;
  static final int ARRAY = 5;
  static final int OBJECT = 6;
  static final int SCALED = 7;

  static final int NULL = 0;
  static final int FALSE = 1;
  static final int TRUE = 2;
  static final int DOUBLE = 3;
  static final int EMPTY_OBJECT = 4;

  /** The number of different shapes that are looked for in one object. */
  private static final int GROUPS_MAX = 16;

  /** A larger number leaves no room for a tag: no varint exceeds 2^53. */
  private static final long TAGGED_MAX = 1L << 50;

  private final ByteWriter out;

  public ChangeWriter(ByteWriter out) {
    this.out = out;
  }

  /** Writes a non-empty change of an object that the reader has. */
  public void change(JsonObject before, Change.Nested change) {
    write(before.size(), Member.of(before, change));
  }

  /** Writes a non-empty object, as a change of an empty one. */
  public void whole(JsonObject object) {
    write(0, Member.of(object));
  }

  private void write(int size, List<Member> members) {
    Groups groups = Groups.of(members);
    structure(size, groups);
    data(groups);
  }

  /** Writes members with equal inner changes together, and the others one by one. */
  private record Groups(List<Member> single, List<List<Member>> many) {
    static Groups of(List<Member> members) {
      List<Member> single = new ArrayList<>();
      List<List<Member>> groups = new ArrayList<>();
      for (Member member : members) {
        List<Member> group = member.act instanceof Member.Inside ? find(groups, member) : null;
        if (group == null) {
          single.add(member);
        } else {
          group.add(member);
        }
      }
      groups.removeIf(group -> {
        if (group.size() == 1) {
          single.add(group.getFirst());
        }
        return group.size() == 1;
      });
      single.sort((a, b) -> a.key.compareTo(b.key));
      return new Groups(single, groups);
    }

    private static @Nullable List<Member> find(List<List<Member>> groups, Member member) {
      for (int i = groups.size() - 1; i >= 0; i--) {
        Member first = groups.get(i).getFirst();
        boolean isSameKind = first.place < 0 == member.place < 0;
        if (isSameKind && Member.areAlike(inside(first), inside(member))) {
          Member.narrow(inside(first), inside(member));
          return groups.get(i);
        }
      }
      if (groups.size() == GROUPS_MAX) {
        return null;
      }
      List<Member> group = new ArrayList<>();
      groups.add(group);
      return group;
    }
  }

  private static List<Member> inside(Member member) {
    return ((Member.Inside) member.act).members();
  }

  // --- What happens to which members ---

  private void structure(int size, Groups groups) {
    singles(size, groups.single, groups.many.isEmpty(), true);
    for (int i = 0; i < groups.many.size(); i++) {
      many(groups.many.get(i), i == groups.many.size() - 1);
    }
  }

  /**
   * @param isEnd whether nothing follows
   * @param mayGroup whether to look for equal changes in members of members
   */
  private void singles(int size, List<Member> members, boolean isEnd, boolean mayGroup) {
    int next = 0;
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      boolean isLast = isEnd && i == members.size() - 1;
      int place = member.place < 0 ? size : member.place;
      tag((long) place - next, op(member.act), isLast);
      if (member.place < 0) {
        out.string(member.key);
      } else {
        next = place + 1;
      }
      switch (member.act) {
        case Member.Step step when op(step) == STEP_SCALED ->
            out.varint(Scale.preferred(step.scales));
        case Member.Inside(int inner, var inside) -> {
          if (mayGroup) {
            structure(inner, Groups.of(inside));
          } else {
            singles(inner, inside, true, false);
          }
        }
        case Member.Step _, Member.Remove _, Member.Assign _ -> {}
      }
    }
  }

  private void tag(long reference, int op, boolean isLast) {
    out.varint(reference << 4 | op << 1 | (isLast ? 1 : 0));
  }

  private static int op(Member.Act act) {
    return switch (act) {
      case Member.Remove _ -> REMOVE;
      case Member.Assign _ -> ASSIGN;
      case Member.Inside _ -> INSIDE;
      case Member.Step step ->
          switch (Scale.preferred(step.scales)) {
            case Scale.WHOLE -> STEP_WHOLE;
            case Scale.SIXTY_FOURTH -> STEP_64TH;
            case Scale.HUNDREDTH -> STEP_100TH;
            default -> STEP_SCALED;
          };
    };
  }

  private void many(List<Member> group, boolean isLast) {
    int how = how(group);
    Member first = group.getFirst();
    tag((group.size() - 1L) << 2 | how, MANY, isLast);
    if (how == NEW_OF_ONE_LENGTH) {
      out.varint(first.key.getBytes(UTF_8).length);
    } else if (how != NEW) {
      out.varint(first.place);
    }
    singles(((Member.Inside) first.act).size(), inside(first), true, false);
  }

  private static int how(List<Member> group) {
    Member first = group.getFirst();
    if (first.place >= 0) {
      return group.getLast().place - first.place == group.size() - 1 ? IN_A_ROW : LISTED;
    }
    int length = first.key.getBytes(UTF_8).length;
    boolean isOne = group.stream().allMatch(each -> each.key.getBytes(UTF_8).length == length);
    return isOne && length > 0 ? NEW_OF_ONE_LENGTH : NEW;
  }

  // --- The values ---

  private void data(Groups groups) {
    for (Member member : groups.single) {
      data(member.act, member.act, true);
    }
    groups.many.forEach(this::manyData);
  }

  private void manyData(List<Member> group) {
    int how = how(group);
    Member first = group.getFirst();
    int before = first.place;
    for (Member member : group) {
      switch (how) {
        case NEW -> out.string(member.key);
        case NEW_OF_ONE_LENGTH -> out.raw(member.key.getBytes(UTF_8));
        case LISTED -> {
          if (member != first) {
            out.varint(member.place - before - 1L);
            before = member.place;
          }
        }
        default -> {}
      }
      data(member.act, first.act, false);
    }
  }

  /**
   * @param shape says the scale
   */
  private void data(Member.Act act, Member.Act shape, boolean mayGroup) {
    switch (act) {
      case Member.Remove _ -> {}
      case Member.Assign(var value) -> value(value);
      case Member.Step step -> {
        int scale = Scale.preferred(((Member.Step) shape).scales);
        out.zigzag(Scale.multiple(step.after, scale) - Scale.multiple(step.before, scale));
      }
      case Member.Inside(_, var members) -> {
        if (mayGroup) {
          data(Groups.of(members));
          return;
        }
        List<Member> shapes = ((Member.Inside) shape).members();
        for (int i = 0; i < members.size(); i++) {
          data(members.get(i).act, shapes.get(i).act, false);
        }
      }
    }
  }

  /** Writes a value on its own. */
  public void value(Json value) {
    switch (value) {
      case Json.Null.NULL -> tagged(NULL, SIMPLE);
      case Json.Bool(var bool) -> tagged(bool ? TRUE : FALSE, SIMPLE);
      case Json.Num(var number) -> number(number);
      case Json.Text(var text) -> out.string(text, TEXT, 3);
      case Json.Arr(var items) -> {
        tagged(items.size(), ARRAY);
        items.forEach(this::value);
      }
      case JsonObject object -> {
        if (object.isEmpty()) {
          tagged(EMPTY_OBJECT, SIMPLE);
        } else {
          tagged(0, OBJECT);
          whole(object);
        }
      }
    }
  }

  private void tagged(long value, int type) {
    out.varint(value << 3 | type);
  }

  private void number(double number) {
    int scales = Scale.fitting(number);
    if (scales == 0) {
      tagged(DOUBLE, SIMPLE);
      out.eightBytes(Double.doubleToRawLongBits(number));
      return;
    }
    int scale = Scale.preferred(scales);
    long twisted = ByteWriter.twisted(Scale.multiple(number, scale));
    switch (twisted < TAGGED_MAX ? scale : -1) {
      case Scale.WHOLE -> tagged(twisted, INTEGER);
      case Scale.SIXTY_FOURTH -> tagged(twisted, IN_64THS);
      case Scale.HUNDREDTH -> tagged(twisted, IN_100THS);
      default -> {
        tagged(scale, SCALED);
        out.varint(twisted);
      }
    }
  }
}
