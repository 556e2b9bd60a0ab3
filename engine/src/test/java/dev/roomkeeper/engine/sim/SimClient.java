package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.host.Resume;
import dev.roomkeeper.engine.host.Secret;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member with a client that keeps to the protocol, and makes all use of it that is allowed. */
final class SimClient implements SimParty {
  final String memberId;
  private final World sim;
  private final SimRoom room;

  /** It asks for things, and does nothing strange. */
  boolean isSteady;

  /** When it was in the room last. */
  long joinedAt;

  private @Nullable SimLink link;
  private boolean isJoined;
  private long lastHeardAt;
  private boolean isWaiting;
  private int opened;
  private long awayUntil;

  private @Nullable SimView view;
  private @Nullable SimView older;
  private @Nullable SimView base; // what the resume in flight starts from
  private @Nullable Resume resume;
  private boolean isFalseResume;
  private @Nullable Secret passphrase; // what the join in flight says

  private final SimCommands commands;

  SimClient(World sim, SimRoom room, String memberId) {
    this.sim = sim;
    this.room = room;
    this.memberId = memberId;
    this.commands = new SimCommands(sim, room, this);
  }

  // --- Coming and going ---

  void stayAway(long millis) {
    awayUntil = sim.now() + millis;
    hangUp();
  }

  void comeBack() {
    awayUntil = 0;
    isWaiting = false;
    hangUp();
    connect();
  }

  void connectIfNot() {
    awayUntil = 0;
    if (link == null && !isWaiting) {
      connect();
    }
  }

  boolean isAt(@Nullable SimHost host) {
    return host != null && link != null && link.host() == host;
  }

  private void hangUp() {
    SimLink open = link;
    if (open != null) {
      open.hangUp(sim.chance(0.3) ? sim.below(1_500) : sim.below(20));
    }
    lost();
  }

  private void lost() {
    link = null;
    isJoined = false;
  }

  void connect() {
    if (isWaiting) {
      return;
    }
    if (sim.now() < awayUntil) {
      connectIn(awayUntil - sim.now());
      return;
    }
    isJoined = false;
    opened++;
    SimLink made = new SimLink(sim, sim.nextConnection(), this);
    link = made;
    chooseResume();
    passphrase = choosePassphrase();
    sim.trace("%s joins as %d, resume %s, %s", this, made.id, resume, passphrase);
    room.way()
        .enter(made, new Input.Join(made.id, memberId, null, passphrase, resume, JsonObject.EMPTY));
    lastHeardAt = sim.now();
    watch(made);
    sim.at(
        sim.now() + 1_000,
        () -> {
          if (link == made && !isJoined) {
            hangUp();
            connect();
          }
        });
  }

  /** Nothing came for long: is anybody there? */
  private void watch(SimLink watched) {
    long most = room.way().silentMillis();
    if (most == 0) {
      return;
    }
    sim.at(
        sim.now() + most / 3,
        () -> {
          if (link != watched) {
            return;
          }
          if (sim.now() - lastHeardAt >= most) {
            sim.trace("%s hears nothing on %d", this, watched.id);
            hangUp();
            connect();
            return;
          }
          watched.ping(() -> lastHeardAt = link == watched ? sim.now() : lastHeardAt);
          watch(watched);
        });
  }

  private void connectIn(long millis) {
    isWaiting = true;
    sim.at(
        sim.now() + millis,
        () -> {
          isWaiting = false;
          if (link == null) {
            connect();
          }
        });
  }

  private void chooseResume() {
    base = view;
    isFalseResume = false;
    if (sim.faults() && older != null && sim.chance(0.2)) {
      base = older;
    }
    if (base == null || (sim.faults() && sim.chance(0.1))) {
      base = null;
      resume = null;
      return;
    }
    long epoch = base.epoch();
    long version = base.version();
    if (sim.faults() && sim.chance(0.06)) {
      isFalseResume = true;
      epoch += sim.chance(0.3) ? 1 : 0;
      version += sim.below(60) - 20;
    }
    resume = new Resume(base.session(), epoch, version);
  }

  private @Nullable Secret choosePassphrase() {
    if (!sim.faults() || isSteady || sim.chance(0.85)) {
      return rightPassphrase();
    }
    return sim.chance(0.5) ? null : new Secret("wrong");
  }

  Secret rightPassphrase() {
    return new Secret("pass-" + memberId);
  }

  static String hash(Secret passphrase) {
    return "hash of " + passphrase.text();
  }

  boolean isJoined() {
    return isJoined;
  }

  /** Its newest connection; null while it has none. */
  @Nullable SimLink link() {
    return link;
  }

  @Override
  public boolean listensTo(SimLink from) {
    return link == from;
  }

  @Override
  public void closed(SimLink from, @Nullable CloseCode code) {
    if (from != link) {
      return;
    }
    sim.trace("%s was closed: %s", this, code);
    // An older connection that was given up may come in last, and then it is the newer one.
    Oracle.check(code != CloseCode.REPLACED || opened > 1, "%s was replaced by nobody", this);
    lost();
    connectIn(code == CloseCode.MOVING ? sim.below(200) : 50 + sim.below(500));
  }

  // --- What it is sent ---

  @Override
  public void receive(SimLink from, SimFrame frame) {
    if (from != link) {
      return;
    }
    lastHeardAt = sim.now();
    sim.trace("%s is sent %s", this, frame);
    SimFrame.Joined joined = frame.joined();
    SimView next = joined == null ? follow(frame) : join(frame, joined);
    if (next == null) {
      return;
    }
    frame.changes().forEach(Oracle::marksBelong);
    frame.enter().forEach(Oracle::marksBelong);
    next.tell(frame);
    if (sim.chance(0.1)) {
      older = next;
    }
    view = next;
    if (joined != null) {
      begin(next);
    }
    frame.answers().forEach(answer -> commands.answered(answer, next));
  }

  private @Nullable SimView join(SimFrame frame, SimFrame.Joined joined) {
    isJoined = true;
    joinedAt = sim.now();
    SimView from = base;
    if (joined.who() == null || !joined.who().memberId().equals(memberId)) {
      throw new Violation(this + " joined as another: " + joined);
    }
    String inSession = joined.who().session();
    isLetIn(frame, inSession);
    if (!joined.resumed()) {
      isNotResumable(frame, inSession);
      return SimView.whole(room, memberId, inSession, frame);
    }
    Resume asked = resume;
    if (asked == null || from == null) {
      throw new Violation(this + " was resumed from nothing");
    }
    Oracle.check(asked.session().equals(inSession), "%s was resumed across sessions", this);
    Oracle.check(
        asked.epoch() <= frame.epoch() && asked.version() <= frame.version(),
        "%s was resumed backwards: %s to %s",
        this,
        asked,
        frame);
    Oracle.check(
        room.truth.survived(asked.epoch(), asked.version(), frame.epoch()),
        "%s was resumed from %s, which was lost",
        this,
        asked);
    if (isFalseResume) {
      view = null; // What it said it had was made up, so this leads nowhere.
      older = null;
      hangUp();
      connect();
      return null;
    }
    return from.resumed(frame);
  }

  /** P3: a member with a passphrase is joined with it, or in the session that there was. */
  private void isLetIn(SimFrame frame, String inSession) {
    String hash =
        frame.shown().object(Layers.ENGINE).object(List.of("members", memberId)).text("passphrase");
    boolean isRight = passphrase != null && hash(passphrase).equals(hash);
    Oracle.check(
        hash == null || isRight || (resume != null && resume.session().equals(inSession)),
        "%s was let in with %s",
        this,
        passphrase);
  }

  /** Within what a journal keeps, who returns is told what is new and no more. */
  private void isNotResumable(SimFrame frame, String inSession) {
    SimHost host = link == null ? null : link.host();
    Resume asked = resume;
    if (host == null || asked == null || !asked.session().equals(inSession)) {
      return;
    }
    Oracle.check(
        !room.truth.isResumable(asked.epoch(), asked.version(), host, frame.version()),
        "%s was not resumed from %s: %s",
        this,
        asked,
        frame);
  }

  private SimView follow(SimFrame frame) {
    SimView from = view;
    if (from == null || !isJoined) {
      throw new Violation(this + " was sent something before it joined: " + frame);
    }
    Oracle.check(
        frame.epoch() == from.epoch() && frame.version() >= from.version(),
        "%s went from (%d, %d) to %s",
        this,
        from.epoch(),
        from.version(),
        frame);
    return from.next(frame);
  }

  private void begin(SimView joined) {
    joined.checkEvents();
    if (!commands.isOf(joined.session())) {
      older = null; // Its numbers begin anew: there is no way back into the former session.
    }
    commands.begin(joined.session());
  }

  // --- What it does ---

  void act() {
    if (link == null) {
      connect();
      return;
    }
    if (!isJoined) {
      return;
    }
    switch (isSteady ? 99 : sim.below(100)) {
      case 0 -> {
        hangUp();
        connectIn(sim.below(400));
      }
      case 1 -> connect(); // Without hanging up: the older connection is replaced.
      case 2 -> slowDown();
      case 3, 4, 5, 6, 7 -> commands.sendAgain();
      default -> commands.ask();
    }
  }

  private void slowDown() {
    SimLink slow = link;
    if (slow != null) {
      slow.block(true);
      sim.at(sim.now() + sim.below(1_200), () -> slow.block(false));
    }
  }

  // --- In the end ---

  void isAtRest() {
    SimView now = view;
    SimHost host = room.current;
    if (now == null || !isJoined || link == null || host == null || link.host() != host) {
      throw new Violation(this + " is not where the room is in the end");
    }
    commands.checkAllAnswered();
    now.checkAll(host.state().layers());
    now.checkEvents();
  }

  @Override
  public String toString() {
    return room.id + "/" + memberId;
  }
}
