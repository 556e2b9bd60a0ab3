package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;

/**
 * A kind for tests: {@code set}, {@code unset} (durable), {@code walk} (lazy) put the payload's
 * "value" under "key" in its "layer"; {@code say} and {@code mutter} (lazy) tell of it; {@code
 * hold} and {@code release} (lazy) move the payload's "member"; {@code drag} lays it over; {@code
 * no} refuses, {@code break} throws.
 */
final class TestKind implements RoomKind {
  private final RoomRules rules;

  TestKind(RoomRules rules) {
    this.rules = rules;
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return rules;
  }

  @Override
  public Durability durability(String commandType) {
    return switch (commandType) {
      case "walk", "hold", "release", "mutter" -> Durability.LAZY;
      case "drag" -> Durability.EPHEMERAL;
      default -> Durability.DURABLE;
    };
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    draft.put(Layers.ALL, List.of("began"), Json.of(true));
    return draft.accept();
  }

  @Override
  public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    return member.name().equals("Nobody")
        ? Verdict.refuse(Code.FORBIDDEN, "not you")
        : draft.accept();
  }

  @Override
  public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
    JsonObject payload = command.payload();
    String layer = text(payload, "layer", Layers.ALL);
    String key = text(payload, "key", "x");
    Json value = payload.has("value") ? payload.get("value") : null;
    switch (command.type()) {
      case "set", "walk" -> draft.put(layer, List.of(key), value == null ? Json.of(1) : value);
      case "unset" -> draft.remove(layer, List.of(key));
      case "say", "mutter" -> draft.event(layer, "said", payload);
      case "hold" -> draft.hold(text(payload, "member", sender.id()), layer);
      case "release" -> draft.release(text(payload, "member", sender.id()), layer);
      case "drag" -> draft.overlay(layer, JsonObject.of(key, value == null ? Json.of(1) : value));
      case "no" -> {
        return Verdict.refuse(Code.FORBIDDEN, "no");
      }
      case "break" -> throw new IllegalStateException("thrown on purpose");
      default -> {
        return Verdict.refuse(Code.UNKNOWN_COMMAND, "there is no command " + command.type());
      }
    }
    return draft.accept();
  }

  private static String text(JsonObject payload, String key, String otherwise) {
    String text = payload.text(key);
    return text == null ? otherwise : text;
  }

  @Override
  public Verdict edit(Draft draft, String userId, Command command, Moment moment) {
    return command.type().equals("set")
        ? command(draft, Members.read(userId, JsonObject.EMPTY), command, moment)
        : RoomKind.super.edit(draft, userId, command, moment);
  }

  @Override
  public void offline(Draft draft, Member member, Moment moment) {
    draft.put(Layers.ALL, List.of("away", member.id()), Json.of(true));
  }

  @Override
  public void leave(Draft draft, Member member, Moment moment) {
    draft.remove(Layers.ALL, List.of("away", member.id()));
  }

  @Override
  public void tick(Draft draft, Moment moment) {
    draft.put(Layers.ALL, List.of("ticked"), Json.of(moment.ticks()));
  }
}
