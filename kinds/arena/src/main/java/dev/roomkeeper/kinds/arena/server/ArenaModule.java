package dev.roomkeeper.kinds.arena.server;

import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.kinds.arena.Arena;
import dev.roomkeeper.module.KindModule;
import java.util.List;

/** Arena matches on a server: their rooms and their pages. */
public final class ArenaModule implements KindModule {
  private final Arena kind = new Arena();

  @Override
  public RoomKind kind() {
    return kind;
  }

  @Override
  public List<String> pages() {
    return List.of("/arena", "/arena/*");
  }

  @Override
  public String phrase() {
    return "A match in the arena";
  }
}
