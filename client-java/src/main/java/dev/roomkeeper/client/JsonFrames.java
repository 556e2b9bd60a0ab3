package dev.roomkeeper.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Frames as JSON texts: the subprotocol {@code roomkeeper.v1.json}. */
final class JsonFrames implements FrameCodec {
  /** Does not intern keys: most of them are ids. */
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                  .build())
          .build();

  static final String SUBPROTOCOL = "roomkeeper.v1.json";

  @Override
  public String subprotocol() {
    return SUBPROTOCOL;
  }

  @Override
  public boolean isBinary() {
    return false;
  }

  // --- Reading ---

  @Override
  public ObjectNode json(byte[] data, int length) throws UnreadableFrame {
    JsonNode read;
    try {
      read = JSON.readTree(data, 0, length);
    } catch (JacksonException e) {
      throw new UnreadableFrame("not JSON: " + e.getOriginalMessage());
    }
    return object(read, "a frame");
  }

  static ServerFrame read(ObjectNode frame) throws UnreadableFrame {
    String type = text(frame, "type");
    return switch (type) {
      case "joined" -> joined(object(frame.path("payload"), "the payload of joined"));
      case "patch" ->
          new ServerFrame.Patch(whole(frame, "epoch"), whole(frame, "version"), change(frame));
      case "ack" ->
          new ServerFrame.Acked(
              whole(frame, "seq"),
              new Ack(
                  whole(frame, "epoch"),
                  whole(frame, "version"),
                  frame.path("durable").asBoolean(true)));
      case "reject" ->
          new ServerFrame.Rejected(
              frame.has("seq") ? OptionalLong.of(whole(frame, "seq")) : OptionalLong.empty(),
              text(frame, "code"),
              text(frame, "message"));
      case "error" -> new ServerFrame.Fault(text(frame, "code"), text(frame, "message"));
      case "pong" -> {
        JsonNode payload = frame.path("payload");
        yield new ServerFrame.Pong(payload.path("t"), payload.path("now").asLong(0));
      }
      case "join", "ping", "auth", "moving", "check" -> new ServerFrame.Other(type);
      default -> new ServerFrame.Happened(event(frame, type));
    };
  }

  private static ServerFrame.Joined joined(ObjectNode payload) throws UnreadableFrame {
    ObjectNode room = object(payload.path("room"), "room");
    boolean resumed = payload.path("resumed").asBoolean(false);
    List<RoomEvent> events = new ArrayList<>();
    for (JsonNode event : payload.path("events")) {
      ObjectNode missed = object(event, "an event");
      events.add(event(missed, text(missed, "type")));
    }
    return new ServerFrame.Joined(
        new RoomInfo(text(room, "id"), text(room, "kind"), room.path("name").asString("")),
        text(payload, "self"),
        new ResumePoint(
            text(payload, "session"), whole(payload, "epoch"), whole(payload, "version")),
        payload.path("now").asLong(0),
        resumed,
        resumed
            ? change(payload)
            : LayerChange.whole(byLayer(object(payload.path("layers"), "layers"))),
        byLayer(payload.get("live")),
        new ServerFrame.Missed(List.copyOf(events), payload.path("eventsLost").asBoolean(false)));
  }

  private static LayerChange change(ObjectNode frame) throws UnreadableFrame {
    List<String> leave = new ArrayList<>();
    for (JsonNode layer : frame.path("leave")) {
      if (!layer.isString()) {
        throw new UnreadableFrame("leave should hold names of layers");
      }
      leave.add(layer.stringValue());
    }
    return new LayerChange(
        byLayer(frame.get("changes")), byLayer(frame.get("enter")), List.copyOf(leave));
  }

  private static Map<String, ObjectNode> byLayer(@Nullable JsonNode parts) throws UnreadableFrame {
    if (parts == null) {
      return Map.of();
    }
    Map<String, ObjectNode> byLayer = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> part : object(parts, "parts by layer").properties()) {
      byLayer.put(part.getKey(), object(part.getValue(), "the part of a layer"));
    }
    return byLayer;
  }

  private static RoomEvent event(ObjectNode frame, String type) {
    return new RoomEvent(type, frame.path("from").asString(""), frame.path("payload"));
  }

  private static ObjectNode object(JsonNode node, String what) throws UnreadableFrame {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new UnreadableFrame(what + " should be an object");
  }

  private static String text(ObjectNode object, String field) throws UnreadableFrame {
    JsonNode value = object.path(field);
    if (!value.isString()) {
      throw new UnreadableFrame(field + " should be a string");
    }
    return value.stringValue();
  }

  private static long whole(ObjectNode object, String field) throws UnreadableFrame {
    JsonNode value = object.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new UnreadableFrame(field + " should be a whole number");
    }
    return value.longValue();
  }

  // --- Writing ---

  @Override
  public byte[] bytes(ObjectNode frame) {
    return frame.toString().getBytes(UTF_8);
  }

  static ObjectNode json(ClientFrame frame) {
    return switch (frame) {
      case ClientFrame.Join(var name, var passphrase, var resume) -> {
        ObjectNode payload = JSON.createObjectNode();
        if (name != null) {
          payload.put("name", name);
        }
        if (passphrase != null) {
          payload.put("passphrase", passphrase);
        }
        if (resume != null) {
          payload
              .putObject("resume")
              .put("session", resume.session())
              .put("epoch", resume.epoch())
              .put("version", resume.version());
        }
        yield frame("join", payload);
      }
      case ClientFrame.Command(var type, var seq, var payload) -> {
        ObjectNode command = JSON.createObjectNode().put("type", type);
        seq.ifPresent(number -> command.put("seq", number));
        command.set("payload", payload);
        yield command;
      }
      case ClientFrame.Ping(var t) -> frame("ping", JSON.createObjectNode().put("t", t));
      case ClientFrame.Auth(var token) ->
          frame("auth", JSON.createObjectNode().put("token", token));
    };
  }

  private static ObjectNode frame(String type, ObjectNode payload) {
    ObjectNode frame = JSON.createObjectNode().put("type", type);
    frame.set("payload", payload);
    return frame;
  }
}
