package dev.roomkeeper.testing;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commands;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Edit;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Model;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Tick;
import dev.roomkeeper.engine.kind.Timer;
import dev.roomkeeper.engine.kind.Verdict;

/** The same kind with less space in its rooms. */
record SmallRooms(RoomKind kind, int bytes) implements RoomKind {
  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return kind.rules(options).withStateBytesMax(bytes);
  }

  @Override
  public Commands<?> commands() {
    return kind.commands();
  }

  @Override
  public Commands<Edit> edits() {
    return kind.edits();
  }

  @Override
  public Model model() {
    return kind.model();
  }

  @Override
  public Durability durability(String commandType) {
    return kind.durability(commandType);
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    return kind.begin(draft, options, moment);
  }

  @Override
  public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    return kind.join(draft, member, isNew, moment);
  }

  @Override
  public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
    return kind.command(draft, sender, command, moment);
  }

  @Override
  public Verdict edit(Draft draft, String userId, Command command, Moment moment) {
    return kind.edit(draft, userId, command, moment);
  }

  @Override
  public void offline(Draft draft, Member member, Moment moment) {
    kind.offline(draft, member, moment);
  }

  @Override
  public void leave(Draft draft, Member member, Moment moment) {
    kind.leave(draft, member, moment);
  }

  @Override
  public void opened(Draft draft, Moment moment) {
    kind.opened(draft, moment);
  }

  @Override
  public void tick(Draft draft, Tick tick, Moment moment) {
    kind.tick(draft, tick, moment);
  }

  @Override
  public void timer(Draft draft, Timer timer, Moment moment) {
    kind.timer(draft, timer, moment);
  }
}
