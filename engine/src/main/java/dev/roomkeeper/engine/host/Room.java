package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Json;
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
 * One room: its layers at one version, and the rules that produce the next version. Immutable;
 * {@link RoomStep} returns a new one. Everything kept is in the kept layers; members, sessions,
 * outcomes and timers are in the engine's layer.
 *
 * @param name the room's name at its creation; {@link #name} tells the present one
 * @param epoch the ownership under which commits are made now
 * @param version how many commits the room has had since it began
 * @param ownership which member wrote which live value
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
   * The options a room was created with.
   *
   * @param rules the rules that the kind derives from the options
   */
  public record Setting(JsonObject options, RoomRules rules) {}

  /**
   * The command that sets or removes a member's passphrase, in every kind of room. Its payload
   * arrives as {"hash": …}, a slow hash computed outside, or as {} to remove the passphrase.
   */
  public static final String PASSPHRASE = "passphrase";

  /** The deepest nesting that a layer may have. */
  public static final int DEPTH_MAX = 32;

  /**
   * The command by which a member changes its own name in this room: {"name": …}. From then on the
   * names that its joins bring are ignored. The same in every kind, durable.
   */
  public static final String RENAME_MEMBER = "member.rename";

  /** The command by which the owner changes the room's name: {"name": …}. Durable. */
  public static final String RENAME = "room.rename";

  /** The longest name of a room, in characters. */
  public static final int NAME_LENGTH_MAX = 100;

  /** The longest name of a member, in characters. */
  public static final int MEMBER_NAME_LENGTH_MAX = 64;

  /** The key in the engine's layer of the version of the kind that wrote the state. */
  static final String STATE_VERSION = "stateVersion";

  /**
   * A marker in the live engine layer. It disappears together with the live layers it describes.
   */
  static final String OPENED = "opened";

  /**
   * The room as the journal has it.
   *
   * @param version of the layers
   * @param commits in order; commits that the layers already include are skipped
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

  /** The kind's refusal of these options, or null if it accepts them. */
  public static Verdict.@Nullable Refused check(RoomKind kind, JsonObject options, Moment moment) {
    RoomDraft draft = new RoomDraft(Layers.EMPTY, RoomDraft.Terms.at(moment.nowMillis()));
    return kind.begin(draft, options, moment) instanceof Verdict.Refused no ? no : null;
  }

  /** This room after a commit made on its version. */
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

  /** The present name, which the owner may have changed. */
  @Override
  public String name() {
    String given = new House(layers).name();
    return given == null ? name : given;
  }

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

  /** Whether this session belongs to the member. */
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

  /** How long this member's seat is kept while it is away. */
  long graceMillis(String memberId) {
    return House.graceMillis(layers, memberId, rules().graceMillis());
  }

  /** The version of the kind that wrote the state. */
  public int stateVersion() {
    return (int) layers.object(Layers.ENGINE).number(STATE_VERSION, 1);
  }

  /** Notes that the state is of the kind's version; the first is not noted. */
  void noteVersion(RoomDraft draft) {
    if (kind.version() != stateVersion()) {
      draft.keep(List.of(STATE_VERSION), Json.of(kind.version()));
    }
  }

  /** Whether the kind has filled the live layers on this node. */
  boolean isOpened() {
    return layers.object(Members.LIVE).isTrue(OPENED);
  }

  /** The time of day of the room's first timer; Long.MAX_VALUE for none. */
  public long wakeAtMillis() {
    return Timers.first(layers);
  }

  /**
   * The recorded answer to this command of the member: the same answer again, or that it is too old
   * to tell. Null if the command is new.
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
