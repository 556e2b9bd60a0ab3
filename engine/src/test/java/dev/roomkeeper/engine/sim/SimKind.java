package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A kind of room that does what its commands say, so that the simulation can write anything
 * anywhere. A command's payload is {@code {"id", "ops":[{"op", "layer", "path", "value"}…],
 * "did":layer}}. Each effective command is noted in the server's log and told by an event "did"
 * that names who held its layer then.
 */
final class SimKind implements RoomKind {
  static final String DURABLE = "durable";
  static final String LAZY = "lazy";
  static final String EPHEMERAL = "ephemeral";
  static final int LOG_KEPT = 128;
  static final List<String> ROLES = List.of("role:red", "role:blue");
  static final List<String> CELLS = List.of("cell:0,0", "cell:1,0");

  private final RoomRules rules;

  /** Nothing is written by itself any more, so that all can come to rest. */
  boolean quiet;

  /** Nobody is refused, and nothing thrown, when members come and go. */
  boolean welcoming;

  SimKind(RoomRules rules) {
    this.rules = rules;
  }

  @Override
  public String name() {
    return "sim";
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return rules;
  }

  @Override
  public Durability durability(String commandType) {
    return switch (commandType) {
      case DURABLE -> Durability.DURABLE;
      case LAZY -> Durability.LAZY;
      default -> Durability.EPHEMERAL;
    };
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    draft.put(Layers.ALL, List.of("began"), Json.of("all#begin"));
    draft.put(Layers.SERVER, List.of("secret"), Json.of("server#begin"));
    return draft.accept();
  }

  @Override
  public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    if (!quiet && !welcoming && moment.dice().below(40) == 0) {
      return Verdict.refuse(Code.FORBIDDEN, "not today");
    }
    if (isNew) {
      draft.hold(member.id(), oneOf(CELLS, moment));
      if (moment.dice().below(2) == 0) {
        draft.hold(member.id(), oneOf(ROLES, moment));
      }
      String hand = Layers.member(member.id());
      draft.put(hand, List.of("doc", "a"), Json.of(hand + "#dealt-" + moment.dice().id(4)));
    }
    draft.put(Layers.ALL, List.of("members", member.id()), JsonObject.EMPTY.with("online", true));
    if (quiet) { // Nobody is kept out for want of space in the end.
      draft.layers().root().keys().forEach(layer -> draft.remove(layer, List.of("doc", "blob")));
    }
    return draft.accept();
  }

  private static String oneOf(List<String> items, Moment moment) {
    return items.get(moment.dice().below(items.size()));
  }

  @Override
  public void offline(Draft draft, Member member, Moment moment) {
    draft.put(Layers.ALL, List.of("members", member.id()), JsonObject.EMPTY.with("online", false));
    if (!quiet && !welcoming && moment.dice().below(30) == 0) {
      throw new IllegalStateException("thrown on purpose as " + member.id() + " went");
    }
  }

  @Override
  public void leave(Draft draft, Member member, Moment moment) {
    draft.remove(Layers.ALL, List.of("members", member.id()));
  }

  @Override
  public void tick(Draft draft, Moment moment) {
    if (quiet) {
      return;
    }
    if (moment.dice().below(60) == 0) {
      throw new IllegalStateException("thrown on purpose in a tick");
    }
    String id = "tick-" + moment.dice().id(12);
    List<Member> members = draft.members();
    if (moment.dice().below(3) == 0 && !members.isEmpty()) {
      Member moving = members.get(moment.dice().below(members.size()));
      CELLS.forEach(cell -> draft.release(moving.id(), cell));
      draft.hold(moving.id(), oneOf(CELLS, moment));
    }
    String layer = moment.dice().below(2) == 0 ? Layers.ALL : oneOf(CELLS, moment);
    draft.put(layer, List.of("doc", "tick"), Json.of(layer + "#" + id));
    tell(draft, id, layer);
  }

  @Override
  public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
    return perform(draft, command);
  }

  @Override
  public Verdict edit(Draft draft, String userId, Command command, Moment moment) {
    return perform(draft, command);
  }

  private static Verdict perform(Draft draft, Command command) {
    JsonObject payload = command.payload();
    String id = payload.text("id");
    if (id == null || !(payload.get("ops") instanceof Json.Arr(var ops))) {
      return Verdict.refuse(Code.BAD_REQUEST, "\"id\" and \"ops\" are needed");
    }
    for (Json op : ops) {
      Verdict.Refused no = perform(draft, (JsonObject) op);
      if (no != null) {
        return no;
      }
    }
    if (!command.type().equals(EPHEMERAL)) {
      log(draft, id);
      String did = payload.text("did");
      tell(draft, id, did == null ? Layers.SERVER : did);
    }
    return draft.accept();
  }

  private static Verdict.@org.jspecify.annotations.Nullable Refused perform(
      Draft draft, JsonObject op) {
    String layer = text(op, "layer");
    List<String> path = path(op);
    Json value = op.has("value") ? op.get("value") : JsonObject.EMPTY;
    switch (text(op, "op")) {
      case "put" -> draft.put(layer, path, java.util.Objects.requireNonNull(value));
      case "remove" -> draft.remove(layer, path);
      case "merge" -> draft.merge(layer, path, op.object("value"));
      case "clear" -> draft.remove(layer, List.of("doc"));
      case "overlay" -> draft.overlay(layer, op.object("value"));
      case "enter" -> {
        if (draft.member(text(op, "member")) != null) {
          draft.hold(text(op, "member"), layer);
        }
      }
      case "exit" -> draft.release(text(op, "member"), layer);
      case "require" -> {
        if (draft.get(layer, path) instanceof Json.Text(var taken)) {
          return Verdict.refuse(Code.CONFLICT, "taken by " + taken);
        }
      }
      case "refuse" -> {
        return Verdict.refuse(Code.FORBIDDEN, "refused on purpose");
      }
      case "throw" -> throw new IllegalStateException("thrown on purpose by a command");
      default -> throw new IllegalArgumentException("no such op: " + op);
    }
    return null;
  }

  private static String text(JsonObject object, String key) {
    String text = object.text(key);
    return text == null ? "" : text;
  }

  private static List<String> path(JsonObject op) {
    List<String> path = new ArrayList<>();
    if (op.get("path") instanceof Json.Arr(var steps)) {
      steps.forEach(step -> path.add(((Json.Text) step).value()));
    }
    return path;
  }

  private static void log(Draft draft, String id) {
    long n = (long) draft.layers().root().object(Layers.SERVER).number("n", 0) + 1;
    draft.put(Layers.SERVER, List.of("n"), Json.of(n));
    draft.put(Layers.SERVER, List.of("log", logKey(n)), Json.of(id));
    draft.remove(Layers.SERVER, List.of("log", logKey(n - LOG_KEPT)));
  }

  private static String logKey(long n) {
    return String.valueOf(10_000_000 + n);
  }

  private static void tell(Draft draft, String id, String layer) {
    List<Json> seers = new ArrayList<>();
    for (Member member : draft.members()) {
      if (member.layers().contains(layer)) {
        seers.add(Json.of(member.id()));
      }
    }
    JsonObject payload =
        JsonObject.EMPTY
            .with("id", id)
            .with("mark", layer + "#" + id)
            .with("seers", new Json.Arr(seers));
    draft.event(layer, "did", payload);
  }
}
