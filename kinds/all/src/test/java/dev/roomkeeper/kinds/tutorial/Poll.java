package dev.roomkeeper.kinds.tutorial;

import dev.roomkeeper.engine.kind.*;

/** A secret ballot: everybody sees how many votes a thing has, and only you what you voted for. */
public final class Poll implements RoomKind {
  static final Model MODEL = new Model();
  static final Slots<Slot<Integer>> VOTES = MODEL.all().map("votes", Types.INTEGER);
  static final PerLayer<Layer.OfMember, Slot<String>> MINE =
      MODEL.member().value("mine", Types.TEXT); // nobody else is ever sent it

  @Payload
  record Vote(@Length(max = 40) String choice) {} // the class VoteReader is made from it

  static final Commands<Act> COMMANDS =
      Commands.named("a poll").durable("vote", VoteReader.INSTANCE, Poll::vote);

  @Override
  public String name() {
    return "poll";
  }

  @Override
  public Model model() {
    return MODEL;
  }

  @Override
  public Commands<Act> commands() {
    return COMMANDS;
  }

  static Verdict vote(Act act, Vote vote) {
    Slot<String> mine = MINE.in(Layer.member(act.sender().id()));
    String before = mine.get(act.draft());
    if (before != null) {
      count(act.draft(), before, -1);
    }
    mine.set(act.draft(), vote.choice());
    count(act.draft(), vote.choice(), 1);
    return act.draft().accept();
  }

  static void count(Draft draft, String choice, int more) {
    Slot<Integer> votes = VOTES.of(choice);
    votes.set(draft, votes.get(draft, 0) + more);
  }
}
