package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One room: its layers at one version, and the rules by which the next version follows. Immutable;
 * a step gives another ({@link RoomStep}). All that is kept of it is in its kept layers: members,
 * their sessions, the outcomes of their commands and timers stand in the engine's.
 *
 * @param epoch the ownership under which commits are made now
 * @param version how many commits were made since the room began
 * @param ownership whose the live values are
 */
public record Room(
    String id,
    String name,
    RoomKind kind,
    Setting setting,
    long epoch,
    long version,
    Layers layers,
    Ownership ownership) {

  /**
   * What a room was created with.
   *
   * @param rules what the kind makes of the options
   */
  public record Setting(JsonObject options, RoomRules rules) {}

  /**
   * The command by which a member sets or takes away the passphrase, in every kind of room. Its
   * payload comes as {"hash": …}, a slow hash that was made outside, or {} to take it away.
   */
  public static final String PASSPHRASE = "passphrase";

  /** Levels of nesting that a layer may have. */
  public static final int DEPTH_MAX = 32;

  static final int NAME_LENGTH_MAX = 64;

  /** Stands in the live engine's layer, so that it ends with what it tells of. */
  static final String OPENED = "opened";

  /**
   * A room as a journal has it.
   *
   * @param version of the layers
   * @param commits in order; those that the layers hold already are passed over
   */
  public static Room recovered(
      String id,
      String name,
      RoomKind kind,
      JsonObject options,
      long epoch,
      long version,
      Layers layers,
      List<Commit> commits) {
    Setting setting = new Setting(options, kind.rules(options));
    Room room = new Room(id, name, kind, setting, epoch, version, layers.kept(), Ownership.NONE);
    for (Commit commit : commits) {
      if (commit.version() > room.version) {
        room = room.after(commit);
      }
    }
    return room;
  }

  /** Whether a kind takes these options: what it would refuse them with, or null. */
  public static Verdict.@Nullable Refused check(RoomKind kind, JsonObject options, Moment moment) {
    RoomDraft draft = new RoomDraft(Layers.EMPTY, RoomDraft.Terms.PLAIN);
    return kind.begin(draft, options, moment) instanceof Verdict.Refused no ? no : null;
  }

  /** This room after a commit that was made on its version. */
  Room after(Commit commit) {
    if (commit.base() != version) {
      throw new IllegalArgumentException(
          "a commit on version " + commit.base() + " does not follow version " + version);
    }
    return with(commit.version(), layers.apply(commit.change()), ownership);
  }

  Room with(long newVersion, Layers newLayers, Ownership newOwnership) {
    return new Room(id, name, kind, setting, epoch, newVersion, newLayers, newOwnership);
  }

  // --- Reading ---

  public RoomRules rules() {
    return setting.rules;
  }

  public JsonObject options() {
    return setting.options;
  }

  /** The member of this id, or null. */
  public @Nullable Member member(String memberId) {
    return Members.of(layers, memberId);
  }

  /** All members, those offline included, by id. */
  public List<Member> members() {
    return Members.all(layers);
  }

  /** Whether the session named is this member's. */
  public boolean isSession(String memberId, @Nullable String session) {
    return Session.of(layers, memberId).is(session);
  }

  @Nullable String session(String memberId) {
    return Session.of(layers, memberId).id();
  }

  /** The slow hash of the member's passphrase, or null. */
  public @Nullable String passphraseHash(String memberId) {
    JsonObject kept = Members.kept(layers, memberId);
    return kept == null ? null : kept.text(Members.PASSPHRASE_HASH);
  }

  /** Whether the kind has filled the live layers since the room lives here. */
  boolean isOpened() {
    return layers.object(Members.LIVE).isTrue(OPENED);
  }

  /** When the room's first timer comes, as a time of day; Long.MAX_VALUE for never. */
  public long wakeAtMillis() {
    return Timers.first(layers);
  }

  /**
   * The answer to the member's command of this number where it was given one before: the same
   * again, or that it is too old to tell. Null if it is new.
   */
  @Nullable Answer outcome(String memberId, long seq) {
    if (seq == 0) {
      return null;
    }
    Session session = Session.of(layers, memberId);
    Answer before = session.outcome(seq);
    if (before != null || !session.isForgotten(seq)) {
      return before;
    }
    return new Answer.Reject(
        seq,
        Code.CONFLICT,
        "number "
            + seq
            + " is too old: only the last "
            + Session.OUTCOMES_KEPT
            + " outcomes are kept");
  }
}
