package dev.roomkeeper.engine.kind;

/** One layer of a room's state, seen by one audience. The type says which audience. */
public sealed interface Layer {
  /** Seen by every member. */
  static All all() {
    return new All();
  }

  /** Seen only by the kind, never sent. */
  static Server server() {
    return new Server();
  }

  static OfMember member(String memberId) {
    return new OfMember(memberId);
  }

  static OfRole role(String role) {
    return new OfRole(role);
  }

  static OfCell cell(int x, int y) {
    return new OfCell(x, y);
  }

  /** Its name in the state and on the wire. */
  String name();

  /** The live twin: the same audience, never kept. */
  default Live live() {
    return new Live(this);
  }

  record All() implements Layer {
    @Override
    public String name() {
      return Layers.ALL;
    }
  }

  record Server() implements Layer {
    @Override
    public String name() {
      return Layers.SERVER;
    }
  }

  /** Seen by one member. */
  record OfMember(String memberId) implements Layer {
    @Override
    public String name() {
      return Layers.member(memberId);
    }
  }

  /** Seen by the members with one role. */
  record OfRole(String role) implements Layer {
    @Override
    public String name() {
      return Layers.role(role);
    }
  }

  /** Seen by the members near one region of a large map. */
  record OfCell(int x, int y) implements Layer {
    @Override
    public String name() {
      return Layers.cell(x, y);
    }
  }

  /** The live twin of another layer. */
  record Live(Layer of) implements Layer {
    public Live {
      if (of instanceof Live) {
        throw new IllegalArgumentException("a live layer has no live twin");
      }
    }

    @Override
    public String name() {
      return Layers.live(of.name());
    }
  }
}
