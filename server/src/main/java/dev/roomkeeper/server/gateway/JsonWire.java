package dev.roomkeeper.server.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.module.store.RoomRecord;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The protocol's frames as JSON texts: {@code roomkeeper.v1.json}. */
final class JsonWire implements Wire {
  @Override
  public byte[] arrived(RoomRecord room, Flush flush, Flush.Arrival arrival) {
    JsonObject payload =
        JsonObject.EMPTY
            .with(
                "room",
                JsonObject.EMPTY
                    .with("id", room.id())
                    .with("kind", room.kind())
                    .with("name", room.name()))
            .with("epoch", flush.epoch())
            .with("version", flush.version())
            .with("live", documents(arrival.live()))
            .with("now", arrival.nowMillis());
    Flush.Who who = arrival.who();
    if (who == null) {
      return Frames.message(
          "watching",
          payload
              .with("layers", documents(arrival.view()))
              .with("delayMillis", arrival.delayMillis()));
    }
    Flush.Resumed resumed = arrival.resumed();
    payload =
        payload
            .with("self", who.memberId())
            .with("session", who.session())
            .with("resumed", resumed != null);
    return Frames.message(
        "joined",
        resumed == null
            ? payload.with("layers", documents(arrival.view()))
            : missed(payload, resumed));
  }

  private static JsonObject missed(JsonObject payload, Flush.Resumed resumed) {
    JsonObject whole =
        payload
            .with("changes", resumed.change().patch())
            .with("enter", documents(resumed.enter()))
            .with("leave", texts(resumed.leave()));
    return resumed.eventsLost()
        ? whole.with("eventsLost", true)
        : whole.with(
            "events",
            new Json.Arr(
                resumed.events().stream()
                    .<Json>map(told -> eventFields(told).with("type", told.event().type()))
                    .toList()));
  }

  @Override
  public byte[] check(Layers layers, Set<String> held) {
    JsonObject digests = JsonObject.EMPTY;
    for (String layer : held) {
      digests = digests.with(layer, (long) layers.object(layer).digest());
    }
    return Frames.message("check", JsonObject.of("layers", digests));
  }

  @Override
  public byte[] event(Flush.Told told) {
    return Frames.frame(told.event().type(), eventFields(told));
  }

  private static JsonObject eventFields(Flush.Told told) {
    Event event = told.event();
    JsonObject fields = JsonObject.of("payload", event.payload()).with("version", told.version());
    return event.from() == null ? fields : fields.with("from", event.from());
  }

  @Override
  public byte[] answer(Answer answer) {
    return switch (answer) {
      case Answer.Ack(var seq, var epoch, var version, var durable) ->
          Frames.frame(
              "ack",
              JsonObject.EMPTY
                  .with("seq", seq)
                  .with("epoch", epoch)
                  .with("version", version)
                  .with("durable", durable));
      case Answer.Reject(var seq, var code, var message) -> {
        JsonObject fields = JsonObject.EMPTY.with("code", code.name()).with("message", message);
        yield Frames.frame("reject", seq == 0 ? fields : fields.with("seq", seq));
      }
    };
  }

  @Override
  public byte[] error(String code, String message) {
    return Frames.frame("error", JsonObject.EMPTY.with("code", code).with("message", message));
  }

  @Override
  public byte[] pong(@Nullable Json echoed, long nowMillis) {
    JsonObject payload = JsonObject.EMPTY.with("now", nowMillis);
    return Frames.message("pong", echoed == null ? payload : payload.with("t", echoed));
  }

  @Override
  public byte[] ok(String type) {
    return Frames.message(type, JsonObject.EMPTY);
  }

  @Override
  public byte[] change(Supplier<JsonObject> before, Change.Nested inLayer) {
    return JsonCodec.writePatch(inLayer);
  }

  /** Joins parts that are JSON already; empty ones are left out. */
  @Override
  public byte[] patch(Patch patch, boolean isNear) {
    Bytes json = new Bytes();
    json.add("{\"type\":\"patch\",\"epoch\":" + patch.epoch());
    json.add(",\"version\":" + patch.version());
    json.add(",\"changes\":", patch.changes());
    if (!patch.enter().isEmpty()) {
      json.add(",\"enter\":").add(JsonCodec.write(documents(patch.enter())));
    }
    if (!patch.leave().isEmpty()) {
      json.add(",\"leave\":").add(JsonCodec.write(texts(patch.leave())));
    }
    return Frames.text(json.add("}").toBytes());
  }

  private static JsonObject documents(Map<String, Document> documents) {
    JsonObject object = JsonObject.EMPTY;
    for (var entry : documents.entrySet()) {
      object = object.with(entry.getKey(), entry.getValue().root());
    }
    return object;
  }

  private static Json texts(List<String> texts) {
    List<Json> items = new ArrayList<>();
    texts.forEach(item -> items.add(Json.of(item)));
    return new Json.Arr(items);
  }

  /** A growing array of bytes. */
  private static final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    Bytes add(String ascii) {
      return add(ascii.getBytes(UTF_8));
    }

    Bytes add(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    /** The field with an object of these parts by layer; nothing if there are none. */
    void add(String field, Map<String, byte[]> parts) {
      String before = field + "{";
      for (var part : parts.entrySet()) {
        add(before).add(JsonCodec.write(Json.of(part.getKey()))).add(":").add(part.getValue());
        before = ",";
      }
      if (!parts.isEmpty()) {
        add("}");
      }
    }

    byte[] toBytes() {
      return out.toByteArray();
    }
  }
}
