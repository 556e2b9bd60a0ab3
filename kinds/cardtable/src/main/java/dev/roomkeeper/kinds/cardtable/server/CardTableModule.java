package dev.roomkeeper.kinds.cardtable.server;

import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.kinds.cardtable.CardTable;
import dev.roomkeeper.module.KindModule;
import java.util.List;

/** Card tables on a server: their rules and their page. */
public final class CardTableModule implements KindModule {
  private final CardTable kind = new CardTable();

  @Override
  public RoomKind kind() {
    return kind;
  }

  @Override
  public List<String> pages() {
    return List.of("/table/*");
  }

  @Override
  public String chat() {
    return "chat";
  }

  @Override
  public String phrase() {
    return "A card table";
  }
}
