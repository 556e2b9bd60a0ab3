package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Names;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.module.NormalForm;
import dev.roomkeeper.module.store.RoomRecord;
import org.jspecify.annotations.Nullable;

/**
 * A room that its kind accepts, before it is on record.
 *
 * @param vanishes whether it is to be deleted once it is empty
 */
public record NewRoom(RoomRecord record, boolean vanishes) {
  /** A room could not be made; the message is for whoever asked. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  /** What a new room is to be. */
  record Wish(String kind, String name, JsonObject options, String userId) {}

  static NewRoom of(String id, Wish wish, RoomKind kind, Moment moment) throws Refused {
    String problem = problem(wish);
    if (problem != null) {
      throw new Refused(problem);
    }
    Verdict.Refused refused = Room.check(kind, wish.options, moment);
    if (refused != null) {
      throw new Refused(refused.message());
    }
    return new NewRoom(
        new RoomRecord(
            id, wish.kind, NormalForm.of(wish.name), wish.options, wish.userId, moment.nowMillis()),
        kind.rules(wish.options).vanishes());
  }

  private static @Nullable String problem(Wish wish) {
    String wrong = Names.problem(NormalForm.of(wish.name), Room.NAME_LENGTH_MAX);
    return wrong == null ? RoomRecord.problem(wish.options) : "a room's name " + wrong;
  }
}
