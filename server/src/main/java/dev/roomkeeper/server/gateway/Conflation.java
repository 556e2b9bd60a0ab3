package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a slow connection has not received yet: one composed change over all its layers, and the
 * events and answers that go with it. A layer gained or lost is a change of the view like any
 * other.
 */
final class Conflation implements Missed {
  private final Wire wire;
  private final Standing standing;
  private Change.Nested view = Change.NONE;
  private Layers layers = Layers.EMPTY;
  private final Set<String> whole = new LinkedHashSet<>(); // are told whole, whatever changed
  private final List<byte[]> events = new ArrayList<>();
  private final List<byte[]> answers = new ArrayList<>();
  private int messageBytes;
  private long epoch;
  private long version;

  /**
   * @param standing the epoch and version that the connection was told last
   */
  Conflation(Wire wire, Standing standing) {
    this.wire = wire;
    this.standing = standing;
  }

  @Override
  public boolean add(
      FlushFrames frames,
      Set<String> heldThroughout,
      Set<String> heldNow,
      Flush.@Nullable Personal move) {
    epoch = frames.flush().epoch();
    version = frames.flush().version();
    layers = frames.flush().layers();
    Change.Nested change = frames.changeIn(heldThroughout);
    if (move != null) {
      change = Change.compose(change, moving(move));
      whole.removeAll(move.leave().keySet());
    }
    view = Change.compose(view, change);
    for (byte[] event : frames.in(wire).events(heldNow, move)) {
      events.add(event);
      messageBytes += event.length;
    }
    return messageBytes <= MESSAGE_BYTES_MAX;
  }

  @Override
  public void addWhole(Flush told, Set<String> names) {
    epoch = told.epoch();
    version = told.version();
    layers = told.layers();
    whole.addAll(names);
  }

  private static Change.Nested moving(Flush.Personal move) {
    Change.Nested change = Change.NONE;
    for (var gained : move.enter().entrySet()) {
      change = Change.compose(change, Change.set(gained.getKey(), null, gained.getValue().root()));
    }
    for (var lost : move.leave().entrySet()) {
      change = Change.compose(change, Change.set(lost.getKey(), lost.getValue().root(), null));
    }
    return change;
  }

  @Override
  public boolean add(byte[] answer) {
    answers.add(answer);
    messageBytes += answer.length;
    return messageBytes <= MESSAGE_BYTES_MAX;
  }

  @Override
  public List<byte[]> frames() {
    List<byte[]> frames = new ArrayList<>();
    Map<String, byte[]> changes = new LinkedHashMap<>();
    Map<String, Document> enter = new LinkedHashMap<>();
    List<String> leave = new ArrayList<>();
    whole.forEach(layer -> enter.put(layer, new Document(layers.object(layer))));
    view.forEach((layer, change) -> {
      switch (change) {
        case Change _ when whole.contains(layer) -> {}
        case Change.Nested nested -> changes.put(layer, change(layer, nested));
        case Change.Replace(_, JsonObject after) -> enter.put(layer, new Document(after));
        case Change.Replace(_, _) -> leave.add(layer);
      }
    });
    if (!changes.isEmpty() || !enter.isEmpty() || !leave.isEmpty()) {
      boolean isNear = standing.isNear(epoch, version);
      frames.add(wire.patch(new Wire.Patch(epoch, version, changes, enter, leave), isNear));
      standing.at(epoch, version);
    }
    frames.addAll(events);
    frames.addAll(answers);
    return frames;
  }

  private byte[] change(String layer, Change.Nested inLayer) {
    return wire.change(() -> inLayer.inverse().applyTo(layers.object(layer)), inLayer);
  }
}
