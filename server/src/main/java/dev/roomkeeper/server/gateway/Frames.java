package dev.roomkeeper.server.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.module.store.RoomRecord;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frames that a server sends, as whole WebSocket messages in JSON. */
final class Frames {
  static final int OPCODE_TEXT = 0x1;
  static final int OPCODE_CLOSE = 0x8;
  static final int OPCODE_PING = 0x9;
  static final int OPCODE_PONG = 0xA;

  private Frames() {}

  /** The answer to a join, or to a watch. */
  static byte[] arrived(RoomRecord room, Flush flush, Flush.Arrival arrival) {
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
      return message(
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
    return message(
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

  static byte[] event(Flush.Told told) {
    return frame(told.event().type(), eventFields(told));
  }

  private static JsonObject eventFields(Flush.Told told) {
    Event event = told.event();
    JsonObject fields = JsonObject.of("payload", event.payload()).with("version", told.version());
    return event.from() == null ? fields : fields.with("from", event.from());
  }

  static byte[] answer(Answer answer) {
    return switch (answer) {
      case Answer.Ack(var seq, var epoch, var version, var durable) ->
          frame(
              "ack",
              JsonObject.EMPTY
                  .with("seq", seq)
                  .with("epoch", epoch)
                  .with("version", version)
                  .with("durable", durable));
      case Answer.Reject(var seq, var code, var message) -> {
        JsonObject fields = JsonObject.EMPTY.with("code", code.name()).with("message", message);
        yield frame("reject", seq == 0 ? fields : fields.with("seq", seq));
      }
    };
  }

  static byte[] error(String code, String message) {
    return frame("error", JsonObject.EMPTY.with("code", code).with("message", message));
  }

  static byte[] pong(@Nullable Json echoed, long nowMillis) {
    JsonObject payload = JsonObject.EMPTY.with("now", nowMillis);
    return message("pong", echoed == null ? payload : payload.with("t", echoed));
  }

  /** The answer to a frame that needs no more than that it was taken. */
  static byte[] ok(String type) {
    return message(type, JsonObject.EMPTY);
  }

  static byte[] message(String type, JsonObject payload) {
    return frame(type, JsonObject.of("payload", payload));
  }

  /** The type comes first, so that a reader knows early what it reads. */
  private static byte[] frame(String type, JsonObject fields) {
    Bytes json = new Bytes().add("{\"type\":").add(JsonCodec.write(Json.of(type))).add(",");
    byte[] rest = JsonCodec.write(fields);
    return text(json.add(Arrays.copyOfRange(rest, 1, rest.length)).toBytes());
  }

  /** A patch frame put together from parts that are JSON already; empty maps are left out. */
  static byte[] patch(
      long epoch,
      long version,
      Map<String, byte[]> changes,
      Map<String, Document> enter,
      List<String> leave) {
    Bytes json = new Bytes();
    json.add("{\"type\":\"patch\",\"epoch\":" + epoch + ",\"version\":" + version);
    json.add(",\"changes\":", changes);
    if (!enter.isEmpty()) {
      json.add(",\"enter\":").add(JsonCodec.write(documents(enter)));
    }
    if (!leave.isEmpty()) {
      json.add(",\"leave\":").add(JsonCodec.write(texts(leave)));
    }
    return text(json.add("}").toBytes());
  }

  static byte[] changeJson(Change.Nested inLayer) {
    return json(inLayer.patch());
  }

  static byte[] json(Json value) {
    return JsonCodec.write(value);
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

  private static byte[] text(byte[] payload) {
    return frame(OPCODE_TEXT, payload);
  }

  static byte[] close(int code, String reason) {
    byte[] words = reason.getBytes(UTF_8);
    int length = Math.min(words.length, 120); // A control frame holds 125 bytes.
    while (length > 0 && length < words.length && (words[length] & 0xC0) == 0x80) {
      length--;
    }
    byte[] payload = new byte[2 + length];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(words, 0, payload, 2, length);
    return frame(OPCODE_CLOSE, payload);
  }

  /** An unmasked, unfragmented WebSocket frame (RFC 6455, 5.2). */
  static byte[] frame(int opcode, byte[] payload) {
    int length = payload.length;
    int header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
    byte[] frame = new byte[header + length];
    frame[0] = (byte) (0x80 | opcode);
    if (header == 2) {
      frame[1] = (byte) length;
    } else if (header == 4) {
      frame[1] = 126;
      frame[2] = (byte) (length >> 8);
      frame[3] = (byte) length;
    } else {
      frame[1] = 127;
      for (int i = 0; i < 4; i++) {
        frame[6 + i] = (byte) (length >> (24 - 8 * i));
      }
    }
    System.arraycopy(payload, 0, frame, header, length);
    return frame;
  }

  /** Bytes that grow. */
  private static final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    Bytes add(String ascii) {
      return add(ascii.getBytes(UTF_8));
    }

    Bytes add(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    /** The field with an object of these parts by layer; nothing where there are none. */
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
