package dev.roomkeeper.kinds.tutorial;

import dev.roomkeeper.engine.json.*;
import dev.roomkeeper.engine.kind.*;
import java.util.List;

/** A secret ballot: everybody sees how many votes a thing has, and only you what you voted for. */
public final class Poll implements RoomKind {
  @Override
  public String name() {
    return "poll";
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return RoomRules.DEFAULT;
  }

  @Override
  public Durability durability(String commandType) {
    return Durability.DURABLE; // a vote is answered once it is on disk
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    draft.put(Layers.ALL, List.of("votes"), JsonObject.EMPTY);
    return draft.accept();
  }

  @Override
  public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    return draft.accept();
  }

  @Override
  public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
    if (!command.type().equals("vote")) {
      return Verdict.refuse(Code.UNKNOWN_COMMAND, "a poll knows \"vote\" alone");
    }
    Fields fields = new Fields(command.payload());
    String choice = fields.text("for", 40);
    String problem = fields.problem();
    if (problem != null) {
      return Verdict.refuse(Code.BAD_REQUEST, problem);
    }
    // What I voted for is in my own layer: nobody else is ever sent it.
    String mine = Layers.member(sender.id());
    if (draft.get(mine, List.of("mine")) instanceof Json.Text(var before)) {
      count(draft, before, -1);
    }
    draft.put(mine, List.of("mine"), Json.of(choice));
    count(draft, choice, 1);
    return draft.accept();
  }

  private static void count(Draft draft, String choice, int more) {
    JsonObject votes = draft.object(Layers.ALL, List.of("votes"));
    draft.put(Layers.ALL, List.of("votes", choice), Json.of(votes.number(choice, 0) + more));
  }

  @Override
  public void offline(Draft draft, Member member, Moment moment) {}

  @Override
  public void leave(Draft draft, Member member, Moment moment) {}
}
