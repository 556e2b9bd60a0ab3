package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.kind.Act;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Reverted;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.table.Players;
import dev.roomkeeper.kinds.table.Trays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of actions, newest last, and their undo. An undone entry stays in the log, because people
 * have seen its cards anyway.
 */
final class TableLog {
  static final int ENTRIES_MAX = 100;

  /** The keys sort like numbers. */
  private static final int KEY_DIGITS = 16;

  private final Draft draft;
  private final Member sender;
  private final long nowMillis;

  TableLog(Act act) {
    this.draft = act.draft();
    this.sender = act.sender();
    this.nowMillis = act.moment().nowMillis();
  }

  /** Adds the command's action to the log, and accepts the command. */
  Verdict did(Deed deed, int count, @Nullable String thing, @Nullable String deckName) {
    List<String> kept = Tabletop.LOG.keys(draft);
    Tabletop.LOG
        .of(key(draft.version()))
        .set(
            draft,
            new Tabletop.LogEntry(
                sender.id(), sender.name(), nowMillis, deed, count, thing, deckName, null));
    for (String old : kept.subList(0, Math.max(0, kept.size() + 1 - ENTRIES_MAX))) {
      Tabletop.LOG.of(old).remove(draft);
    }
    return draft.accept();
  }

  /**
   * Undoes an action.
   *
   * @param version the version that it made; null for the newest that is not undone
   */
  Verdict undo(@Nullable Long version) {
    String key = version == null ? newestStanding() : key(version);
    if (key == null) {
      return refuse(Code.CONFLICT, "there is nothing to undo");
    }
    if (!Tabletop.LOG.has(draft, key)) {
      return refuse(Code.NOT_FOUND, "that is too long ago to undo");
    }
    if (Tabletop.LOG.of(key).undone().get(draft) != null) {
      return refuse(Code.CONFLICT, "that is undone already");
    }
    Verdict refused = rewrite(key, true);
    if (refused != null) {
      return refused;
    }
    Tabletop.LOG
        .of(key)
        .undone()
        .set(draft, new Tabletop.Undone(sender.id(), sender.name(), draft.version()));
    return draft.accept();
  }

  /** Redoes the action that was undone last. */
  Verdict redo() {
    String key = lastUndone();
    if (key == null) {
      return refuse(Code.CONFLICT, "there is nothing to redo");
    }
    Verdict refused = rewrite(key, false);
    if (refused != null) {
      return refused;
    }
    Tabletop.LOG.of(key).undone().remove(draft);
    return draft.accept();
  }

  private @Nullable Verdict rewrite(String key, boolean isUndo) {
    long version = Long.parseLong(key);
    Commit commit = draft.commit(version);
    if (commit == null) {
      return Verdict.needs(version);
    }
    Reverted reverted =
        isUndo ? draft.revert(commit, sender.id()) : draft.reapply(commit, sender.id());
    return switch (reverted) {
      case Reverted.Done() -> {
        Trays trays = new Trays(draft);
        draft.members().stream()
            .map(Member::id)
            .filter(id -> Players.isThere(draft, id))
            .forEach(trays::count);
        yield null;
      }
      case Reverted.Refused(String reason) -> refuse(Code.CONFLICT, reason);
      case Reverted.Conflict _ ->
          refuse(
              Code.CONFLICT,
              isUndo
                  ? "what came later stands in the way; undo that first"
                  : "what came since stands in the way");
    };
  }

  private @Nullable String newestStanding() {
    return Tabletop.LOG.keys(draft).reversed().stream()
        .filter(key -> Tabletop.LOG.of(key).undone().get(draft) == null)
        .findFirst()
        .orElse(null);
  }

  private @Nullable String lastUndone() {
    String last = null;
    long lastVersion = 0;
    for (String key : Tabletop.LOG.keys(draft)) {
      Tabletop.Undone undone = Tabletop.LOG.of(key).undone().get(draft);
      if (undone != null && undone.version() > lastVersion) {
        last = key;
        lastVersion = undone.version();
      }
    }
    return last;
  }

  private static String key(long version) {
    String digits = Long.toString(version);
    return "0".repeat(Math.max(0, KEY_DIGITS - digits.length())) + digits;
  }

  private static Verdict refuse(Code code, String message) {
    return Verdict.refuse(code, message);
  }
}
