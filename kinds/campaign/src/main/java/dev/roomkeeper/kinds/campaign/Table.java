package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Edit;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The campaign itself: its name and options, and who is at the table. */
final class Table {
  /** What keys of notes begin with. */
  static final String NOTE = "note:";

  static final int NAME_MAX = 100;
  private static final int NOTE_MAX = 2_000;
  private static final int NOTES_MAX = 400;
  private static final int QUOTED_MAX = 100;
  private static final int STANDING_MAX = 500;

  private Table() {}

  @Payload
  record Renamed(
      @Length(max = NAME_MAX) String name, @Range(min = 0, max = Versions.MAX) long version) {}

  /** Options that are to be set; null leaves one as it is. */
  @Payload
  record OptionsEdit(
      Ledger.@Nullable Showing monsterHp,
      Ledger.@Nullable Showing partyHp,
      Ledger.@Nullable Reported playersDamage,
      @Nullable Boolean absorbedBreaksConcentration,
      @Range(min = 0, max = Versions.MAX) long version) {}

  /** A note of the DM's, about whatever the id names; empty takes it away. */
  @Payload
  record Note(
      @Id String about,
      @Length(min = 0, max = NOTE_MAX) String text,
      @Range(min = 0, max = Versions.MAX) long version) {}

  @Payload
  record GivenSeat(
      @Id String member, Ledger.Seat seat, @Range(min = 0, max = Versions.MAX) long version) {}

  @Payload
  record OfMember(@Id String member) {}

  /**
   * Somebody comes to the table by HTTP alone.
   *
   * @param creator whether it is who made the campaign, as the server knows
   */
  @Payload
  record Sits(@Length(max = NAME_MAX) String name, @Default("false") boolean creator) {}

  /**
   * What a guest was and had is an account's from now on, as the server made sure.
   *
   * @param guest the id
   */
  @Payload
  record Becomes(@Id String guest, @Length(max = NAME_MAX) String name) {}

  static Verdict rename(Scene scene, Renamed asked) {
    Verdict.Refused stale =
        scene.stale(
            Versions.CAMPAIGN,
            asked.version,
            "\"" + Ledger.CAMPAIGN.name().need(scene.draft) + "\"");
    if (stale != null) {
      return stale;
    }
    Ledger.CAMPAIGN.name().set(scene.draft, asked.name);
    scene.says("renames the campaign");
    return scene.draft.accept();
  }

  static Verdict options(Scene scene, OptionsEdit asked) {
    OptionsSlot options = Ledger.CAMPAIGN.options();
    Verdict.Refused stale =
        scene.stale(Versions.CAMPAIGN, asked.version, words(options.need(scene.draft)));
    if (stale != null) {
      return stale;
    }
    if (asked.monsterHp != null) {
      options.monsterHp().set(scene.draft, asked.monsterHp);
    }
    if (asked.partyHp != null) {
      options.partyHp().set(scene.draft, asked.partyHp);
    }
    if (asked.playersDamage != null) {
      options.playersDamage().set(scene.draft, asked.playersDamage);
    }
    if (asked.absorbedBreaksConcentration != null) {
      options.absorbedBreaksConcentration().set(scene.draft, asked.absorbedBreaksConcentration);
    }
    scene.says("changes the options");
    return scene.draft.accept();
  }

  private static String words(Ledger.Options options) {
    return "monsters' hit points show as "
        + key(options.monsterHp())
        + ", the party's as "
        + key(options.partyHp())
        + ", damage by players is "
        + key(options.playersDamage())
        + ", absorbed damage "
        + (options.absorbedBreaksConcentration() ? "breaks" : "does not break")
        + " concentration";
  }

  private static String key(Enum<?> option) {
    return option.name().toLowerCase(Locale.ROOT);
  }

  static Verdict note(Scene scene, Note asked) {
    String key = NOTE + asked.about;
    if (key.length() > Id.LENGTH_MAX) {
      return Verdict.refuse(Code.BAD_REQUEST, "\"about\" is too long");
    }
    Verdict.Refused stale =
        scene.stale(key, asked.version, quoted(Ledger.NOTES.of(key).get(scene.draft, "")));
    if (stale != null) {
      return stale;
    }
    if (asked.text.isEmpty()) {
      Ledger.NOTES.of(key).remove(scene.draft);
    } else {
      Ledger.NOTES.of(key).set(scene.draft, asked.text);
    }
    scene.says("writes a note");
    return Ledger.NOTES.size(scene.draft) > NOTES_MAX
        ? Verdict.refuse(Code.TOO_LARGE, "a campaign has at most " + NOTES_MAX + " notes")
        : scene.draft.accept();
  }

  private static String quoted(String note) {
    return note.isEmpty()
        ? "no note"
        : "\"" + (note.length() <= QUOTED_MAX ? note : note.substring(0, QUOTED_MAX) + "…") + "\"";
  }

  // --- Who is at the table ---

  static Verdict seat(Scene scene, GivenSeat asked) {
    Draft draft = scene.draft;
    PersonSlot person = Ledger.MEMBERS.of(asked.member);
    if (!person.exists(draft)) {
      return noMember(asked.member);
    }
    Ledger.Person now = person.need(draft);
    Verdict.Refused stale =
        scene.stale(
            Versions.ofSeat(asked.member),
            asked.version,
            now.name() + (now.seat() == Ledger.Seat.DM ? " is a DM" : " is a player"));
    if (stale != null) {
      return stale;
    }
    person.seat().set(draft, asked.seat);
    Versions.change(draft, Versions.ofSeat(asked.member));
    boolean hasDm = false;
    for (String id : Ledger.MEMBERS.keys(draft)) {
      hasDm |= Ledger.MEMBERS.of(id).seat().need(draft) == Ledger.Seat.DM;
    }
    if (!hasDm) {
      return Verdict.refuse(Code.CONFLICT, "a campaign needs a DM: give the seat to another first");
    }
    if (draft.member(asked.member) == null) {
      scene.says("gives a seat to somebody who is away");
    } else if (asked.seat == Ledger.Seat.DM) {
      draft.hold(asked.member, Ledger.DM.name());
    } else {
      draft.release(asked.member, Ledger.DM.name());
    }
    scene.fix();
    scene.says("gives a seat to " + person.name().need(draft));
    return draft.accept();
  }

  private static Verdict.Refused noMember(String id) {
    return Verdict.refuse(Code.NOT_FOUND, "there is no member \"" + Reading.shortened(id) + "\"");
  }

  /** Out, until the DM lets the member in again; the characters stay. */
  static Verdict remove(Scene scene, OfMember asked) {
    Draft draft = scene.draft;
    if (!Ledger.MEMBERS.has(draft, asked.member)) {
      return noMember(asked.member);
    }
    if (Ledger.MEMBERS.of(asked.member).seat().need(draft) == Ledger.Seat.DM) {
      return Verdict.refuse(Code.CONFLICT, "a DM can't be removed: take the seat away first");
    }
    if (isFull(draft, asked.member)) {
      return full();
    }
    Ledger.STANDING.of(asked.member).set(draft, Standing.OUT);
    String name = Ledger.MEMBERS.of(asked.member).name().need(draft);
    Ledger.REMOVED.of(asked.member).set(draft, name);
    scene.says("removes " + name);
    Ledger.MEMBERS.of(asked.member).remove(draft);
    Ledger.VERSIONS.of(Versions.ofSeat(asked.member)).remove(draft);
    Ledger.ONLINE.of(asked.member).remove(draft);
    if (draft.member(asked.member) != null) {
      draft.release(asked.member, Layers.ALL);
      draft.release(asked.member, Layer.member(asked.member).name());
    }
    scene.fix();
    return draft.accept();
  }

  static boolean isFull(Draft draft, String userId) {
    return Ledger.STANDING.size(draft) >= STANDING_MAX && !Ledger.STANDING.has(draft, userId);
  }

  static Verdict.Refused full() {
    return Verdict.refuse(
        Code.TOO_LARGE, "a campaign knows of at most " + STANDING_MAX + " people");
  }

  /** Lets somebody in. Who was taken out gets the seat back, and sees the campaign at once. */
  static Verdict admit(Scene scene, OfMember asked) {
    Draft draft = scene.draft;
    String id = asked.member;
    if (isFull(draft, id)) {
      return full();
    }
    Ledger.STANDING.of(id).set(draft, Standing.IN);
    String name = Ledger.REMOVED.of(id).get(draft);
    if (name != null && !Ledger.MEMBERS.has(draft, id)) {
      if (Ledger.MEMBERS.size(draft) >= Campaign.MEMBERS_MAX) {
        return noSeat();
      }
      Ledger.MEMBERS.of(id).set(draft, new Ledger.Person(name, Ledger.Seat.PLAYER));
      Member member = draft.member(id);
      if (member != null) {
        draft.hold(id, Layers.ALL);
        draft.hold(id, Layer.member(id).name());
      }
      if (member != null && member.online()) {
        Ledger.ONLINE.of(id).set(draft, true);
      }
    }
    Ledger.REMOVED.of(id).remove(draft);
    scene.fix();
    scene.says("lets " + (name == null ? "somebody" : name) + " in");
    return draft.accept();
  }

  private static Verdict.Refused noSeat() {
    return Verdict.refuse(
        Code.TOO_LARGE, "a campaign has at most " + Campaign.MEMBERS_MAX + " members");
  }

  // --- By HTTP ---

  /** Gives the user a place at the table, unless it has one. */
  static Verdict sit(Edit edit, Sits asked) {
    Draft draft = edit.draft();
    PersonSlot person = Ledger.MEMBERS.of(edit.userId());
    if (person.exists(draft)) {
      return draft.accept();
    }
    if (!asked.creator && !Standing.mayCome(draft, edit.userId())) {
      return Verdict.refuse(Code.FORBIDDEN, "one comes into this campaign by its DM's link");
    }
    if (Ledger.MEMBERS.size(draft) >= Campaign.MEMBERS_MAX) {
      return noSeat();
    }
    person.set(
        draft, new Ledger.Person(asked.name, asked.creator ? Ledger.Seat.DM : Ledger.Seat.PLAYER));
    return draft.accept();
  }

  /** The account takes the guest's seat, characters and standing over. */
  static Verdict become(Edit edit, Becomes asked) {
    Draft draft = edit.draft();
    Ledger.Person guest = Ledger.MEMBERS.of(asked.guest).get(draft);
    if (guest == null) {
      return Verdict.refuse(Code.NOT_FOUND, "the guest is not in this campaign");
    }
    if (Standing.isOut(draft, edit.userId())) {
      return Verdict.refuse(Code.FORBIDDEN, "the DM has taken you out of this campaign");
    }
    Ledger.Person before = Ledger.MEMBERS.of(edit.userId()).get(draft);
    boolean isDm =
        guest.seat() == Ledger.Seat.DM || (before != null && before.seat() == Ledger.Seat.DM);
    Ledger.Person person =
        new Ledger.Person(asked.name, isDm ? Ledger.Seat.DM : Ledger.Seat.PLAYER);
    Ledger.MEMBERS.of(edit.userId()).set(draft, person);
    Ledger.STANDING.of(edit.userId()).set(draft, Standing.IN);
    Versions.change(draft, Versions.ofSeat(edit.userId()));
    Ledger.MEMBERS.of(asked.guest).remove(draft);
    Ledger.VERSIONS.of(Versions.ofSeat(asked.guest)).remove(draft);
    Ledger.STANDING.of(asked.guest).remove(draft);
    for (String id : Ledger.CHARACTERS.keys(draft)) {
      HeroSlot hero = Ledger.CHARACTERS.of(id);
      if (asked.guest.equals(hero.owner().get(draft))) {
        hero.owner().set(draft, edit.userId());
      }
    }
    if (draft.member(asked.guest) != null) {
      draft.release(asked.guest, Layers.ALL);
      draft.release(asked.guest, Layer.member(asked.guest).name());
      draft.release(asked.guest, Ledger.DM.name());
    }
    if (draft.member(edit.userId()) != null && isDm) {
      draft.hold(edit.userId(), Ledger.DM.name());
    }
    Shown.write(draft);
    return draft.accept();
  }
}
