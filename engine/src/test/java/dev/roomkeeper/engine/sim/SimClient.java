package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.host.Resume;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.host.Secret;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.PlainJson;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A member with a client that keeps to the protocol, and makes all use of it that is allowed. */
final class SimClient implements SimParty {
  private static final int PENDING_MAX = 20;
  private static final int SENT_KEPT = 90;
  private static final int DONE_KEPT = 12;

  /** What a client has of the room: its layers at one version, and the events it was told of. */
  private record View(
      String session,
      long epoch,
      long version,
      Map<String, Map<String, @Nullable Object>> layers,
      long eventsSince,
      Set<String> events) {}

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

  private @Nullable View view;
  private @Nullable View older;
  private @Nullable View base; // what the resume in flight starts from
  private @Nullable Resume resume;
  private boolean isFalseResume;
  private @Nullable Secret passphrase; // what the join in flight says

  private String session = "";
  private long nextSeq = 1;
  private int made;
  private final Map<Long, Oracle.Asked> pending = new LinkedHashMap<>();
  private final Map<Long, Oracle.Asked> sent = new LinkedHashMap<>();
  private final Deque<Long> done = new ArrayDeque<>(); // versions of what it did for good

  SimClient(World sim, SimRoom room, String memberId) {
    this.sim = sim;
    this.room = room;
    this.memberId = memberId;
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
    long epoch = base.epoch;
    long version = base.version;
    if (sim.faults() && sim.chance(0.06)) {
      isFalseResume = true;
      epoch += sim.chance(0.3) ? 1 : 0;
      version += sim.below(60) - 20;
    }
    resume = new Resume(base.session, epoch, version);
  }

  private @Nullable Secret choosePassphrase() {
    if (!sim.faults() || isSteady || sim.chance(0.85)) {
      return rightPassphrase();
    }
    return sim.chance(0.5) ? null : new Secret("wrong");
  }

  private Secret rightPassphrase() {
    return new Secret("pass-" + memberId);
  }

  static String hash(Secret passphrase) {
    return "hash of " + passphrase.text();
  }

  boolean isJoined() {
    return isJoined;
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
    View next = joined == null ? follow(frame) : join(frame, joined);
    if (next == null) {
      return;
    }
    frame.changes().forEach(Oracle::marksBelong);
    frame.enter().forEach(Oracle::marksBelong);
    events(frame, next);
    if (sim.chance(0.1)) {
      older = next;
    }
    view = next;
    if (joined != null) {
      begin(next.session);
    }
    frame.answers().forEach(answer -> answered(answer, next));
  }

  private @Nullable View join(SimFrame frame, SimFrame.Joined joined) {
    isJoined = true;
    joinedAt = sim.now();
    View from = base;
    if (joined.who() == null || !joined.who().memberId().equals(memberId)) {
      throw new Violation(this + " joined as another: " + joined);
    }
    String inSession = joined.who().session();
    isLetIn(frame, inSession);
    if (!joined.resumed()) {
      isNotResumable(frame, inSession);
      Oracle.check(frame.changes().isEmpty(), "%s is whole and has changes", frame);
      return checked(frame, next(frame, inSession, Map.of(), frame.version(), Set.of()));
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
    boolean isLost = frame.eventsLost();
    return checked(
        frame,
        next(
            frame,
            inSession,
            from.layers,
            isLost ? frame.version() : from.eventsSince,
            isLost ? Set.of() : from.events));
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

  private View follow(SimFrame frame) {
    View from = view;
    if (from == null || !isJoined) {
      throw new Violation(this + " was sent something before it joined: " + frame);
    }
    Oracle.check(
        frame.epoch() == from.epoch && frame.version() >= from.version,
        "%s went from (%d, %d) to %s",
        this,
        from.epoch,
        from.version,
        frame);
    return checked(frame, next(frame, from.session, from.layers, from.eventsSince, from.events));
  }

  private static View next(
      SimFrame frame,
      String session,
      Map<String, Map<String, @Nullable Object>> before,
      long eventsSince,
      Set<String> events) {
    Map<String, Map<String, @Nullable Object>> layers = new TreeMap<>(before);
    if (frame.joined() != null) { // Live layers come whole, or are not held any more.
      layers.keySet().removeIf(Layers::isLive);
    }
    frame.leave().forEach(layers::remove);
    frame
        .changes()
        .forEach((layer, patch) -> {
          Map<String, @Nullable Object> held = layers.get(layer);
          if (held == null) {
            throw new Violation("a change in layer " + layer + ", which is not held: " + frame);
          }
          layers.put(layer, PlainJson.mergePatch(held, PlainJson.members(patch)));
        });
    frame.enter().forEach((layer, whole) -> layers.put(layer, PlainJson.members(whole)));
    if (frame.joined() != null) {
      layers
          .keySet()
          .removeIf(layer -> !Layers.isLive(layer) && !layers.containsKey(Layers.live(layer)));
    }
    return new View(
        session, frame.epoch(), frame.version(), layers, eventsSince, new HashSet<>(events));
  }

  /** The view is what the room was then, neither less nor more. */
  private View checked(SimFrame frame, View next) {
    Layers truth = frame.shown();
    Oracle.check(
        truth.kept().equals(room.truth.at(next.epoch, next.version)),
        "%s is shown another version %d",
        this,
        next.version);
    Set<String> held = held(truth);
    Oracle.check(
        held.equals(next.layers.keySet()),
        "%s holds %s, and may hold %s at (%d, %d)",
        this,
        next.layers.keySet(),
        held,
        next.epoch,
        next.version);
    isAll(truth, next.layers);
    Oracle.check(
        frame.joined() == null
            || PlainJson.members(next.layers.get(Layers.live(Layers.ALL))).containsKey("opened"),
        "%s joined before the live layers were filled",
        this);
    return next;
  }

  /** The layers that it may see, kept and live. */
  private Set<String> held(Layers truth) {
    Set<String> held = new TreeSet<>();
    for (String engine : List.of(Layers.ENGINE, Layers.live(Layers.ENGINE))) {
      List<String> path = List.of("members", memberId, "layers");
      for (String layer : truth.object(engine).object(path).keys()) {
        held.add(layer);
        held.add(Layers.live(layer));
      }
    }
    return held;
  }

  private void isAll(Layers truth, Map<String, Map<String, @Nullable Object>> seen) {
    for (String layer : held(truth)) {
      Map<String, @Nullable Object> expected = room.truth.plain(truth.object(layer));
      Oracle.check(
          expected.equals(seen.get(layer)),
          "%s sees in layer %s%n%s%nand there is%n%s",
          this,
          layer,
          seen.get(layer),
          expected);
    }
  }

  private void events(SimFrame frame, View next) {
    for (Event event : frame.events()) {
      JsonObject told = event.payload();
      Oracle.marksBelong(event.layer(), PlainJson.of(told));
      boolean isSeer =
          told.get("seers") instanceof Json.Arr(var seers) && seers.contains(Json.of(memberId));
      Oracle.check(isSeer, "%s may not be told of %s", this, event);
      if (event.layer().equals(Layers.ALL)) {
        String id = String.valueOf(told.text("id"));
        Oracle.check(next.events.add(id), "%s is told twice of %s", this, id);
      }
    }
  }

  /** All events for everybody came, in whatever pieces. */
  private void missedNoEvent() {
    View now = view;
    if (now == null || !room.truth.survived(now.epoch, now.version)) {
      return;
    }
    for (String id : Oracle.eventsToAll(room.truth, now.eventsSince, now.version)) {
      Oracle.check(now.events.contains(id), "%s was not told of %s", this, id);
    }
  }

  private void begin(String inSession) {
    missedNoEvent();
    if (!inSession.equals(session)) {
      session = inSession;
      older = null; // Its numbers begin anew: there is no way back into the former session.
      nextSeq = 1;
      pending.clear();
      sent.clear();
    }
    List.copyOf(pending.values()).forEach(this::send);
  }

  private void answered(Answer answer, View next) {
    if (answer.seq() == 0) {
      Oracle.check(answer instanceof Answer.Reject, "%s got %s without a number", this, answer);
      return;
    }
    if (answer instanceof Answer.Ack ack) {
      // P14: the effect is there before the ack.
      Oracle.check(
          ack.epoch() < next.epoch || (ack.epoch() == next.epoch && ack.version() <= next.version),
          "%s got %s at (%d, %d)",
          this,
          ack,
          next.epoch,
          next.version);
    }
    if (answer instanceof Answer.Ack(_, _, var version, var durable) && durable) {
      done.add(version);
      if (done.size() > DONE_KEPT) {
        done.remove();
      }
    }
    Oracle.Asked command = pending.remove(answer.seq());
    if (command != null
        && answer instanceof Answer.Reject reject
        && (reject.code() == Code.UNAVAILABLE || reject.code() == Code.RATE_LIMITED)
        && (!sim.faults() || sim.chance(0.5))) {
      pending.put(answer.seq(), command);
      String inSession = session;
      sim.at(
          sim.now() + 50 + sim.below(300),
          () -> {
            if (session.equals(inSession) && pending.containsKey(command.seq) && isJoined) {
              send(command);
            }
          });
    }
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
      case 3, 4, 5, 6, 7 -> sendAgain();
      default -> ask();
    }
  }

  private void slowDown() {
    SimLink slow = link;
    if (slow != null) {
      slow.block(true);
      sim.at(sim.now() + sim.below(1_200), () -> slow.block(false));
    }
  }

  private void sendAgain() {
    if (!sent.isEmpty()) {
      List<Oracle.Asked> all = List.copyOf(sent.values());
      send(all.get(sim.below(all.size())));
    }
  }

  private void ask() {
    if (pending.size() >= PENDING_MAX) {
      return;
    }
    String type = type();
    String id = memberId + "-" + ++made;
    boolean isNumbered = !type.equals(SimKind.INPUT) && !sim.chance(0.1);
    long seq = isNumbered ? nextSeq++ : 0;
    JsonObject payload = payload(type, id);
    Oracle.Asked command = new Oracle.Asked(id, type, seq, payload, session);
    if (seq > 0) {
      room.truth.asked(command);
      pending.put(seq, command);
      sent.put(seq, command);
      sent.remove(seq - SENT_KEPT);
    }
    send(command);
  }

  private String type() {
    int draw = sim.below(100);
    if (draw < 3) {
      return Room.PASSPHRASE;
    }
    if (draw < 9) {
      return sim.chance(0.7) ? SimKind.REVERT : SimKind.REAPPLY;
    }
    return draw < 20
        ? SimKind.INPUT
        : draw < 55 ? SimKind.DURABLE : draw < 80 ? SimKind.LAZY : SimKind.EPHEMERAL;
  }

  private JsonObject payload(String type, String id) {
    SimPayload payload = new SimPayload(sim, room, memberId, id);
    return switch (type) {
      case Room.PASSPHRASE ->
          sim.chance(0.2)
              ? JsonObject.EMPTY
              : JsonObject.of("passphrase", Json.of(rightPassphrase().text()));
      case SimKind.REVERT, SimKind.REAPPLY -> payload.redo(someVersion());
      case SimKind.INPUT -> JsonObject.of("id", Json.of(id));
      default -> payload.of(type);
    };
  }

  private long someVersion() {
    if (done.isEmpty() || sim.chance(0.3)) {
      return 1L + sim.below((int) room.truth.head() + 1);
    }
    List<Long> versions = List.copyOf(done);
    return versions.get(sim.below(versions.size()));
  }

  private void send(Oracle.Asked command) {
    SimLink open = link;
    if (open != null) {
      command.copies++;
      open.asked.put(command.seq, command);
      if (command.type.equals(SimKind.INPUT)) {
        room.inputs.sent(command.id, open.id);
      }
      Command sending = new Command(command.type, command.seq, command.payload);
      open.toHost(new Input.Receive(open.id, sending));
    }
  }

  // --- In the end ---

  void isAtRest() {
    View now = view;
    SimHost host = room.current;
    if (now == null || !isJoined || link == null || host == null || link.host() != host) {
      throw new Violation(this + " is not where the room is in the end");
    }
    Oracle.check(pending.isEmpty(), "%s was never answered %s", this, pending.keySet());
    isAll(host.state().layers(), now.layers);
    missedNoEvent();
  }

  @Override
  public String toString() {
    return room.id + "/" + memberId;
  }
}
