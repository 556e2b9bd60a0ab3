package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.json.PlainJson;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Somebody who looks on and is no member. */
final class SimWatcher implements SimParty {
  final String userId;
  private final World sim;
  private final SimRoom room;
  private final List<String> layers;
  private final Set<String> twins = new TreeSet<>();

  private @Nullable SimLink link;
  private boolean isJoined;
  private boolean isLate;
  private long version;
  private Map<String, Map<String, @Nullable Object>> view = new TreeMap<>();

  SimWatcher(World sim, SimRoom room, String userId, List<String> layers) {
    this.sim = sim;
    this.room = room;
    this.userId = userId;
    this.layers = layers;
    layers.forEach(layer -> {
      twins.add(layer);
      twins.add(Layers.live(layer));
    });
  }

  void act() {
    if (room.isDeserted) {
      return;
    }
    if (link == null) {
      connect();
    } else if (sim.chance(0.02)) {
      link.hangUp(sim.below(300));
      link = null;
    }
  }

  void goAway() {
    if (link != null) {
      link.hangUp(0);
      link = null;
    }
  }

  void comeBack() {
    if (link != null) {
      link.hangUp(0);
    }
    connect();
  }

  private void connect() {
    SimLink made = new SimLink(sim, sim.nextConnection(), this);
    link = made;
    isJoined = false;
    view = new TreeMap<>();
    sim.trace("%s watches %s as %d", this, layers, made.id);
    room.way().enter(made, new Input.Watch(made.id, userId, layers));
    sim.at(
        sim.now() + 2_000,
        () -> {
          if (link == made && !isJoined) {
            made.hangUp(0);
            link = null;
          }
        });
  }

  @Override
  public boolean listensTo(SimLink from) {
    return link == from;
  }

  @Override
  public void closed(SimLink from, @Nullable CloseCode code) {
    if (from == link) {
      sim.trace("%s was closed: %s", this, code);
      link = null;
    }
  }

  @Override
  public void receive(SimLink from, SimFrame frame) {
    if (from != link) {
      return;
    }
    sim.trace("%s is sent %s", this, frame);
    SimFrame.Joined joined = frame.joined();
    if (joined != null) {
      Oracle.check(joined.who() == null && !joined.resumed(), "%s became a member", this);
      isJoined = true;
      isLate = joined.delayMillis() > 0;
      version = frame.version();
    }
    Oracle.check(isJoined, "%s was sent something before it was let in: %s", this, frame);
    Oracle.check(frame.version() >= version, "%s went back from %d: %s", this, version, frame);
    Oracle.check(frame.answers().isEmpty(), "%s was answered %s", this, frame.answers());
    version = frame.version();
    frame.leave().forEach(view::remove);
    frame
        .changes()
        .forEach((layer, patch) -> {
          Map<String, @Nullable Object> held = view.get(layer);
          Oracle.check(held != null, "%s is sent a change of %s", this, layer);
          if (held != null) {
            view.put(layer, PlainJson.mergePatch(held, PlainJson.members(patch)));
          }
        });
    frame.enter().forEach((layer, whole) -> view.put(layer, PlainJson.members(whole)));
    frame
        .events()
        .forEach(event -> Oracle.check(layers.contains(event.layer()), "%s hears %s", this, event));
    check(frame.shown(), joined != null && isLate);
  }

  private void check(Layers shown, boolean isNothingYet) {
    Oracle.check(
        view.keySet().equals(isNothingYet ? Set.of() : twins),
        "%s sees the layers %s and watches %s",
        this,
        view.keySet(),
        twins);
    if (!isLate) {
      boolean isBanned = shown.object(Layers.SERVER).object("unwatched").has(userId);
      Oracle.check(!isBanned, "%s is shown what it may not see any more", this);
    }
    view.forEach((layer, values) -> {
      Map<String, @Nullable Object> truth = room.truth.plain(shown.object(layer));
      Oracle.check(
          values.equals(truth), "%s sees in %s%n%s%nand there is%n%s", this, layer, values, truth);
    });
  }

  /** In the end it has all that there is, or was shut out. */
  void isAtRest() {
    SimHost host = room.current;
    if (isJoined && link != null && host != null && link.host() == host) {
      check(host.state().layers(), false);
    }
  }

  @Override
  public String toString() {
    return room.id + "/" + userId;
  }
}
