package dev.roomkeeper.kinds;

import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.kinds.campaign.Campaign;
import dev.roomkeeper.kinds.campaign.bestiary.Bestiary;
import dev.roomkeeper.kinds.cardtable.CardTable;
import dev.roomkeeper.kinds.lobby.Lobby;
import dev.roomkeeper.kinds.space.Space;
import java.util.List;

/** All kinds of room that there are. */
public final class Kinds {
  private Kinds() {}

  /** With campaigns that know no creature by its id alone. */
  public static List<RoomKind> all() {
    return all(Bestiary.of(List.of()));
  }

  public static List<RoomKind> all(Bestiary bestiary) {
    return List.of(new Lobby(), new CardTable(), new Space(), new Campaign(bestiary));
  }
}
