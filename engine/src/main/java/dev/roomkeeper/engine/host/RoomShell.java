package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Moment;
import java.util.List;

/**
 * Runs a {@link RoomHost}: passes inputs to it and its effects, in order, to {@link Hands}. The
 * server and the simulation run the same shell with different hands.
 */
public final class RoomShell {
  /** Performs a room's effects. */
  public interface Hands {
    void perform(Effect effect);

    /**
     * The host has left the room. First let any node open it, then close these connections, which
     * look for it at once.
     *
     * @param lost whether another node took it
     */
    void leave(List<Effect.Close> closes, boolean lost);

    /** Reports a bug in the engine. The host gives up, and the room goes on from its journal. */
    void failed(Throwable fault);
  }

  private final RoomHost host;
  private final Hands hands;

  public RoomShell(RoomHost host, Hands hands) {
    this.host = host;
    this.hands = hands;
  }

  /** Takes what happened up to this moment. */
  public void turn(List<Input> inputs, Moment moment) {
    run(step(inputs, moment));
  }

  private Turn step(List<Input> inputs, Moment moment) {
    try {
      return host.step(inputs, moment);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error fault) {
      hands.failed(fault);
      return host.giveUp(inputs);
    }
  }

  private void run(Turn turn) {
    turn.effects().forEach(hands::perform);
    switch (turn) {
      case Turn.Going _ -> {}
      case Turn.Left(_, var closes, var lost) -> hands.leave(closes, lost);
    }
  }

  /** When the next {@link Input.Wake} is due, in ticks; Long.MAX_VALUE for never. */
  public long wakeAtTicks() {
    return host.wakeAtTicks();
  }

  public RoomHost host() {
    return host;
  }
}
