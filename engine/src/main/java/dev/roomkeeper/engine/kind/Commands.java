package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All commands of one kind of room. This is the one place that states a command's name, payload,
 * durability and effect. What cannot be read is refused before any code of the kind runs.
 * Immutable.
 *
 * @param <K> the object that carries a command out, made for each command
 */
public final class Commands<K> {
  private final String who;
  private final String noun;
  private final @Nullable Function<Act, K> maker;
  private final List<String> senderKeys;
  private final Map<String, Declared<K, ?>> byName;

  private Commands(
      String who,
      String noun,
      @Nullable Function<Act, K> maker,
      List<String> senderKeys,
      Map<String, Declared<K, ?>> byName) {
    this.who = who;
    this.noun = noun;
    this.maker = maker;
    this.senderKeys = senderKeys;
    this.byName = byName;
  }

  /**
   * A declared command.
   *
   * @param run its effect; null for an input, which the tick handles
   */
  private record Declared<K, P>(
      String name,
      Durability durability,
      Reader<P> reader,
      @Nullable BiFunction<K, P, Verdict> run) {

    Verdict run(K with, JsonObject payload) {
      Reading reading = new Reading();
      P read = reader.read(payload, reading);
      if (read == null || reading.isWrong()) {
        return reading.refusal();
      }
      return run == null
          ? Verdict.refuse(Code.BAD_REQUEST, "\"" + name + "\" is an input: it is for the tick")
          : run.apply(with, read);
    }
  }

  /**
   * An empty table.
   *
   * @param who the kind as part of a sentence: "a poll"
   */
  public static Commands<Act> named(String who) {
    return new Commands<>(who, "command", act -> act, List.of(), Map.of());
  }

  /** An empty table of commands that are carried out by an object of the kind's own. */
  public static <K> Commands<K> named(String who, Function<Act, K> maker) {
    return new Commands<>(who, "command", maker, List.of(), Map.of());
  }

  /** An empty table of edits, which the server makes on behalf of a user. */
  public static Commands<Edit> edits(String who) {
    return new Commands<>(who, "edit", null, List.of(), Map.of());
  }

  /** Answered once it is kept; it survives any crash. */
  public <P> Commands<K> durable(String name, Reader<P> reader, BiFunction<K, P, Verdict> run) {
    return with(new Declared<>(name, Durability.DURABLE, reader, run));
  }

  /** Applied and sent at once, kept soon after. A crash may lose the last moment of it. */
  public <P> Commands<K> lazy(String name, Reader<P> reader, BiFunction<K, P, Verdict> run) {
    return with(new Declared<>(name, Durability.LAZY, reader, run));
  }

  /** Writes live layers only; never kept or undone. */
  public <P> Commands<K> ephemeral(String name, Reader<P> reader, BiFunction<K, P, Verdict> run) {
    return with(new Declared<>(name, Durability.EPHEMERAL, reader, run));
  }

  /** Waits for the next tick, which gets all of them: {@link Tick#inputs}. */
  public <P> Commands<K> input(String name, Reader<P> reader) {
    return with(new Declared<>(name, Durability.INPUT, reader, null));
  }

  /** Allows these keys in every payload for the sender's own id. Another member's id is refused. */
  public Commands<K> inOwnName(String... keys) {
    return new Commands<>(who, noun, maker, List.of(keys), byName);
  }

  private Commands<K> with(Declared<K, ?> command) {
    if (byName.containsKey(command.name)) {
      throw new IllegalArgumentException(who + " has two commands \"" + command.name + "\"");
    }
    Map<String, Declared<K, ?>> more = new LinkedHashMap<>(byName);
    more.put(command.name, command);
    return new Commands<>(who, noun, maker, senderKeys, more);
  }

  /** What the answer to the command promises; durable if there is no such command. */
  public Durability durability(String name) {
    Declared<K, ?> command = byName.get(name);
    return command == null ? Durability.DURABLE : command.durability;
  }

  /** Reads a member's command and carries it out. */
  public Verdict run(Act act, Command command) {
    Declared<K, ?> declared = byName.get(command.type());
    if (declared == null) {
      return unknown(command.type());
    }
    JsonObject payload = command.payload();
    for (String key : senderKeys) {
      Json claimed = payload.get(key);
      if (claimed != null) {
        if (!(claimed instanceof Json.Text(var id) && id.equals(act.sender().id()))) {
          return Verdict.refuse(
              Code.FORBIDDEN, "\"" + key + "\" is not you: everybody acts in their own name alone");
        }
        payload = payload.without(key);
      }
    }
    if (maker == null) {
      throw new IllegalStateException("edits are no commands of members");
    }
    return declared.run(maker.apply(act), payload);
  }

  /** Why the command can't be read, or null if it can. */
  Verdict.@Nullable Refused unreadable(Command command) {
    Declared<K, ?> declared = byName.get(command.type());
    if (declared == null) {
      return unknown(command.type());
    }
    return Reading.of(declared.reader, command.payload()) instanceof Reading.Result.Wrong(var no)
        ? no
        : null;
  }

  /** Reads what the server asks and carries it out. */
  Verdict edit(K edit, Command command) {
    Declared<K, ?> declared = byName.get(command.type());
    return declared == null ? unknown(command.type()) : declared.run(edit, command.payload());
  }

  private Verdict.Refused unknown(String name) {
    String known = String.join(", ", byName.keySet());
    return Verdict.refuse(
        Code.UNKNOWN_COMMAND,
        who
            + " knows no "
            + noun
            + " \""
            + Reading.shortened(name)
            + (known.isEmpty() ? "\"" : "\"; it knows " + known));
  }

  /** The table in declaration order, for documentation and types in other languages. */
  public List<Description> describe() {
    return byName.values().stream()
        .map(one -> new Description(one.name, one.durability, one.reader.schema()))
        .toList();
  }

  /** A command without its effect. */
  public record Description(String name, Durability durability, Schema payload) {}
}
