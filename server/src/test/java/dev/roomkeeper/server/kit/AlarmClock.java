package dev.roomkeeper.server.kit;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.Timer;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room that sets a timer whenever somebody asks, and writes down how late it rang and how often.
 */
public final class AlarmClock implements RoomKind {
  @Override
  public String name() {
    return "alarm-clock";
  }

  @Override
  public Durability durability(String commandType) {
    return Durability.DURABLE;
  }

  @Override
  public Verdict.@Nullable Refused unreadable(Command command) {
    return null;
  }

  @Override
  public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
    draft.wakeAt(command.type(), moment.nowMillis() + (long) command.payload().number("in", 0));
    draft.put(Layers.ALL, List.of("set", command.type()), Json.of(moment.nowMillis()));
    return draft.accept();
  }

  @Override
  public void timer(Draft draft, Timer timer, Moment moment) {
    draft.makeDurable();
    double before = draft.object(Layers.ALL, List.of("rung", timer.name())).number("times", 0);
    draft.put(Layers.ALL, List.of("rung", timer.name(), "times"), Json.of((long) before + 1));
    draft.put(Layers.ALL, List.of("rung", timer.name(), "late"), Json.of(timer.lateMillis()));
  }
}
