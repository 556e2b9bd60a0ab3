package dev.roomkeeper.server.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.Patch;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.module.store.RoomRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a server says to one member, in both subprotocols at once. */
final class WireSession {
  static final RoomRecord ROOM =
      new RoomRecord("01J9ZC3V5T", "lobby", "A room", JsonObject.EMPTY, "ann", 0);

  /** One frame in both. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Pair(byte[] binary, JsonObject json) {}

  private final List<Pair> frames = new ArrayList<>();
  private final Standing standing = new Standing();
  private Layers layers = Layers.EMPTY;
  private final long epoch = 2;
  private long version = 57;
  private Set<String> held = Set.of();

  static JsonObject json(String text) {
    return JsonCodec.readOwn(text.replace('\'', '"').getBytes(UTF_8));
  }

  static byte[] payload(byte[] frame) {
    int header = (frame[1] & 0x7F) < 126 ? 2 : (frame[1] & 0x7F) == 126 ? 4 : 10;
    return Arrays.copyOfRange(frame, header, frame.length);
  }

  List<Pair> frames() {
    return frames;
  }

  Layers layers() {
    return layers;
  }

  Pair last() {
    return frames.getLast();
  }

  void say(byte[] binary, byte[] json) {
    frames.add(new Pair(payload(binary), JsonCodec.readOwn(payload(json))));
  }

  /** A frame that both write. */
  void say(java.util.function.Function<Wire, byte[]> frame) {
    say(frame.apply(Wire.BINARY), frame.apply(Wire.JSON));
  }

  private Flush flush(
      Change.Nested change, List<Flush.Told> told, Map<Long, Flush.Personal> personal) {
    return new Flush(
        epoch, version, change, told, personal, Long.MAX_VALUE, layers, Flush.Reach.HERE);
  }

  private Map<String, Document> documents(Set<String> names, boolean live) {
    Map<String, Document> documents = new LinkedHashMap<>();
    names.stream()
        .sorted()
        .forEach(name ->
            documents.put(
                live ? Layers.live(name) : name, layers.layer(live ? Layers.live(name) : name)));
    return documents;
  }

  /**
   * Joins with these kept layers.
   *
   * @param resumed what is told in place of the layers, null for nothing
   */
  void join(Set<String> keptLayers, Flush.@Nullable Resumed resumed) {
    held = new java.util.HashSet<>(keptLayers);
    keptLayers.forEach(layer -> held.add(Layers.live(layer)));
    Flush flush = flush(Change.NONE, List.of(), Map.of());
    Flush.Arrival arrival =
        new Flush.Arrival(
            new Flush.Who("ann", "s-1"),
            documents(keptLayers, false),
            documents(keptLayers, true),
            resumed,
            1_764_000_000_123L,
            0);
    standing.at(epoch, version);
    say(wire -> wire.arrived(ROOM, flush, arrival));
  }

  void watch(Set<String> keptLayers) {
    held = new java.util.HashSet<>(keptLayers);
    keptLayers.forEach(layer -> held.add(Layers.live(layer)));
    Flush flush = flush(Change.NONE, List.of(), Map.of());
    Flush.Arrival arrival =
        new Flush.Arrival(
            null, documents(keptLayers, false), documents(keptLayers, true), null, 5, 300);
    standing.at(epoch, version);
    say(wire -> wire.arrived(ROOM, flush, arrival));
  }

  /** The room changes, unseen by a member that is away. */
  Change.Nested change(JsonObject patchByLayer, int versions) {
    Change.Nested change = change(patchByLayer);
    layers = layers.apply(change);
    version += versions;
    return change;
  }

  private Change.Nested change(JsonObject patchByLayer) {
    JsonObject before = JsonObject.EMPTY;
    for (String layer : patchByLayer.keys()) {
      before = before.with(layer, layers.object(layer));
    }
    return Change.of(new Document(before), new Patch(patchByLayer));
  }

  /** The room changes, and the member is told with all that it gains and loses. */
  void patch(
      JsonObject patchByLayer,
      int versions,
      Set<String> gains,
      Set<String> loses,
      Event... events) {
    Layers before = layers;
    Change.Nested change = change(patchByLayer, versions);
    Map<String, Document> enter = new LinkedHashMap<>();
    Map<String, Document> leave = new LinkedHashMap<>();
    gains.stream().sorted().forEach(layer -> enter.put(layer, layers.layer(layer)));
    loses.stream().sorted().forEach(layer -> leave.put(layer, before.layer(layer)));
    List<Flush.Told> told =
        Arrays.stream(events).map(event -> new Flush.Told(version, event)).toList();
    FlushFrames frames = new FlushFrames(flush(change, told, Map.of()));
    Set<String> throughout = new java.util.HashSet<>(held);
    throughout.removeAll(loses);
    held = new java.util.HashSet<>(throughout);
    held.addAll(gains);
    boolean isNear = standing.isNear(epoch, version);
    boolean moves = !enter.isEmpty() || !leave.isEmpty();
    Flush.Personal move = new Flush.Personal(null, enter, leave, null, List.of());
    List<byte @Nullable []> both = new ArrayList<>();
    for (Wire wire : List.of(Wire.BINARY, Wire.JSON)) {
      FlushFrames.Written written = frames.in(wire);
      both.add(moves ? written.patch(throughout, move, isNear) : written.patch(throughout, isNear));
    }
    byte[] binary = both.getFirst();
    byte[] json = both.getLast();
    if (binary != null && json != null) {
      standing.at(epoch, version);
      say(binary, json);
    }
    List<byte[]> binaryEvents = frames.in(Wire.BINARY).events(held, null);
    List<byte[]> jsonEvents = frames.in(Wire.JSON).events(held, null);
    for (int i = 0; i < binaryEvents.size(); i++) {
      say(binaryEvents.get(i), jsonEvents.get(i));
    }
  }

  /** The hashes of all that is held. */
  void check() {
    java.util.TreeSet<String> sorted = new java.util.TreeSet<>(held);
    say(wire -> wire.check(layers, sorted));
  }

  void patch(JsonObject patchByLayer) {
    patch(patchByLayer, 1, Set.of(), Set.of());
  }

  /** The frames as a file of vectors, one a line. */
  static String file(String from, List<Pair> frames) {
    StringBuilder file = new StringBuilder("{\"from\":\"" + from + "\",\"frames\":[");
    String before = "\n";
    for (Pair pair : frames) {
      JsonObject line =
          JsonObject.of("hex", Json.of(HexFormat.of().formatHex(pair.binary)))
              .with("json", pair.json);
      file.append(before).append(new String(JsonCodec.write(line), UTF_8));
      before = ",\n";
    }
    return file.append("\n]}\n").toString();
  }
}
