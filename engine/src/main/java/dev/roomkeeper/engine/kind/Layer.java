package dev.roomkeeper.engine.kind;

/**
 * One layer of a room's state, which one audience sees; what kind of audience that is stands in the
 * type.
 */
public sealed interface Layer {
  /** What everybody in the room sees. */
  static All all() {
    return new All();
  }

  /** What nobody sees but the rules of the room. */
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

  /** Its name in the document and on the wire. */
  String name();

  /** What is seen by the same audience and never kept. */
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

  /** What one member sees. */
  record OfMember(String memberId) implements Layer {
    @Override
    public String name() {
      return Layers.member(memberId);
    }
  }

  /** What those of one role see. */
  record OfRole(String role) implements Layer {
    @Override
    public String name() {
      return Layers.role(role);
    }
  }

  /** What those near one region of a large map see. */
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
