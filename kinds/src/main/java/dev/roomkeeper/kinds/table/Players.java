package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The players as everybody sees them: {@code players.<id>} with name, online, seat, metadata, decks
 * and trayCount.
 */
public final class Players {
  /** Seats are numbered from 0; who finds none free looks on. */
  public static final int SEATS = 16;

  /** How large each of metadata, decks and tray may become by patches, as JSON. */
  static final int PART_BYTES_MAX = 64 << 10;

  private final Draft draft;

  public Players(Draft draft) {
    this.draft = draft;
  }

  /** Someone is here: for the first time, on the lowest free seat, or again, with all as it was. */
  public void join(Member member, boolean isNew) {
    if (isNew) {
      JsonObject player =
          JsonObject.EMPTY
              .with("decks", JsonObject.EMPTY)
              .with("metadata", JsonObject.EMPTY)
              .with("trayCount", 0);
      Integer seat = freeSeat();
      draft.put(
          Layers.ALL, path(member.id()), seat == null ? player : player.with("seat", (long) seat));
    }
    draft.put(Layers.ALL, path(member.id(), "name"), Json.of(member.name()));
    draft.put(Layers.ALL, path(member.id(), "online"), Json.Bool.TRUE);
  }

  public void offline(Member member) {
    draft.put(Layers.ALL, path(member.id(), "online"), Json.Bool.FALSE);
  }

  public void remove(String playerId) {
    draft.remove(Layers.ALL, path(playerId));
  }

  /** The player's seat, or null for someone who looks on. */
  public @Nullable Integer seat(String playerId) {
    return draft.get(Layers.ALL, path(playerId, "seat")) instanceof Json.Num(var seat)
        ? (int) seat
        : null;
  }

  /**
   * Changes seat and metadata of the sender, which are free in every such room; decks and tray are
   * left to the kind.
   */
  public Verdict.@Nullable Refused patch(String senderId, PlayerPatch patch) {
    String playerId = patch.playerId();
    if (playerId != null && !playerId.equals(senderId)) {
      String owner = Payloads.shortened(playerId);
      return refuse(Code.FORBIDDEN, "only " + owner + " may change the state of " + owner);
    }
    Integer seat = patch.seat();
    if (seat != null && !seat.equals(seat(senderId))) {
      if (takenSeats().contains(seat)) {
        return refuse(Code.CONFLICT, "seat " + seat + " is taken");
      }
      draft.put(Layers.ALL, path(senderId, "seat"), Json.of((long) seat));
    }
    return mergePart(senderId, "metadata", patch.metadata());
  }

  /** Changes the sender's decks, whatever they are: for rooms that know nothing of them. */
  public Verdict.@Nullable Refused patchDecks(String senderId, JsonObject patch) {
    return mergePart(senderId, "decks", patch);
  }

  private Verdict.@Nullable Refused mergePart(String senderId, String part, JsonObject patch) {
    JsonObject before = draft.object(Layers.ALL, path(senderId, part));
    draft.merge(Layers.ALL, path(senderId, part), patch);
    return outgrown(part, before, draft.object(Layers.ALL, path(senderId, part)));
  }

  /** Changes the sender's tray, whatever is in it, within bounds. */
  public static Verdict.@Nullable Refused patchTray(
      Trays trays, String senderId, JsonObject patch) {
    if (patch.isEmpty()) {
      return null;
    }
    JsonObject before = trays.of(senderId);
    trays.merge(senderId, patch);
    return outgrown("tray", before, trays.of(senderId));
  }

  private static Verdict.@Nullable Refused outgrown(
      String part, JsonObject before, JsonObject after) {
    return after.bytes() > PART_BYTES_MAX && after.bytes() > before.bytes()
        ? refuse(Code.TOO_LARGE, part + " may take at most " + PART_BYTES_MAX + " bytes")
        : null;
  }

  private @Nullable Integer freeSeat() {
    Set<Integer> taken = takenSeats();
    for (int seat = 0; seat < SEATS; seat++) {
      if (!taken.contains(seat)) {
        return seat;
      }
    }
    return null;
  }

  private Set<Integer> takenSeats() {
    Set<Integer> taken = new TreeSet<>();
    for (String playerId : draft.object(Layers.ALL, List.of("players")).keys()) {
      Integer seat = seat(playerId);
      if (seat != null) {
        taken.add(seat);
      }
    }
    return taken;
  }

  private static Verdict.Refused refuse(Code code, String message) {
    return new Verdict.Refused(code, message);
  }

  private static List<String> path(String playerId) {
    return List.of("players", playerId);
  }

  private static List<String> path(String playerId, String key) {
    return List.of("players", playerId, key);
  }
}
