package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.PlainJson;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A member with a client that keeps to the protocol, and makes all use of it that is allowed. */
final class SimClient {
  private static final int PENDING_MAX = 20;
  private static final int SENT_KEPT = 90;

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
  private RoomHost.@Nullable Resume resume;
  private boolean isFalseResume;

  private String session = "";
  private long nextSeq = 1;
  private int made;
  private final Map<Long, Oracle.Asked> pending = new LinkedHashMap<>();
  private final Map<Long, Oracle.Asked> sent = new LinkedHashMap<>();

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
    sim.trace("%s joins as %d, resume %s", this, made.id, resume);
    room.way()
        .join(
            made, new RoomHost.Input.Join(made.id, memberId, null, null, resume, JsonObject.EMPTY));
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
    resume = new RoomHost.Resume(base.session, epoch, version);
  }

  boolean isJoined() {
    return isJoined;
  }

  boolean listensTo(SimLink from) {
    return link == from;
  }

  void closed(SimLink from, @Nullable CloseCode code) {
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

  void receive(SimLink from, SimFrame frame) {
    if (from != link) {
      return;
    }
    lastHeardAt = sim.now();
    sim.trace("%s is sent %s", this, frame);
    View next = frame.joined() == null ? follow(frame) : join(frame, frame.joined());
    if (next == null) {
      return;
    }
    marks(frame, next);
    events(frame, next);
    if (sim.chance(0.1)) {
      older = next;
    }
    view = next;
    if (frame.joined() != null) {
      begin(frame.joined());
    }
    frame.answers().forEach(answer -> answered(answer, next));
  }

  private @Nullable View join(SimFrame frame, String inSession) {
    isJoined = true;
    joinedAt = sim.now();
    View from = base;
    if (!frame.resumed()) {
      Oracle.check(frame.changes().isEmpty(), "%s is whole and has changes", frame);
      return checked(next(frame, inSession, Map.of(), frame.version(), Set.of()));
    }
    RoomHost.Resume asked = resume;
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
        next(
            frame,
            inSession,
            from.layers,
            isLost ? frame.version() : from.eventsSince,
            isLost ? Set.of() : from.events));
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
    return checked(next(frame, from.session, from.layers, from.eventsSince, from.events));
  }

  private static View next(
      SimFrame frame,
      String session,
      Map<String, Map<String, @Nullable Object>> before,
      long eventsSince,
      Set<String> events) {
    Map<String, Map<String, @Nullable Object>> layers = new TreeMap<>(before);
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
    return new View(
        session, frame.epoch(), frame.version(), layers, eventsSince, new HashSet<>(events));
  }

  /** The view is what the room was at that version, neither less nor more. */
  private View checked(View next) {
    Layers truth = room.truth.at(next.epoch, next.version);
    List<String> held =
        truth.root().object(List.of(Layers.SERVER, "members", memberId, "layers")).keys();
    Oracle.check(
        held.equals(List.copyOf(next.layers.keySet())),
        "%s holds %s, and may hold %s at (%d, %d)",
        this,
        next.layers.keySet(),
        held,
        next.epoch,
        next.version);
    next.layers.forEach((layer, document) -> {
      Map<String, @Nullable Object> expected = room.truth.plain(truth.root().object(layer));
      Oracle.check(
          document.equals(expected),
          "%s sees in layer %s at (%d, %d)%n%s%nand there is%n%s",
          this,
          layer,
          next.epoch,
          next.version,
          document,
          expected);
    });
    return next;
  }

  private void marks(SimFrame frame, View next) {
    frame.changes().forEach(Oracle::marksBelong);
    frame.enter().forEach(Oracle::marksBelong);
    frame
        .overlay()
        .forEach((layer, patch) -> {
          Oracle.check(next.layers.containsKey(layer), "%s is sent an overlay of %s", this, layer);
          Oracle.marksBelong(layer, patch);
        });
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
    Oracle.Asked command = pending.remove(answer.seq());
    if (command != null
        && answer instanceof Answer.Reject reject
        && reject.code() == Code.UNAVAILABLE
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
    String type =
        sim.chance(0.45) ? SimKind.DURABLE : sim.chance(0.75) ? SimKind.LAZY : SimKind.EPHEMERAL;
    String id = memberId + "-" + ++made;
    long seq = sim.chance(0.1) ? 0 : nextSeq++;
    JsonObject payload = new SimPayload(sim, room, memberId, id).of(type);
    Oracle.Asked command = new Oracle.Asked(id, type, seq, payload, session);
    if (seq > 0) {
      pending.put(seq, command);
      sent.put(seq, command);
      sent.remove(seq - SENT_KEPT);
    }
    send(command);
  }

  private void send(Oracle.Asked command) {
    SimLink open = link;
    if (open != null) {
      command.copies++;
      open.asked.put(command.seq, command);
      Command sending = new Command(command.type, command.seq, command.payload);
      open.toHost(new RoomHost.Input.Receive(open.id, sending));
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
    Layers truth = host.state().layers();
    for (String layer :
        truth.root().object(List.of(Layers.SERVER, "members", memberId, "layers")).keys()) {
      Oracle.check(
          PlainJson.of(truth.root().object(layer)).equals(now.layers.get(layer)),
          "%s sees in layer %s in the end%n%s%nand there is%n%s",
          this,
          layer,
          now.layers.get(layer),
          truth.root().object(layer));
    }
    missedNoEvent();
  }

  @Override
  public String toString() {
    return room.id + "/" + memberId;
  }
}
