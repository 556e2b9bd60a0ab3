package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Reverted;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Does what a command of a {@link SimKind} says. Its payload is {@code {"id", "ops":[{"op",
 * "layer", "path", "value"}…], "did":layer}}. Each effective command is noted in the server's log
 * and told by an event "did" that names who held its layer then.
 */
final class SimDeeds {
  static final int LOG_KEPT = 128;

  /** The keys of the server's layer that tell of the past. */
  static final List<String> BOOKKEEPING = List.of("n", "log", "durable", "wakes");

  private static final int LIVE_BYTES_MAX = 38_000;

  private final Draft draft;
  private final String asker;
  private final @Nullable Member sender;
  private final Moment moment;

  /**
   * @param sender null if the server asks
   */
  SimDeeds(Draft draft, String asker, @Nullable Member sender, Moment moment) {
    this.draft = draft;
    this.asker = asker;
    this.sender = sender;
    this.moment = moment;
  }

  Verdict perform(Command command) {
    JsonObject payload = command.payload();
    String id = payload.text("id");
    if (id == null) {
      return Verdict.refuse(Code.BAD_REQUEST, "\"id\" is needed");
    }
    return switch (command.type()) {
      case SimKind.REVERT -> redo(id, payload, false);
      case SimKind.REAPPLY -> redo(id, payload, true);
      default -> perform(command.type(), id, payload);
    };
  }

  private Verdict perform(String type, String id, JsonObject payload) {
    if (!(payload.get("ops") instanceof Json.Arr(var ops))) {
      return Verdict.refuse(Code.BAD_REQUEST, "\"ops\" are needed");
    }
    for (Json op : ops) {
      Verdict.Refused no = perform(id, (JsonObject) op);
      if (no != null) {
        return no;
      }
    }
    if (draft.layers().liveBytes() > LIVE_BYTES_MAX) {
      return Verdict.refuse(Code.TOO_LARGE, "that is too much at once");
    }
    if (!type.equals(SimKind.EPHEMERAL)) {
      log(draft, id);
      String did = payload.text("did");
      tell(draft, id, did == null ? Layers.SERVER : did, JsonObject.EMPTY);
    }
    return draft.accept();
  }

  private Verdict.@Nullable Refused perform(String id, JsonObject op) {
    String layer = text(op, "layer");
    List<String> path = path(op);
    Json value = op.has("value") ? op.get("value") : JsonObject.EMPTY;
    switch (text(op, "op")) {
      case "put" -> draft.put(layer, path, Objects.requireNonNull(value));
      case "remove" -> draft.remove(layer, path);
      case "merge" -> draft.merge(layer, path, op.object("value"));
      case "clear" -> draft.remove(layer, List.of("doc"));
      case "live" -> {
        LiveMark mark = LiveMark.of(draft, layer, id, sender, moment);
        draft.merge(layer, path, (JsonObject) marked(op.object("value"), mark));
      }
      case "enter", "glance" -> {
        if (draft.member(text(op, "member")) != null) {
          see(text(op, "member"), layer, text(op, "op").equals("enter"));
        }
      }
      case "exit" -> draft.release(text(op, "member"), layer);
      case "wake" -> wake(draft, text(op, "name"), (long) op.number("inMillis", 0), moment);
      case "unwake" -> {
        draft.cancelWake(text(op, "name"));
        draft.remove(Layers.SERVER, List.of("wakes", text(op, "name")));
      }
      case "unwatch" -> {
        List<String> user = List.of("unwatched", text(op, "user"));
        if (op.isTrue("value")) {
          draft.put(Layers.SERVER, user, Json.Bool.TRUE);
        } else {
          draft.remove(Layers.SERVER, user);
        }
      }
      case "require" -> {
        if (draft.get(layer, path) instanceof Json.Text(var taken)) {
          return Verdict.refuse(Code.CONFLICT, "taken by " + taken);
        }
      }
      case "refuse" -> {
        return Verdict.refuse(Code.FORBIDDEN, "refused on purpose");
      }
      case "throw" -> SimKind.throwOnPurpose("by a command", moment);
      default -> throw new IllegalArgumentException("no such op: " + op);
    }
    return null;
  }

  private void see(String memberId, String layer, boolean isKept) {
    if (isKept) {
      draft.hold(memberId, layer);
    } else {
      draft.holdLive(memberId, layer);
    }
  }

  /** The value with the mark in place of each leaf. */
  private static Json marked(Json value, LiveMark mark) {
    return switch (value) {
      case JsonObject object -> {
        JsonObject[] all = {JsonObject.EMPTY};
        object.forEach((key, inner) -> all[0] = all[0].with(key, marked(inner, mark)));
        yield all[0];
      }
      case Json.Null _ -> value;
      case Json.Arr _ -> new Json.Arr(List.of(mark.text(""), mark.text("")));
      case Json.Text(var text) -> mark.text(text.length() > 100 ? text : "");
      default -> mark.text("");
    };
  }

  // --- The past ---

  private Verdict redo(String id, JsonObject payload, boolean isAgain) {
    long version = (long) payload.number("version", 0);
    Commit commit = draft.commit(version);
    if (commit == null) {
      return Verdict.needs(version);
    }
    Reverted outcome = isAgain ? draft.reapply(commit, asker) : draft.revert(commit, asker);
    return switch (outcome) {
      case Reverted.Conflict(var places) -> {
        places.forEach(this::isVisible);
        yield Verdict.refuse(Code.CONFLICT, "other things happened at " + places);
      }
      case Reverted.Refused(var reason) -> Verdict.refuse(Code.FORBIDDEN, reason);
      case Reverted.Done() -> {
        if (payload.isTrue("anew")) {
          setAnew(commit);
        }
        log(draft, id);
        tell(
            draft,
            id,
            Layers.ALL,
            JsonObject.EMPTY.with("reverts", version).with("again", isAgain));
        yield draft.accept();
      }
    };
  }

  private void isVisible(String place) {
    String layer = place.substring(0, place.indexOf('/'));
    Oracle.check(
        sender != null && sender.layers().contains(layer), "%s is told of %s", asker, place);
  }

  /** Timers and holdings that the commit changed are set to what they are, or anew. */
  private void setAnew(Commit commit) {
    commit
        .change()
        .at(Layers.ENGINE, "timers")
        .forEach((name, _) -> wake(draft, name, moment.dice().below(1_000), moment));
    commit
        .change()
        .at(Layers.ENGINE, "members")
        .forEach((memberId, change) -> {
          if (change instanceof Change.Nested member) {
            member
                .at("layers")
                .forEach((layer, _) -> {
                  if (draft.member(memberId) != null && moment.dice().below(2) == 0) {
                    draft.hold(memberId, layer);
                  } else {
                    draft.release(memberId, layer);
                  }
                });
          }
        });
  }

  // --- What is noted ---

  static void wake(Draft draft, String name, long inMillis, Moment moment) {
    draft.wakeAt(name, moment.nowMillis() + inMillis);
    draft.put(Layers.SERVER, List.of("wakes", name), Json.of(moment.dice().id(10)));
  }

  static String text(JsonObject object, String key) {
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

  static void log(Draft draft, String id) {
    long n = (long) draft.layers().root().object(Layers.SERVER).number("n", 0) + 1;
    draft.put(Layers.SERVER, List.of("n"), Json.of(n));
    draft.put(Layers.SERVER, List.of("log", logKey(n)), Json.of(id));
    draft.remove(Layers.SERVER, List.of("log", logKey(n - LOG_KEPT)));
    if (draft.isDurable()) {
      draft.put(Layers.SERVER, List.of("durable"), Json.of(id));
    }
  }

  private static String logKey(long n) {
    return String.valueOf(10_000_000 + n);
  }

  static void tell(Draft draft, String id, String layer, JsonObject more) {
    List<Json> seers = new ArrayList<>();
    for (Member member : draft.members()) {
      if (member.layers().contains(layer)) {
        seers.add(Json.of(member.id()));
      }
    }
    JsonObject payload =
        more.with("id", id).with("mark", layer + "#" + id).with("seers", new Json.Arr(seers));
    draft.event(layer, "did", payload);
  }
}
