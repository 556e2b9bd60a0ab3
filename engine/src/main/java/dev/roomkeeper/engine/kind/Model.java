package dev.roomkeeper.engine.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Declares the state and events of one kind of room: which part is in which layer, live or kept,
 * and which parts are bookkeeping or derived. A kind declares each part once and reads and writes
 * through it. Types and documentation are generated from it.
 */
public final class Model {
  private final List<Part> parts = new ArrayList<>();
  private @Nullable Undo undo; // Made when it is asked for: each command asks for it.
  private final List<Event> events = new ArrayList<>();

  /** The audience of a part. */
  public enum Audience {
    ALL(Layers.ALL),
    SERVER(Layers.SERVER),
    MEMBER("member:*"),
    ROLE("role:*"),
    CELL("cell:*");

    private final String layers; // in the form of Undo.Part

    Audience(String layers) {
      this.layers = layers;
    }
  }

  /** How undo treats a part. */
  public enum Nature {
    /** Undo reverts it. */
    STATE,
    /** Undo leaves it alone: logs, counters, numbers of moves. */
    BOOKKEEPING,
    /** The kind computes it again after an undo. */
    DERIVED
  }

  /** A part at the top of a layer. */
  public record Part(Audience audience, boolean live, Nature nature, String key, Schema schema) {}

  /** A type of event. */
  public record Event(String name, Schema payload) {}

  public Model() {}

  /** Starts with everything that the other model declares. */
  public Model(Model other) {
    parts.addAll(other.parts);
    events.addAll(other.events);
  }

  /** All parts, in declaration order. */
  public List<Part> parts() {
    return List.copyOf(parts);
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  /** The parts that undo leaves alone. */
  public Undo undo() {
    Undo known = undo;
    if (known == null) {
      known = new Undo(parts(Nature.BOOKKEEPING), parts(Nature.DERIVED));
      undo = known;
    }
    return known;
  }

  private List<Undo.Part> parts(Nature nature) {
    return parts.stream()
        .filter(part -> part.nature == nature)
        .map(part -> new Undo.Part(part.audience.layers, List.of(part.key)))
        .toList();
  }

  /** The layer that every member sees. */
  public Shared all() {
    return new Shared(Layer.all(), Audience.ALL, Nature.STATE);
  }

  /** The layer that only the kind sees. */
  public Shared server() {
    return new Shared(Layer.server(), Audience.SERVER, Nature.STATE);
  }

  /** The layers of single members. */
  public Each<Layer.OfMember> member() {
    return new Each<>(Audience.MEMBER, false, Nature.STATE);
  }

  /** The layers of roles. */
  public Each<Layer.OfRole> role() {
    return new Each<>(Audience.ROLE, false, Nature.STATE);
  }

  /** The layers of regions of a large map. */
  public Each<Layer.OfCell> cell() {
    return new Each<>(Audience.CELL, false, Nature.STATE);
  }

  /** Declares a type of event whose payload is an object. */
  public <T> Told<T> event(String name, Type<T> payload) {
    return event(name, payload, true);
  }

  /**
   * Declares a type of event that is never journaled: what it says is private or worthless soon.
   */
  public <T> Told<T> ephemeralEvent(String name, Type<T> payload) {
    return event(name, payload, false);
  }

  private <T> Told<T> event(String name, Type<T> payload, boolean kept) {
    events.add(new Event(name, payload.schema()));
    return new Told<>(name, payload, kept);
  }

  private <S extends Spot> Function<Where, S> declared(
      Audience audience, boolean live, Nature nature, String key, Function<Where, S> spot) {
    undo = null;
    parts.add(new Part(audience, live, nature, key, spot.apply(Where.in("")).schema()));
    return spot;
  }

  private static <T> Function<Where, Slot<T>> slot(Type<T> type) {
    return where -> new Slot<>(where, type);
  }

  private static <S extends Spot> Function<Where, Slots<S>> slots(Function<Where, S> slot) {
    return where -> new Slots<>(where, slot);
  }

  /** A layer that exists once. */
  public final class Shared {
    private final Layer layer;
    private final Audience audience;
    private final Nature nature;

    private Shared(Layer layer, Audience audience, Nature nature) {
      this.layer = layer;
      this.audience = audience;
      this.nature = nature;
    }

    /** The live twin: the same audience, never kept. */
    public Shared live() {
      return new Shared(layer.live(), audience, nature);
    }

    public Shared bookkeeping() {
      return new Shared(layer, audience, Nature.BOOKKEEPING);
    }

    public Shared derived() {
      return new Shared(layer, audience, Nature.DERIVED);
    }

    /** Declares one value. */
    public <T> Slot<T> value(String key, Type<T> type) {
      return spot(key, slot(type));
    }

    /** Declares one record through its generated slot. */
    public <S extends Slot<?>> S value(String key, Function<Where, S> slot) {
      return spot(key, slot);
    }

    /** Declares values by key. */
    public <T> Slots<Slot<T>> map(String key, Type<T> type) {
      return spot(key, slots(slot(type)));
    }

    /** Declares records by key through their generated slot. */
    public <S extends Spot> Slots<S> map(String key, Function<Where, S> slot) {
      return spot(key, slots(slot));
    }

    private <S extends Spot> S spot(String key, Function<Where, S> spot) {
      boolean live = layer instanceof Layer.Live;
      return declared(audience, live, nature, key, spot).apply(Where.in(layer.name()).child(key));
    }
  }

  /** The layers of one audience; each has all parts declared here. */
  public final class Each<L extends Layer> {
    private final Audience audience;
    private final boolean live;
    private final Nature nature;

    private Each(Audience audience, boolean live, Nature nature) {
      this.audience = audience;
      this.live = live;
      this.nature = nature;
    }

    /** The live twin: the same audience, never kept. */
    public Each<L> live() {
      return new Each<>(audience, true, nature);
    }

    public Each<L> bookkeeping() {
      return new Each<>(audience, live, Nature.BOOKKEEPING);
    }

    public Each<L> derived() {
      return new Each<>(audience, live, Nature.DERIVED);
    }

    /** Declares one value. */
    public <T> PerLayer<L, Slot<T>> value(String key, Type<T> type) {
      return part(key, slot(type));
    }

    /** Declares one record through its generated slot. */
    public <S extends Slot<?>> PerLayer<L, S> value(String key, Function<Where, S> slot) {
      return part(key, slot);
    }

    /** Declares values by key. */
    public <T> PerLayer<L, Slots<Slot<T>>> map(String key, Type<T> type) {
      return part(key, slots(slot(type)));
    }

    /** Declares records by key through their generated slot. */
    public <S extends Spot> PerLayer<L, Slots<S>> map(String key, Function<Where, S> slot) {
      return part(key, slots(slot));
    }

    private <S extends Spot> PerLayer<L, S> part(String key, Function<Where, S> spot) {
      return new PerLayer<>(key, live, declared(audience, live, nature, key, spot));
    }
  }
}
