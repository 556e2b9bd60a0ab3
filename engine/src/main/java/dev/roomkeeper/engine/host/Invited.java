package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Names;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who may enter a room, in the owner's layer: a list {@code [{userId, name}]}, or {@code
 * "everybody"}. Nothing for a room without such an option.
 */
record Invited(Layers layers) {
  static final String ONLY = "only";

  private static final Json EVERYBODY = Json.of("everybody");
  private static final String USER = "userId";
  private static final String NAME = "name";
  private static final int USERS_MAX = 1_000;

  private @Nullable Json kept() {
    return layers.object(House.OWNERS_LAYER).object(House.KEY).get(ONLY);
  }

  /** Who may enter, or null if nothing is kept of it. */
  RoomFacts.@Nullable Access access() {
    Json kept = kept();
    if (kept == null) {
      return null;
    }
    if (!(kept instanceof Json.Arr(var users))) {
      return RoomFacts.Access.OF_EVERYBODY;
    }
    List<String> ids = new ArrayList<>();
    for (Json user : users) {
      String id = user instanceof JsonObject of ? of.text(USER) : null;
      if (id != null) {
        ids.add(id);
      }
    }
    return new RoomFacts.Access(false, ids);
  }

  boolean admits(String userId) {
    RoomFacts.Access access = access();
    return access == null || access.everybody() || access.users().contains(userId);
  }

  /** A new room is for those whom its options name, if they name any. Their names are not known. */
  static void begin(RoomDraft draft, JsonObject options) {
    if (options.get(ONLY) instanceof Json.Arr(var users)) {
      List<Json> named = new ArrayList<>();
      for (Json user : users) {
        if (user instanceof Json.Text(var id)) {
          named.add(entry(id, ""));
        }
      }
      write(draft, new Json.Arr(named));
    }
  }

  private static JsonObject entry(String userId, String name) {
    return JsonObject.of(USER, Json.of(userId)).with(NAME, name);
  }

  private static void write(RoomDraft draft, Json users) {
    House.put(draft, House.OWNERS_LAYER, List.of(House.KEY, ONLY), users);
  }

  /** Whoever owns the room may enter it, also where the server looks at the list alone. */
  static void addOwner(RoomDraft draft) {
    Invited invited = new Invited(draft.layers());
    String owner = new House(draft.layers()).owner();
    if (owner != null && !invited.admits(owner) && invited.kept() instanceof Json.Arr(var users)) {
      Member member = draft.member(owner);
      List<Json> more = new ArrayList<>(users);
      more.add(entry(owner, member == null ? "" : member.name()));
      write(draft, new Json.Arr(more));
    }
  }

  /**
   * The command that sets the list by {@code users: [{userId, name?}]}, or lets everybody in again
   * without it. Members who are not on it are removed. The owner always is.
   */
  static Verdict set(RoomDraft draft, Command command, Consumer<Member> remove) {
    Json given = command.payload().get("users");
    if (given == null) {
      write(draft, EVERYBODY);
      return draft.accept();
    }
    List<Json> users = read(given);
    if (users == null) {
      return Verdict.refuse(
          Code.BAD_REQUEST,
          "\"users\" must be at most " + USERS_MAX + " objects with a \"userId\" and a \"name\"");
    }
    write(draft, new Json.Arr(users));
    addOwner(draft);
    House house = new House(draft.layers());
    Invited invited = new Invited(draft.layers());
    draft.members().stream()
        .filter(member -> !invited.admits(member.id()) && !house.mayModerate(member))
        .forEach(remove);
    return draft.accept();
  }

  private static @Nullable List<Json> read(Json given) {
    if (!(given instanceof Json.Arr(var entries)) || entries.size() > USERS_MAX) {
      return null;
    }
    List<Json> users = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Json entry : entries) {
      String id = entry instanceof JsonObject of ? of.text(USER) : null;
      if (id == null || id.isEmpty() || id.length() > Room.MEMBER_NAME_LENGTH_MAX) {
        return null;
      }
      String name = ((JsonObject) entry).text(NAME);
      String shown = name == null ? "" : Names.cleaned(name, Room.MEMBER_NAME_LENGTH_MAX);
      if (seen.add(id)) {
        users.add(entry(id, shown));
      }
    }
    return users;
  }
}
