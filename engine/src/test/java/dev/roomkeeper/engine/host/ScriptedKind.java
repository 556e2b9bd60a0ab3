package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Tick;
import dev.roomkeeper.engine.kind.Timer;
import dev.roomkeeper.engine.kind.Undo;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A kind whose callbacks a test writes. A command's type begins with how durable it is, as in
 * "lazy.walk"; one that no script knows is accepted.
 */
final class ScriptedKind implements RoomKind {
  /** What a command does. */
  interface Script {
    Verdict run(Draft draft, Member sender, JsonObject payload);
  }

  final Map<String, Script> commands = new HashMap<>();
  RoomRules rules = RoomRules.DEFAULT;
  Undo undo = Undo.ALL;
  List<String> watched = List.of();
  Consumer<Draft> begin = _ -> {};
  Consumer<Draft> opened = _ -> {};
  BiConsumer<Draft, Member> joins = (_, _) -> {};
  BiConsumer<Draft, Member> goesOffline = (_, _) -> {};
  BiConsumer<Draft, Member> leaves = (_, _) -> {};
  BiConsumer<Draft, Tick> ticks = (_, _) -> {};
  BiConsumer<Draft, Timer> timers = (_, _) -> {};
  Consumer<Moment> moments = _ -> {};

  static String text(JsonObject payload, String key) {
    return Objects.requireNonNull(payload.text(key));
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return rules;
  }

  @Override
  public Durability durability(String commandType) {
    if (commandType.startsWith("lazy.")) {
      return Durability.LAZY;
    }
    if (commandType.startsWith("live.")) {
      return Durability.EPHEMERAL;
    }
    return commandType.startsWith("input.") ? Durability.INPUT : Durability.DURABLE;
  }

  @Override
  public Verdict.@Nullable Refused unreadable(Command command) {
    return null;
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    begin.accept(draft);
    return draft.accept();
  }

  @Override
  public void opened(Draft draft, Moment moment) {
    opened.accept(draft);
  }

  @Override
  public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    joins.accept(draft, member);
    return draft.accept();
  }

  @Override
  public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
    moments.accept(moment);
    Script script = commands.get(command.type());
    return script == null ? draft.accept() : script.run(draft, sender, command.payload());
  }

  @Override
  public Verdict edit(Draft draft, String userId, Command command, Moment moment) {
    Member nobody = new Member(userId, "", false, 0, JsonObject.EMPTY, List.of());
    return command(draft, nobody, command, moment);
  }

  @Override
  public void offline(Draft draft, Member member, Moment moment) {
    goesOffline.accept(draft, member);
  }

  @Override
  public void leave(Draft draft, Member member, Moment moment) {
    leaves.accept(draft, member);
  }

  @Override
  public void tick(Draft draft, Tick tick, Moment moment) {
    ticks.accept(draft, tick);
  }

  @Override
  public void timer(Draft draft, Timer timer, Moment moment) {
    timers.accept(draft, timer);
  }

  @Override
  public boolean mayWatch(Draft draft, String userId, String layer) {
    return watched.contains(layer);
  }

  @Override
  public Undo undo() {
    return undo;
  }
}
