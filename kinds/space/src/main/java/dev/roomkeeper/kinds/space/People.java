package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Member;

/** Who is in the space, as everybody sees it, at any distance. */
final class People {
  private final Draft draft;

  People(Draft draft) {
    this.draft = draft;
  }

  void join(Member member) {
    World.PEOPLE
        .of(member.id())
        .set(draft, new World.Person(member.name(), true, member.claims().text("avatarId")));
  }

  void renamed(Member member) {
    World.PEOPLE.of(member.id()).name().set(draft, member.name());
  }

  void offline(Member member) {
    World.PEOPLE.of(member.id()).online().set(draft, false);
  }

  void leave(Member member) {
    World.PEOPLE.of(member.id()).remove(draft);
  }
}
