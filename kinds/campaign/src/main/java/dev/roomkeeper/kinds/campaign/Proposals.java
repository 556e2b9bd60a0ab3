package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Size;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import dev.roomkeeper.kinds.campaign.rules.Damage;
import dev.roomkeeper.kinds.campaign.rules.DamagePart;
import dev.roomkeeper.kinds.campaign.rules.Hits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Damage that players report for others, and that waits for the DM's decision. */
final class Proposals {
  private static final int MAX = 60;
  private static final int OF_ONE_MAX = 10;

  private Proposals() {}

  @Payload
  record OfProposal(@Id String proposal) {}

  /** The DM accepts the damage, and may decide what follows. */
  @Payload
  record Accepted(
      @Id String proposal,
      @Default("whole") Damage.Share share,
      @Nullable @Size(max = Harm.FOLLOWS_MAX) List<Consequence> follows,
      @Size(max = Harm.FOLLOWS_MAX) @Default("[]") List<@Length(max = 40) String> declined) {}

  static Ledger.Reported rule(Scene scene) {
    return Ledger.CAMPAIGN.options().playersDamage().need(scene.draft);
  }

  /** Keeps what the player reports. Answers why not if there is no room for more. */
  static Verdict.@Nullable Refused add(
      Scene scene, Figure figure, Harm.Dealt dealt, Harm.Target target, List<DamagePart> thrown) {
    String author = scene.sender.id();
    int ofOne = 0;
    for (String id : Ledger.PROPOSALS.keys(scene.draft)) {
      ofOne += Ledger.PROPOSALS.of(id).author().need(scene.draft).equals(author) ? 1 : 0;
    }
    // Each player has a bound of its own, so a full list tells nothing of other players' reports.
    if (ofOne >= OF_ONE_MAX || Ledger.PROPOSALS.size(scene.draft) >= MAX) {
      return Verdict.refuse(Code.TOO_LARGE, "the DM has not yet seen what you reported before");
    }
    List<DamagePart> parts = new ArrayList<>(target.parts());
    parts.addAll(thrown);
    Ledger.PROPOSALS
        .of("d" + Ledger.next(scene.draft, "proposal"))
        .set(
            scene.draft,
            new Ledger.Proposal(
                author,
                scene.moment.nowMillis(),
                figure.id(),
                figure.name(),
                parts,
                target.adjustment(),
                dealt.critical(),
                dealt.knocksOut()));
    scene.says("reports damage for " + figure.name());
    return null;
  }

  private static Verdict.Refused none() {
    return Verdict.refuse(Code.NOT_FOUND, "nothing like this is reported any more");
  }

  static Verdict accept(Scene scene, Accepted asked) {
    Ledger.Proposal proposal = Ledger.PROPOSALS.of(asked.proposal).get(scene.draft);
    if (proposal == null) {
      return none();
    }
    Figure figure = Figure.find(scene.draft, proposal.target());
    if (figure == null) {
      return Scene.none(proposal.target());
    }
    Ledger.PROPOSALS.of(asked.proposal).remove(scene.draft);
    Damage damage = new Damage(proposal.parts(), asked.share, proposal.adjustment());
    int taken = Damage.total(damage.against(scene.edition(), figure.body()));
    scene.says(figure.name() + " takes " + taken + " damage");
    List<Consequence> follows =
        asked.follows != null
            ? asked.follows
            : Hits.take(
                scene.edition(),
                figure.body(),
                new Hits.Hit(
                    taken,
                    proposal.critical(),
                    proposal.knocksOut(),
                    Ledger.CAMPAIGN.options().absorbedBreaksConcentration().need(scene.draft)));
    return Harm.apply(scene, figure, Harm.without(follows, asked.declined));
  }

  static Verdict drop(Scene scene, OfProposal asked) {
    if (!Ledger.PROPOSALS.has(scene.draft, asked.proposal)) {
      return none();
    }
    Ledger.PROPOSALS.of(asked.proposal).remove(scene.draft);
    scene.says("drops what was reported");
    return scene.draft.accept();
  }
}
