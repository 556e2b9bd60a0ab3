package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.kind.Act;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.chat.Say;
import dev.roomkeeper.kinds.chat.Unsay;

/** One command of one member. */
final class Visit {
  private final Draft draft;
  private final Member sender;
  private final Moment moment;
  private final Walkers walkers;
  private final Neighbours neighbours;
  private final Talk talk;

  Visit(Act act) {
    draft = act.draft();
    sender = act.sender();
    moment = act.moment();
    walkers = new Walkers(draft);
    neighbours = new Neighbours(draft, walkers);
    talk = new Talk(draft, moment);
  }

  Verdict move(Asked.Move move) {
    Block to = move.to();
    Block from = walkers.where(sender.id());
    if (from == null) {
      return Verdict.refuse(Code.CONFLICT, "you stand nowhere");
    }
    if (from.steps(to) != 1) {
      return Verdict.refuse(
          Code.BAD_REQUEST, "a step goes to the next block on one axis; you stand at " + from);
    }
    Ground ground = new Ground(draft);
    String obstacle = ground.obstacle(from, to);
    if (obstacle != null) {
      return Verdict.refuse(Code.CONFLICT, obstacle);
    }
    if (!StepBudget.take(draft, sender.id(), to, moment.nowMillis())) {
      return Verdict.refuse(Code.RATE_LIMITED, "at most ten steps a second");
    }
    walkers.step(sender.id(), from, to);
    new Sight(draft, ground.extent()).follow(sender, to);
    neighbours.moved(sender.id());
    return draft.accept();
  }

  Verdict chat(Say say) {
    if (say.message().isBlank()) {
      return silent();
    }
    talk.chat(sender, say.message());
    return draft.accept();
  }

  Verdict unsay(Unsay unsay) {
    return talk.unsay(sender, unsay.id());
  }

  Verdict bubble(Say say) {
    if (say.message().isBlank()) {
      return silent();
    }
    talk.bubble(sender, neighbours.of(sender.id()), say.message());
    return draft.accept();
  }

  private static Verdict silent() {
    return Verdict.refuse(Code.BAD_REQUEST, "a message must say something");
  }

  Verdict signal(Asked.Call call) {
    if (!neighbours.areNear(sender.id(), call.to())) {
      return Verdict.refuse(
          Code.FORBIDDEN, "\"" + Reading.shortened(call.to()) + "\" is not near you");
    }
    talk.signal(call.to(), call.data());
    return draft.accept();
  }
}
