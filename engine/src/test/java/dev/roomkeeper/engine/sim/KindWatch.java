package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Tick;
import dev.roomkeeper.engine.kind.Timer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is always true of the ticks and timers of one host. */
final class KindWatch implements SimKind.Observer {
  private final SimRoom room;
  private @Nullable SimHost host;
  private final Set<Long> thrown = new HashSet<>();
  private long last;

  KindWatch(SimRoom room) {
    this.room = room;
  }

  void of(SimHost watched) {
    host = watched;
  }

  @Override
  public void tick(Tick tick, long ran, long skipped, Moment moment) {
    Oracle.check(tick.number() > last, "tick %d comes after %d", tick.number(), last);
    last = tick.number();
    Oracle.check(
        ran + skipped + 1 == tick.number(),
        "%s: %d ticks were run and %d skipped, and this is number %d",
        host,
        ran,
        skipped,
        tick.number());
    for (Tick.Input input : tick.inputs()) {
      room.inputs.taken(String.valueOf(input.payload().text("id")), host);
    }
    for (long number = Math.max(1, tick.number() - 4); number < tick.number(); number++) {
      Layers past = moment.past(number);
      if (past != null && !thrown.contains(number)) {
        long then =
            (long)
                past.object(Layers.live(Layers.SERVER)).object(List.of("clock")).number("last", 0);
        Oracle.check(then == number, "the past of tick %d is that of tick %d", number, then);
      }
    }
  }

  @Override
  public void thrown(Tick tick) {
    thrown.add(tick.number());
  }

  @Override
  public void timer(Timer timer, Moment moment) {
    Oracle.check(
        moment.nowMillis() >= timer.atMillis(),
        "%s came %d ms early",
        timer,
        timer.atMillis() - moment.nowMillis());
  }
}
