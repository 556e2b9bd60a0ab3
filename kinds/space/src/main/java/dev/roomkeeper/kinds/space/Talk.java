package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.chat.Chat;
import java.util.List;

/** Chat: to everybody, where the newest lines are kept, or to those who are near. */
final class Talk {
  private static final Chat CHAT = new Chat(World.CHAT);

  private final Draft draft;
  private final Moment moment;

  Talk(Draft draft, Moment moment) {
    this.draft = draft;
    this.moment = moment;
  }

  void chat(Member sender, String message) {
    CHAT.say(draft, sender, message, moment);
  }

  Verdict unsay(Member sender, String id) {
    return CHAT.unsay(draft, sender, id);
  }

  /** Said to these members; the sender hears it too. */
  void bubble(Member sender, List<String> neighbours, String message) {
    World.BubbleLine line =
        new World.BubbleLine(
            Chat.id(moment.nowMillis(), moment), sender.name(), message, moment.nowMillis());
    World.BUBBLE_MESSAGE.tell(draft, Layer.member(sender.id()), line);
    for (String neighbour : neighbours) {
      World.BUBBLE_MESSAGE.tell(draft, Layer.member(neighbour), line);
    }
  }

  void signal(String to, JsonObject data) {
    World.SIGNAL.tell(draft, Layer.member(to), new World.Signal(data));
  }
}
