package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The players and the changes that they make to their own state. */
public final class Players {
  /** Seats are numbered from 0. A player who finds none free has no seat and watches. */
  public static final int SEATS = 16;

  /** How large metadata, decks and tray can each become by patches, as JSON. */
  static final int PART_BYTES_MAX = 64 << 10;

  private final Draft draft;

  public Players(Draft draft) {
    this.draft = draft;
  }

  /** Where the player's state stands. */
  public static PlayerSlot of(String playerId) {
    return Table.PLAYERS.of(playerId);
  }

  public static boolean isThere(Draft draft, String playerId) {
    return Table.PLAYERS.has(draft, playerId);
  }

  /**
   * A player comes for the first time and gets the lowest free seat, or comes back and finds
   * everything as it was.
   */
  public void join(Member member, boolean isNew) {
    PlayerSlot player = of(member.id());
    if (isNew) {
      player.set(
          draft,
          new Table.Player(
              member.name(), true, freeSeat(), JsonObject.EMPTY, JsonObject.EMPTY, 0, null, null));
    } else {
      player.name().set(draft, member.name());
      player.online().set(draft, true);
    }
  }

  public void renamed(Member member) {
    of(member.id()).name().set(draft, member.name());
  }

  public void offline(Member member) {
    of(member.id()).online().set(draft, false);
  }

  public void remove(String playerId) {
    of(playerId).remove(draft);
  }

  /**
   * Changes the sender's seat and metadata, which every kind allows. Decks and tray depend on the
   * kind.
   */
  public Verdict.@Nullable Refused patch(String senderId, PlayerPatch patch) {
    String playerId = patch.playerId();
    if (playerId != null && !playerId.equals(senderId)) {
      String owner = Reading.shortened(playerId);
      return Verdict.refuse(Code.FORBIDDEN, "only " + owner + " may change the state of " + owner);
    }
    for (JsonObject part : List.of(patch.metadata(), patch.decks(), patch.tray())) {
      Verdict.Refused refused = Colours.refusal(part);
      if (refused != null) {
        return refused;
      }
    }
    Slot<Integer> seat = of(senderId).seat();
    Integer wanted = patch.seat();
    if (wanted != null && !wanted.equals(seat.get(draft))) {
      if (takenSeats().contains(wanted)) {
        return Verdict.refuse(Code.CONFLICT, "seat " + wanted + " is taken");
      }
      seat.set(draft, wanted);
    }
    return merge(of(senderId).metadata(), "metadata", patch.metadata());
  }

  /**
   * Changes the sender's decks without interpreting them, for kinds that have no rules for decks.
   */
  public Verdict.@Nullable Refused patchDecks(String senderId, JsonObject patch) {
    return merge(of(senderId).decks(), "decks", patch);
  }

  private Verdict.@Nullable Refused merge(Slot<JsonObject> slot, String part, JsonObject patch) {
    JsonObject before = slot.get(draft, JsonObject.EMPTY);
    slot.merge(draft, patch);
    return outgrown(part, before, slot.get(draft, JsonObject.EMPTY));
  }

  /** Changes the sender's tray without interpreting it, within bounds. */
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
        ? Verdict.refuse(Code.TOO_LARGE, part + " may take at most " + PART_BYTES_MAX + " bytes")
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

  /** The connected players with a seat, in the order of the seats. */
  public List<String> seated() {
    Map<Integer, String> bySeat = new TreeMap<>();
    Table.PLAYERS.forEach(
        draft,
        (id, player) -> {
          Integer seat = player.seat().get(draft);
          if (seat != null && player.online().get(draft, false)) {
            bySeat.put(seat, id);
          }
        });
    return List.copyOf(bySeat.values());
  }

  private Set<Integer> takenSeats() {
    Set<Integer> taken = new TreeSet<>();
    Table.PLAYERS.forEach(
        draft,
        (_, player) -> {
          Integer seat = player.seat().get(draft);
          if (seat != null) {
            taken.add(seat);
          }
        });
    return taken;
  }
}
