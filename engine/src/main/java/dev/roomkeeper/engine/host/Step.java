package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.kind.Commit;
import org.jspecify.annotations.Nullable;

/**
 * The result of an {@link Occasion}.
 *
 * @param room the room after it; the same object if nothing changed
 * @param commit the change of kept layers, null for none
 * @param live the change of live layers
 * @param answer the answer to the sender, null for none
 * @param fault what the kind threw, or the limit it exceeded; null for none
 * @param needs the version of a commit that must be read from the journal first; 0 for none
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
