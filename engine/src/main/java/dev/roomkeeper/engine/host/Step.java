package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.kind.Commit;
import org.jspecify.annotations.Nullable;

/**
 * What came of an {@link Occasion}.
 *
 * @param room the room after it; the very room as before where nothing changed
 * @param commit what changed in kept layers, null for nothing
 * @param live what changed in live layers
 * @param answer what the sender is told, null for nothing
 * @param fault what the kind threw, or what it wrote beyond a bound; null for nothing
 * @param needs the version whose commit is to be read from the journal first; 0 for none
 */
record Step(
    Room room,
    @Nullable Commit commit,
    Change.Nested live,
    @Nullable Answer answer,
    @Nullable Throwable fault,
    long needs) {

  static Step unchanged(Room room, @Nullable Answer answer) {
    return new Step(room, null, Change.NONE, answer, null, 0);
  }

  Step with(@Nullable Throwable thrown) {
    return new Step(room, commit, live, answer, thrown, needs);
  }

  Step with(Answer given) {
    return new Step(room, commit, live, given, fault, needs);
  }

  boolean isRefused() {
    return answer instanceof Answer.Reject;
  }
}
