package dev.roomkeeper.engine.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the rooms of one kind hold and tell: which part lives in which layer, live or kept, which is
 * bookkeeping and which is derived. A kind declares each part once and reads and writes by it;
 * types and documents are made from it.
 */
public final class Model {
  private final List<Part> parts = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  /** Whose layers a part lives in. */
  public enum Audience {
    ALL(Layers.ALL),
    SERVER(Layers.SERVER),
    MEMBER("member:*"),
    ROLE("role:*"),
    CELL("cell:*");

    private final String layers; // as Undo.Part has them

    Audience(String layers) {
      this.layers = layers;
    }
  }

  /** What an undo makes of a part. */
  public enum Nature {
    /** It takes back what was done. */
    STATE,
    /** It passes it over: logs, counters, the numbers of moves. */
    BOOKKEEPING,
    /** The kind works it out anew. */
    DERIVED
  }

  /** A part at the top of a layer. */
  public record Part(Audience audience, boolean live, Nature nature, String key, Schema schema) {}

  /** A type of event. */
  public record Event(String name, Schema payload) {}

  public Model() {}

  /** All that the other declares, and more. */
  public Model(Model other) {
    parts.addAll(other.parts);
    events.addAll(other.events);
  }

  /** What is declared, in that order. */
  public List<Part> parts() {
    return List.copyOf(parts);
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  /** What an undo leaves as it is. */
  public Undo undo() {
    return new Undo(parts(Nature.BOOKKEEPING), parts(Nature.DERIVED));
  }

  private List<Undo.Part> parts(Nature nature) {
    return parts.stream()
        .filter(part -> part.nature == nature)
        .map(part -> new Undo.Part(part.audience.layers, List.of(part.key)))
        .toList();
  }

  /** What everybody sees. */
  public Shared all() {
    return new Shared(Layer.all(), Audience.ALL, Nature.STATE);
  }

  /** What nobody sees but the rules of the room. */
  public Shared server() {
    return new Shared(Layer.server(), Audience.SERVER, Nature.STATE);
  }

  /** What each member sees alone. */
  public Each<Layer.OfMember> member() {
    return new Each<>(Audience.MEMBER, false, Nature.STATE);
  }

  /** What those of each role see. */
  public Each<Layer.OfRole> role() {
    return new Each<>(Audience.ROLE, false, Nature.STATE);
  }

  /** What those near each region of a large map see. */
  public Each<Layer.OfCell> cell() {
    return new Each<>(Audience.CELL, false, Nature.STATE);
  }

  /** A type of event, whose payload is an object. */
  public <T> Told<T> event(String name, Type<T> payload) {
    events.add(new Event(name, payload.schema()));
    return new Told<>(name, payload);
  }

  private <S extends Spot> Function<Where, S> declared(
      Audience audience, boolean live, Nature nature, String key, Function<Where, S> spot) {
    parts.add(new Part(audience, live, nature, key, spot.apply(Where.in("")).schema()));
    return spot;
  }

  private static <T> Function<Where, Slot<T>> slot(Type<T> type) {
    return where -> new Slot<>(where, type);
  }

  private static <S extends Spot> Function<Where, Slots<S>> slots(Function<Where, S> slot) {
    return where -> new Slots<>(where, slot);
  }

  /** A layer that there is once. */
  public final class Shared {
    private final Layer layer;
    private final Audience audience;
    private final Nature nature;

    private Shared(Layer layer, Audience audience, Nature nature) {
      this.layer = layer;
      this.audience = audience;
      this.nature = nature;
    }

    /** Seen by the same, and never kept. */
    public Shared live() {
      return new Shared(layer.live(), audience, nature);
    }

    public Shared bookkeeping() {
      return new Shared(layer, audience, Nature.BOOKKEEPING);
    }

    public Shared derived() {
      return new Shared(layer, audience, Nature.DERIVED);
    }

    /** One value. */
    public <T> Slot<T> value(String key, Type<T> type) {
      return spot(key, slot(type));
    }

    /** One record, as its made slot has it. */
    public <S extends Slot<?>> S value(String key, Function<Where, S> slot) {
      return spot(key, slot);
    }

    /** Values by key. */
    public <T> Slots<Slot<T>> map(String key, Type<T> type) {
      return spot(key, slots(slot(type)));
    }

    /** Records by key, as their made slot has them. */
    public <S extends Spot> Slots<S> map(String key, Function<Where, S> slot) {
      return spot(key, slots(slot));
    }

    private <S extends Spot> S spot(String key, Function<Where, S> spot) {
      boolean live = layer instanceof Layer.Live;
      return declared(audience, live, nature, key, spot).apply(Where.in(layer.name()).child(key));
    }
  }

  /** The layers of one audience, each of which has the parts that are declared here. */
  public final class Each<L extends Layer> {
    private final Audience audience;
    private final boolean live;
    private final Nature nature;

    private Each(Audience audience, boolean live, Nature nature) {
      this.audience = audience;
      this.live = live;
      this.nature = nature;
    }

    /** Seen by the same, and never kept. */
    public Each<L> live() {
      return new Each<>(audience, true, nature);
    }

    public Each<L> bookkeeping() {
      return new Each<>(audience, live, Nature.BOOKKEEPING);
    }

    public Each<L> derived() {
      return new Each<>(audience, live, Nature.DERIVED);
    }

    /** One value. */
    public <T> PerLayer<L, Slot<T>> value(String key, Type<T> type) {
      return part(key, slot(type));
    }

    /** One record, as its made slot has it. */
    public <S extends Slot<?>> PerLayer<L, S> value(String key, Function<Where, S> slot) {
      return part(key, slot);
    }

    /** Values by key. */
    public <T> PerLayer<L, Slots<Slot<T>>> map(String key, Type<T> type) {
      return part(key, slots(slot(type)));
    }

    /** Records by key, as their made slot has them. */
    public <S extends Spot> PerLayer<L, Slots<S>> map(String key, Function<Where, S> slot) {
      return part(key, slots(slot));
    }

    private <S extends Spot> PerLayer<L, S> part(String key, Function<Where, S> spot) {
      return new PerLayer<>(key, live, declared(audience, live, nature, key, spot));
    }
  }
}
