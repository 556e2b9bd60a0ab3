package dev.roomkeeper.kinds.browser;

import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.kinds.cardtable.CardTable;
import dev.roomkeeper.kinds.lobby.Lobby;
import dev.roomkeeper.kinds.space.Space;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import org.teavm.jso.JSExport;

/** A command or two in a room of each kind, for Java and for the browser. */
public final class PlayedRooms {
  private PlayedRooms() {}

  public static void main(String[] arguments) {}

  @JSExport
  public static String lobby() {
    return played(new Lobby(), "{}", "board", "{t1:{type:'token', x:5.25, y:1e21}}");
  }

  @JSExport
  public static String cardTable() {
    return played(
        new CardTable(),
        "{}",
        "deck.create",
        "{deckId:'d1', cards:['SA','SK','SQ','SJ','S10'], name:'Small', back:'red'}",
        "deck.shuffle",
        "{deckId:'d1'}",
        "deck.draw",
        "{deckId:'d1', count:2, to:'tray'}");
  }

  @JSExport
  public static String space() {
    return played(new Space(), "{width:40, height:40}", "chat-message", "{message:'Grüß dich 👋'}");
  }

  /** What a payload that can't be read is answered. */
  @JSExport
  public static String refused() {
    TestRoom room = new TestRoom(new Lobby(), "{}", 7);
    return String.valueOf(room.join("ann").send("board", "{t1:7, t2:{}, '':1}"));
  }

  private static String played(RoomKind kind, String options, String... asked) {
    TestRoom room = new TestRoom(kind, options, 7);
    TestClient ann = room.join("ann");
    TestClient bob = room.join("bob");
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < asked.length; i += 2) {
      said.append(ann.send(asked[i], asked[i + 1])).append('\n');
    }
    return said.append(room.layers().root()).append('\n').append(bob.view()).toString();
  }
}
