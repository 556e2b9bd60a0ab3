package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Edit;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Verdict;

/** The links by which players come in. */
final class Links {
  private static final int MAX = 20;

  private Links() {}

  /**
   * A link in. The room never knows the secret in it.
   *
   * @param hash of the secret
   */
  @Payload
  record NewLink(
      @Length(min = 16, max = 64) String hash,
      @Range(min = 1, max = 24 * 90) @Default("168") int hours,
      @Range(min = 1, max = 100) @Default("20") int uses) {}

  @Payload
  record OfLink(@Id String link) {}

  @Payload
  record UsedLink(
      @Length(min = 16, max = 64) String hash,
      @Length(max = Table.NAME_MAX) @Default("Guest") String name) {}

  static Verdict make(Scene scene, NewLink asked) {
    Draft draft = scene.draft;
    for (String id : Ledger.LINKS.keys(draft)) {
      if (Ledger.LINKS.of(id).untilMillis().need(draft) < scene.moment.nowMillis()) {
        drop(draft, id);
      }
    }
    if (Ledger.LINKS.size(draft) >= MAX) {
      return Verdict.refuse(Code.TOO_LARGE, "a campaign has at most " + MAX + " links");
    }
    if (Ledger.LINK_HASHES.has(draft, asked.hash)) {
      return Verdict.refuse(Code.CONFLICT, "there is such a link already");
    }
    String id = "l" + Ledger.next(draft, "link");
    long until = scene.moment.nowMillis() + asked.hours * 3_600_000L;
    Ledger.LINKS.of(id).set(draft, new Ledger.Link(until, asked.uses));
    Ledger.LINK_HASHES.of(asked.hash).set(draft, id);
    scene.fix();
    scene.says("makes a link");
    return draft.accept();
  }

  private static void drop(Draft draft, String id) {
    Ledger.LINKS.of(id).remove(draft);
    for (String hash : Ledger.LINK_HASHES.keys(draft)) {
      if (Ledger.LINK_HASHES.of(hash).need(draft).equals(id)) {
        Ledger.LINK_HASHES.of(hash).remove(draft);
      }
    }
  }

  static Verdict revoke(Scene scene, OfLink asked) {
    if (!Ledger.LINKS.has(scene.draft, asked.link)) {
      return Verdict.refuse(Code.NOT_FOUND, "there is no such link any more");
    }
    drop(scene.draft, asked.link);
    scene.fix();
    scene.says("revokes a link");
    return scene.draft.accept();
  }

  /** Somebody came by a link: from now on this user may join. */
  static Verdict use(Edit edit, UsedLink asked) {
    Draft draft = edit.draft();
    if (Standing.isOut(draft, edit.userId())) {
      return Verdict.refuse(Code.FORBIDDEN, "the DM has taken you out of this campaign");
    }
    if (Table.isFull(draft, edit.userId())) {
      return Table.full();
    }
    String id = Ledger.LINK_HASHES.of(asked.hash).get(draft, "");
    Ledger.Link link = id.isEmpty() ? null : Ledger.LINKS.of(id).get(draft);
    if (link == null || link.usesLeft() == 0 || link.untilMillis() < edit.moment().nowMillis()) {
      return Verdict.refuse(Code.FORBIDDEN, "this link is over, or was never one");
    }
    if (!Ledger.STANDING.of(edit.userId()).get(draft, "").equals(Standing.IN)) {
      Ledger.LINKS.of(id).usesLeft().set(draft, link.usesLeft() - 1);
      Ledger.STANDING.of(edit.userId()).set(draft, Standing.IN);
    }
    return Table.sit(edit, new Table.Sits(asked.name, false));
  }
}
