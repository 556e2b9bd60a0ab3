package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the members in the engine's layer, and the layers they hold live in its live
 * twin.
 */
final class Members {
  static final String MEMBERS = "members";
  static final String LAYERS = "layers";
  static final String CLAIMS = "claims";

  /** Marks a member who chose a name in this room. */
  static final String NAMED = "named";

  static final String PASSPHRASE_HASH = "passphrase";
  static final String LIVE = Layers.live(Layers.ENGINE);

  private Members() {}

  /** All members, online and offline, by id. */
  static List<Member> all(Layers layers) {
    List<Member> members = new ArrayList<>();
    kept(layers).forEach((id, kept) -> members.add(read(layers, id, (JsonObject) kept)));
    return members;
  }

  /** The member of this id, or null. */
  static @Nullable Member of(Layers layers, String id) {
    JsonObject kept = kept(layers, id);
    return kept == null ? null : read(layers, id, kept);
  }

  static JsonObject kept(Layers layers) {
    return layers.root().object(Layers.ENGINE).object(MEMBERS);
  }

  static @Nullable JsonObject kept(Layers layers, String id) {
    return kept(layers).get(id) instanceof JsonObject kept ? kept : null;
  }

  static List<String> path(String memberId) {
    return List.of(MEMBERS, memberId);
  }

  static List<String> held(String memberId, String layer) {
    return List.of(MEMBERS, memberId, LAYERS, layer);
  }

  /** The layers that the member holds, sorted. */
  static List<String> layersHeld(Layers layers, String memberId) {
    JsonObject live = layers.live().object(LIVE);
    JsonObject kept = layers.root().object(Layers.ENGINE);
    if (live.isEmpty()) {
      return layersIn(kept, memberId);
    }
    TreeSet<String> held = new TreeSet<>(layersIn(kept, memberId));
    held.addAll(layersIn(live, memberId));
    return List.copyOf(held);
  }

  /** The layers that the member holds according to the journaled state, sorted. */
  static List<String> layersKept(JsonObject engine, String memberId) {
    return layersIn(engine, memberId);
  }

  private static List<String> layersIn(JsonObject engine, String memberId) {
    return engine.object(MEMBERS).object(memberId).object(LAYERS).keys();
  }

  private static Member read(Layers layers, String id, JsonObject kept) {
    String name = kept.text("name");
    return new Member(
        id,
        name == null ? "" : name,
        kept.isTrue("online"),
        (long) kept.number("since", 0),
        kept.object(CLAIMS),
        layersHeld(layers, id));
  }

  /** The members whose layers differ before and after the change. */
  static List<String> moved(Change.Nested change) {
    List<String> moved = new ArrayList<>();
    for (String engine : List.of(Layers.ENGINE, LIVE)) {
      change
          .at(engine, MEMBERS)
          .forEach((memberId, member) -> {
            if (!(member instanceof Change.Nested nested) || nested.get(LAYERS) != null) {
              moved.add(memberId);
            }
          });
    }
    return moved;
  }

  /** Nothing is kept of the member from now on. */
  static void forget(RoomDraft draft, String memberId) {
    Apart.leave(draft, memberId);
    draft.clear(Layers.member(memberId));
    draft.clear(Layers.live(Layers.member(memberId)));
    draft.keep(path(memberId), null);
    Session.end(draft, memberId);
  }

  /** Whether it is one of the commands by which members change themselves, in every kind. */
  static boolean isFor(String commandType) {
    return commandType.equals(Room.PASSPHRASE) || commandType.equals(Room.RENAME_MEMBER);
  }

  static Verdict act(
      RoomDraft draft, Member member, Command command, RoomKind kind, Moment moment) {
    if (command.type().equals(Room.PASSPHRASE)) {
      return setPassphrase(draft, member.id(), command);
    }
    Verdict verdict = rename(draft, member, command);
    if (verdict instanceof Verdict.Accepted) {
      kind.renamed(draft, Objects.requireNonNull(draft.member(member.id())), moment);
    }
    return verdict;
  }

  /** Gives the member another name, which later joins don't change. */
  private static Verdict rename(RoomDraft draft, Member member, Command command) {
    Fields fields = new Fields(command.payload());
    String name = fields.name("name", Room.MEMBER_NAME_LENGTH_MAX);
    if (fields.problem() != null) {
      return Verdict.refuse(Code.BAD_REQUEST, fields.problem());
    }
    JsonObject kept = Objects.requireNonNull(kept(draft.layers(), member.id()));
    draft.keep(path(member.id()), kept.with("name", name).with(NAMED, true));
    return draft.accept();
  }

  /** Sets the hash of a passphrase that was computed outside, or removes it. */
  private static Verdict setPassphrase(RoomDraft draft, String memberId, Command command) {
    String hash = command.payload().text("hash");
    List<String> path = List.of(MEMBERS, memberId, PASSPHRASE_HASH);
    if (hash != null) {
      draft.keep(path, Json.of(hash));
    } else if (command.payload().isEmpty()) {
      draft.keep(path, null);
    } else if (command.payload().isTrue("busy")) {
      return Verdict.refuse(Code.UNAVAILABLE, "too many passphrases at once; try again");
    } else {
      return Verdict.refuse(Code.BAD_REQUEST, "a passphrase is 1 to 256 characters, or null");
    }
    return draft.accept();
  }
}
