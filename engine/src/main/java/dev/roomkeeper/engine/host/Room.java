package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Durability;
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
 * a step gives another. All it knows is in its layers: members, their sessions and the outcomes of
 * their commands stand in the server's.
 *
 * @param epoch the ownership under which commits are made now
 * @param version how many commits were made since the room began
 */
public record Room(
    String id,
    String name,
    RoomKind kind,
    JsonObject options,
    RoomRules rules,
    long epoch,
    long version,
    Layers layers) {

  /**
   * The command by which a member sets or takes away the passphrase, in every kind of room. Its
   * payload comes as {"hash": …}, a slow hash that was made outside, or {} to take it away.
   */
  public static final String PASSPHRASE = "passphrase";

  /** Levels of nesting that a layer may have. */
  public static final int DEPTH_MAX = 32;

  static final int NAME_LENGTH_MAX = 64;
  private static final String HASH = "passphrase";

  /** What a room is told. */
  sealed interface Input {
    /** Write the first state. */
    record Begin() implements Input {}

    /**
     * A member joins.
     *
     * @param name how it wants to be called; null to stay or become what it is
     * @param session the one it says it has, null for none
     * @param proven the passphrase hash against which its passphrase was found right, null for none
     * @param claims what the server vouches for
     */
    record Join(
        String memberId,
        @Nullable String name,
        @Nullable String session,
        @Nullable String proven,
        JsonObject claims)
        implements Input {}

    /** A member asks for something. */
    record Act(String memberId, Command command) implements Input {}

    /** The server asks for something in a user's name. */
    record Edit(String userId, Command command) implements Input {}

    /** A member's last connection is gone. */
    record Offline(String memberId) implements Input {}

    /** A member's time of grace is over. */
    record Expire(String memberId) implements Input {}

    /** Time passes. */
    record Tick() implements Input {}
  }

  /**
   * What came of an input.
   *
   * @param room the room after it; this very room where nothing changed
   * @param commit what changed, null for nothing
   * @param overlay last values by layer
   * @param answer what the sender is told, null for nothing
   * @param fault what the kind threw, null for nothing
   */
  record Step(
      Room room,
      @Nullable Commit commit,
      JsonObject overlay,
      @Nullable Answer answer,
      @Nullable RuntimeException fault) {
    Step with(RuntimeException thrown) {
      return new Step(room, commit, overlay, answer, thrown);
    }

    Step with(Answer given) {
      return new Step(room, commit, overlay, given, fault);
    }
  }

  Step step(Input input, Moment moment) {
    return switch (input) {
      case Input.Begin() -> {
        RoomDraft draft = new RoomDraft(layers, null);
        yield conclude(draft, kind.begin(draft, options, moment), null, true, moment);
      }
      case Input.Join join -> join(join, moment);
      case Input.Act(var memberId, var command) -> act(memberId, command, moment);
      case Input.Edit(var userId, var command) -> edit(userId, command, moment);
      case Input.Offline(var memberId) -> offline(memberId, moment);
      case Input.Expire(var memberId) -> expire(memberId, moment);
      case Input.Tick() -> {
        RoomDraft draft = new RoomDraft(layers, null);
        yield guarded(
            null,
            0,
            () -> {
              kind.tick(draft, moment);
              return conclude(draft, draft.accept(), null, false, moment);
            });
      }
    };
  }

  // --- Joining and leaving ---

  private Step join(Input.Join join, Moment moment) {
    RoomDraft draft = new RoomDraft(layers, join.memberId);
    JsonObject kept = memberKept(join.memberId);
    boolean isNew = kept == null;
    Session session = Session.of(layers, join.memberId);
    boolean sameSession = session.is(join.session);
    String hash = passphraseHash(join.memberId);
    if (hash != null && !sameSession && !hash.equals(join.proven)) {
      return refused(0, Code.FORBIDDEN, "this member is protected by a passphrase");
    }
    if (isNew
        && draft.object(Layers.SERVER, List.of(Members.MEMBERS)).size() >= rules.membersMax()) {
      return refused(0, Code.CONFLICT, "the room is full: " + rules.membersMax() + " members");
    }
    JsonObject member = kept == null ? JsonObject.EMPTY : kept;
    String name = join.name == null ? member.text("name") : join.name;
    member =
        member
            .with("name", name == null || name.isBlank() ? "Guest" : name)
            .with("online", true)
            .with("since", moment.nowMillis())
            .with(Members.CLAIMS, join.claims);
    draft.put(Layers.SERVER, List.of(Members.MEMBERS, join.memberId), member);
    if (isNew) {
      draft.hold(join.memberId, Layers.ALL);
      draft.hold(join.memberId, Layers.member(join.memberId));
    }
    if (!sameSession) {
      Session.begin(draft, join.memberId, moment.dice().id(26));
    }
    return guarded(
        join.memberId,
        0,
        () -> {
          Member joining = java.util.Objects.requireNonNull(draft.member(join.memberId));
          Verdict verdict = kind.join(draft, joining, isNew, moment);
          return conclude(draft, verdict, join.memberId, !sameSession, moment);
        });
  }

  private Step offline(String memberId, Moment moment) {
    Member member = member(memberId);
    if (member == null || !member.online()) {
      return unchanged(null);
    }
    RoomDraft draft = new RoomDraft(layers, memberId);
    List<String> path = List.of(Members.MEMBERS, memberId);
    JsonObject kept = draft.object(Layers.SERVER, path);
    draft.put(Layers.SERVER, path, kept.with("online", false).with("since", moment.nowMillis()));
    return guarded(
        memberId,
        0,
        () -> {
          kind.offline(draft, java.util.Objects.requireNonNull(draft.member(memberId)), moment);
          return conclude(draft, draft.accept(), memberId, false, moment);
        });
  }

  private Step expire(String memberId, Moment moment) {
    Member member = member(memberId);
    if (member == null || member.online()) {
      return unchanged(null);
    }
    RoomDraft draft = new RoomDraft(layers, memberId);
    return guarded(
        memberId,
        0,
        () -> {
          kind.leave(draft, member, moment);
          draft.clear(Layers.member(memberId));
          draft.remove(Layers.SERVER, List.of(Members.MEMBERS, memberId));
          Session.end(draft, memberId);
          return conclude(draft, draft.accept(), memberId, false, moment);
        });
  }

  // --- Commands ---

  Durability durability(String commandType) {
    return commandType.equals(PASSPHRASE) ? Durability.DURABLE : kind.durability(commandType);
  }

  private Step act(String memberId, Command command, Moment moment) {
    Member member = member(memberId);
    if (member == null) {
      return refused(command.seq(), Code.FORBIDDEN, "you are not a member of this room");
    }
    Answer before = outcome(memberId, command.seq());
    if (before != null) {
      return unchanged(before);
    }
    RoomDraft draft = new RoomDraft(layers, memberId);
    boolean isPassphrase = command.type().equals(PASSPHRASE);
    Durability durability = durability(command.type());
    Step step =
        guarded(
            memberId,
            command.seq(),
            () -> {
              Verdict verdict =
                  isPassphrase
                      ? setPassphrase(draft, memberId, command)
                      : kind.command(draft, member, command, moment);
              return answer(draft, memberId, command, durability, verdict, moment);
            });
    return step.fault() != null && step.answer() instanceof Answer.Reject reject
        ? refused(reject, memberId, command, durability, moment).with(step.fault())
        : step;
  }

  private Step edit(String userId, Command command, Moment moment) {
    RoomDraft draft = new RoomDraft(layers, userId);
    return guarded(
        userId,
        0,
        () -> {
          Verdict verdict = kind.edit(draft, userId, command, moment);
          Step step = conclude(draft, verdict, userId, true, moment);
          return step.answer() != null
              ? step
              : step.with(new Answer.Ack(0, epoch, step.room().version(), true));
        });
  }

  private Step answer(
      RoomDraft draft,
      String memberId,
      Command command,
      Durability durability,
      Verdict verdict,
      Moment moment) {
    RoomDraft.Written accepted = draft.written();
    return switch (verdict) {
      case Verdict.Accepted() when durability == Durability.EPHEMERAL -> {
        if (!accepted.change().isEmpty() || !accepted.events().isEmpty()) {
          throw new IllegalStateException(command.type() + " is ephemeral and changed the state");
        }
        Answer ack =
            command.seq() == 0 ? null : new Answer.Ack(command.seq(), epoch, version, false);
        yield new Step(this, null, accepted.overlay(), ack, null);
      }
      case Verdict.Accepted() -> {
        if (isTooLarge(accepted)) {
          yield answer(
              draft,
              memberId,
              command,
              durability,
              Verdict.refuse(
                  Code.TOO_LARGE,
                  "the room would pass its limit of "
                      + rules.stateBytesMax()
                      + " bytes or "
                      + DEPTH_MAX
                      + " levels"),
              moment);
        }
        boolean durable = durability == Durability.DURABLE;
        Answer ack =
            command.seq() == 0 ? null : new Answer.Ack(command.seq(), epoch, version + 1, durable);
        yield commit(accepted, memberId, command, ack, durable, moment);
      }
      case Verdict.Refused(var code, var message) -> {
        Answer.Reject reject = new Answer.Reject(command.seq(), code, message);
        yield refused(reject, memberId, command, durability, moment);
      }
    };
  }

  /**
   * A refusal is an outcome too: sent again, the command is answered the same. But for one that
   * says to try again.
   */
  private Step refused(
      Answer.Reject reject,
      String memberId,
      Command command,
      Durability durability,
      Moment moment) {
    RoomDraft.Written nothing = new RoomDraft(layers, memberId).written();
    boolean isOutcome =
        command.seq() > 0
            && durability != Durability.EPHEMERAL
            && reject.code() != Code.UNAVAILABLE
            && reject.code() != Code.RATE_LIMITED;
    return !isOutcome
        ? unchanged(reject)
        : commit(nothing, memberId, command, reject, false, moment);
  }

  private Verdict setPassphrase(RoomDraft draft, String memberId, Command command) {
    String hash = command.payload().text("hash");
    List<String> path = List.of(Members.MEMBERS, memberId, HASH);
    if (hash != null) {
      draft.put(Layers.SERVER, path, Json.of(hash));
    } else if (command.payload().isEmpty()) {
      draft.remove(Layers.SERVER, path);
    } else if (command.payload().isTrue("busy")) {
      return Verdict.refuse(Code.UNAVAILABLE, "too many passphrases at once; try again");
    } else {
      return Verdict.refuse(Code.BAD_REQUEST, "a passphrase is 1 to 256 characters, or null");
    }
    return draft.accept();
  }

  /** The commit of a verdict, with the answer noted in the sender's session if it has a number. */
  private Step commit(
      RoomDraft.Written accepted,
      String memberId,
      Command command,
      @Nullable Answer answer,
      boolean durable,
      Moment moment) {
    Change.Nested change = accepted.change();
    if (answer != null) {
      Layers after = layers.apply(change);
      RoomDraft draft = new RoomDraft(after, memberId);
      Session.of(after, memberId).note(draft, answer);
      change = Change.compose(change, draft.written().change());
    }
    if (change.isEmpty() && accepted.events().isEmpty()) {
      return new Step(this, null, accepted.overlay(), answer, null);
    }
    Commit commit =
        new Commit(
            moment.dice().id(20),
            epoch,
            version,
            version + 1,
            moment.nowMillis(),
            memberId,
            command.seq(),
            command.type(),
            durable,
            change,
            accepted.events());
    return new Step(after(commit), commit, accepted.overlay(), answer, null);
  }

  /** The step of a verdict that answers no command. */
  private Step conclude(
      RoomDraft draft, Verdict verdict, @Nullable String author, boolean durable, Moment moment) {
    if (verdict instanceof Verdict.Refused(var code, var message)) {
      return refused(0, code, message);
    }
    RoomDraft.Written accepted = draft.written();
    if (durable && isTooLarge(accepted)) {
      return refused(0, Code.TOO_LARGE, "the room has no space left");
    }
    if (accepted.change().isEmpty() && accepted.events().isEmpty()) {
      return new Step(this, null, accepted.overlay(), null, null);
    }
    Commit commit =
        new Commit(
            moment.dice().id(20),
            epoch,
            version,
            version + 1,
            moment.nowMillis(),
            author,
            0,
            null,
            durable,
            accepted.change(),
            accepted.events());
    return new Step(after(commit), commit, accepted.overlay(), null, null);
  }

  private Step guarded(
      @Nullable String memberId, long seq, java.util.function.Supplier<Step> body) {
    try {
      return body.get();
    } catch (RuntimeException fault) {
      Answer reject =
          memberId == null
              ? null
              : new Answer.Reject(seq, Code.INTERNAL, "the room made a mistake");
      return new Step(this, null, JsonObject.EMPTY, reject, fault);
    }
  }

  private boolean isTooLarge(RoomDraft.Written accepted) {
    Layers after = layers.apply(accepted.change());
    // One level for the layers' names. What only shrinks is welcome even above the limit.
    return after.root().depth() > DEPTH_MAX + 1
        || (after.bytes() > rules.stateBytesMax() && after.bytes() > layers.bytes());
  }

  private Step unchanged(@Nullable Answer answer) {
    return new Step(this, null, JsonObject.EMPTY, answer, null);
  }

  private Step refused(long seq, Code code, String message) {
    return unchanged(new Answer.Reject(seq, code, message));
  }

  // --- Reading ---

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
    Room room = new Room(id, name, kind, options, kind.rules(options), epoch, version, layers);
    for (Commit commit : commits) {
      if (commit.version() > room.version) {
        room = room.after(commit);
      }
    }
    return room;
  }

  /** Whether a kind takes these options: what it would refuse them with, or null. */
  public static Verdict.@Nullable Refused check(RoomKind kind, JsonObject options, Moment moment) {
    return kind.begin(new RoomDraft(Layers.EMPTY, null), options, moment)
            instanceof Verdict.Refused no
        ? no
        : null;
  }

  /** This room after a commit that was made on its version. */
  Room after(Commit commit) {
    if (commit.base() != version) {
      throw new IllegalArgumentException(
          "a commit on version " + commit.base() + " does not follow version " + version);
    }
    return new Room(
        id, name, kind, options, rules, epoch, commit.version(), layers.apply(commit.change()));
  }

  /** The member of this id, or null. */
  public @Nullable Member member(String memberId) {
    JsonObject kept = memberKept(memberId);
    return kept == null ? null : Members.read(memberId, kept);
  }

  /** All members, those offline included, by id. */
  public List<Member> members() {
    return Members.all(layers);
  }

  /** The session of this member, and whether it is the one named. */
  public boolean isSession(String memberId, @Nullable String session) {
    return Session.of(layers, memberId).is(session);
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

  @Nullable String session(String memberId) {
    return Session.of(layers, memberId).id();
  }

  /** The slow hash of the member's passphrase, or null. */
  public @Nullable String passphraseHash(String memberId) {
    JsonObject kept = memberKept(memberId);
    return kept == null ? null : kept.text(HASH);
  }

  private @Nullable JsonObject memberKept(String memberId) {
    return layers.root().get(List.of(Layers.SERVER, Members.MEMBERS, memberId))
            instanceof JsonObject kept
        ? kept
        : null;
  }
}
