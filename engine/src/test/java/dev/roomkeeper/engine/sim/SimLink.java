package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.PlainJson;
import dev.roomkeeper.engine.kind.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One socket: at the host an outbox that conflates while the member is slow (P10), then a wire. */
final class SimLink {
  /** What a frame's way is like: it runs the delivery at once, later, or never. */
  interface Carrier {
    void carry(Runnable delivery);
  }

  final long id;
  final SimClient client;
  final Map<Long, Oracle.Asked> asked = new HashMap<>();

  private final World sim;
  private final Set<String> held = new TreeSet<>();
  private @Nullable SimHost host;
  private Carrier carrier = Runnable::run;
  private boolean isOpen = true;
  private boolean isBlocked;
  private boolean isAdmitted;
  private long toClientAt;
  private long toHostAt;

  // The outbox.
  private boolean isPending;
  private @Nullable String joined;
  private boolean resumed;
  private long version;
  private final Map<String, Change.Nested> changes = new TreeMap<>();
  private final Map<String, Document> enter = new TreeMap<>();
  private final Set<String> leave = new TreeSet<>();
  private JsonObject overlay = JsonObject.EMPTY;
  private final List<Event> events = new ArrayList<>();
  private boolean eventsLost;
  private final List<Answer> answers = new ArrayList<>();

  SimLink(World sim, long id, SimClient client) {
    this.sim = sim;
    this.id = id;
    this.client = client;
  }

  @Nullable SimHost host() {
    return host;
  }

  private SimHost bound() {
    return Objects.requireNonNull(host);
  }

  /** From now on this host is at the other end. */
  void bind(SimHost to) {
    host = to;
  }

  void by(Carrier way) {
    carrier = way;
  }

  boolean isOpen() {
    return isOpen;
  }

  boolean isAdmitted() {
    return isAdmitted;
  }

  // --- From the host ---

  void publish(Flush flush) {
    Flush.Personal personal = flush.personal().get(id);
    if (personal != null && personal.arrival() != null) {
      arrive(personal.arrival());
    } else if (isAdmitted) {
      follow(flush, personal);
    } else {
      return;
    }
    if (personal != null) {
      answers.addAll(personal.answers());
      isPending |= !personal.answers().isEmpty();
    }
    if (isPending) {
      version = flush.version();
    }
    if (!isBlocked) {
      send(flush.epoch());
    }
  }

  private void arrive(Flush.Arrival arrival) {
    isPending = true;
    isAdmitted = true;
    joined = arrival.session();
    held.addAll(arrival.view().keySet());
    Oracle.check(arrival.memberId().equals(client.memberId), "%s joined as another", client);
    Flush.Resumed gap = arrival.resumed();
    if (gap == null) {
      enter.putAll(arrival.view());
      return;
    }
    resumed = true;
    gap.change().forEach((layer, change) -> changes.put(layer, (Change.Nested) change));
    enter.putAll(gap.enter());
    leave.addAll(gap.leave());
    events.addAll(gap.events());
    eventsLost = gap.eventsLost();
  }

  private void follow(Flush flush, Flush.@Nullable Personal personal) {
    if (personal != null) {
      personal
          .leave()
          .keySet()
          .forEach(layer -> {
            changes.remove(layer);
            enter.remove(layer);
            leave.add(layer);
            held.remove(layer);
            overlay = overlay.without(layer);
            isPending = true;
          });
    }
    flush
        .change()
        .forEach((layer, change) -> {
          if (held.contains(layer)) {
            Document entered = enter.get(layer);
            if (entered != null) {
              enter.put(layer, entered.apply(change));
            } else {
              changes.merge(layer, (Change.Nested) change, Change::compose);
            }
            isPending = true;
          }
        });
    if (personal != null) {
      personal
          .enter()
          .forEach((layer, document) -> {
            changes.remove(layer);
            leave.remove(layer);
            enter.put(layer, document);
            held.add(layer);
            isPending = true;
          });
    }
    isPending |= flush.isLast();
    flush
        .overlay()
        .forEach((layer, patch) -> {
          if (held.contains(layer)) {
            overlay = overlay.with(layer, patch);
            isPending = true;
          }
        });
    List<Event> own = personal == null ? null : personal.events();
    for (Event event : own == null ? flush.events() : own) {
      if (own != null || held.contains(event.layer())) {
        events.add(event);
        isPending = true;
      }
    }
  }

  void block(boolean blocked) {
    isBlocked = blocked;
    if (!blocked && isOpen) {
      send(bound().epoch());
    }
  }

  private void send(long epoch) {
    if (!isPending) {
      return;
    }
    Map<String, @Nullable Object> patches = new TreeMap<>();
    changes.forEach((layer, change) -> {
      if (!change.isEmpty()) {
        patches.put(layer, PlainJson.of(change.patch()));
      }
    });
    Map<String, @Nullable Object> whole = new TreeMap<>();
    enter.forEach((layer, document) -> whole.put(layer, PlainJson.of(document.root())));
    SimFrame frame =
        new SimFrame(
            joined,
            resumed,
            epoch,
            version,
            patches,
            whole,
            new TreeSet<>(leave),
            PlainJson.of(overlay),
            List.copyOf(events),
            eventsLost,
            List.copyOf(answers));
    isPending = false;
    joined = null;
    resumed = false;
    changes.clear();
    enter.clear();
    leave.clear();
    overlay = JsonObject.EMPTY;
    events.clear();
    eventsLost = false;
    answers.clear();
    toClient(() -> client.receive(this, frame));
  }

  /** The host closes, behind what it sent. */
  void close(CloseCode code) {
    if (isOpen) {
      if (sim.chance(0.8)) {
        send(bound().epoch());
      }
      isOpen = false;
      bound().forget(this);
      toClient(() -> client.closed(this, code));
    }
  }

  /** Nobody takes it. */
  void refuse() {
    breakAt(sim.now());
  }

  /** The host's process is no more: the member notices by and by. */
  void breakAt(long at) {
    isOpen = false;
    toClientAt = Math.max(toClientAt, at);
    toClient(() -> client.closed(this, null));
  }

  /** A node that carried it is no more: both ends notice. */
  void breakMidway(long at) {
    if (isOpen) {
      isOpen = false;
      toClientAt = Math.max(toClientAt, at);
      sim.at(toClientAt, () -> client.closed(this, null)); // Nothing else comes that way.
      if (host != null) {
        host.forget(this);
        host.input(new RoomHost.Input.Drop(id));
      }
    }
  }

  private void toClient(Runnable delivery) {
    toClientAt = Math.max(toClientAt, sim.now() + sim.below(12));
    sim.at(toClientAt, () -> carrier.carry(delivery));
  }

  // --- From the member ---

  void toHost(RoomHost.Input input) {
    up(
        sim.now() + sim.below(12),
        () -> {
          if (isOpen) {
            bound().input(input);
          }
        });
  }

  void join(RoomHost.Input.Join input) {
    up(sim.now() + sim.below(12), () -> bound().join(this, input));
  }

  /** The member hangs up; the host hears of it some time. */
  void hangUp(long delayMillis) {
    up(
        sim.now() + delayMillis,
        () -> {
          if (isOpen) {
            isOpen = false;
            if (host != null) {
              host.forget(this);
              host.input(new RoomHost.Input.Drop(id));
            }
          }
        });
  }

  /** Answered as soon as the other end runs. */
  void ping(Runnable answer) {
    up(
        sim.now() + sim.below(12),
        () -> {
          if (isOpen && host != null) {
            host.node().run(() -> toClient(answer));
          }
        });
  }

  private void up(long at, Runnable delivery) {
    toHostAt = Math.max(toHostAt, at);
    sim.at(toHostAt, () -> carrier.carry(delivery));
  }

  Oracle.Asked askedAs(long seq) {
    Oracle.Asked command = asked.get(seq);
    if (command == null) {
      throw new Violation("an answer to number " + seq + ", which " + this + " never sent");
    }
    return command;
  }

  @Override
  public String toString() {
    return client + "/" + id;
  }
}
