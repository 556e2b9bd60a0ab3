package dev.roomkeeper.client;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Binary frames: the subprotocol {@code roomkeeper.v1.bin}. Each is turned into the JSON that it
 * stands for. Each link has an instance of its own, since both ends remember the earlier frames.
 */
final class BinaryFrames implements FrameCodec {
  static final String SUBPROTOCOL = "roomkeeper.v1.bin";

  private final HeldLayers held;
  private final BinaryWriter writer = new BinaryWriter();

  BinaryFrames(HeldLayers held) {
    this.held = held;
  }

  @Override
  public String subprotocol() {
    return SUBPROTOCOL;
  }

  @Override
  public boolean isBinary() {
    return true;
  }

  @Override
  public byte[] bytes(ObjectNode frame) {
    return writer.frame(frame);
  }

  @Override
  public ObjectNode json(byte[] data, int length) throws UnreadableFrame {
    BinaryReader in = new BinaryReader(data, length);
    int type = in.oneByte();
    ObjectNode frame = JsonFrames.JSON.createObjectNode();
    if (type >= 0x40) {
      nearPatch(in, type, frame);
    } else {
      read(in, type, frame);
    }
    if (!in.isAtEnd()) {
      throw new UnreadableFrame("there are bytes after the frame");
    }
    return frame;
  }

  private void read(BinaryReader in, int type, ObjectNode frame) throws UnreadableFrame {
    switch (type) {
      case 0x01, 0x02 -> arrived(in, type == 0x01, frame);
      case 0x03 -> {
        held.epoch = in.varint();
        held.version = in.varint();
        patch(frame).setAll(parts(in, Long.MAX_VALUE));
      }
      case 0x04 -> event(in, frame);
      case 0x05, 0x06 ->
          frame
              .put("type", "ack")
              .put("seq", in.varint())
              .put("epoch", in.varint())
              .put("version", in.varint())
              .put("durable", type == 0x05);
      case 0x07 -> {
        long seq = in.varint();
        frame.put("type", "reject").put("code", in.string()).put("message", in.string());
        if (seq != 0) {
          frame.put("seq", seq);
        }
      }
      case 0x08 -> frame.put("type", "error").put("code", in.string()).put("message", in.string());
      case 0x09 -> {
        ObjectNode payload = frame.put("type", "pong").putObject("payload").put("now", in.varint());
        JsonNode echoed = in.value();
        if (!echoed.isNull()) {
          payload.set("t", echoed);
        }
      }
      case 0x0A -> {
        ObjectNode digests = frame.put("type", "check").putObject("payload").putObject("layers");
        while (!in.isAtEnd()) {
          digests.put(layer(in, (int) in.varint()), in.fourBytes());
        }
      }
      case 0x0B -> frame.put("type", in.string()).set("payload", in.value());
      default -> throw new UnreadableFrame("there is no frame of type " + type);
    }
  }

  private ObjectNode patch(ObjectNode frame) {
    return frame.put("type", "patch").put("epoch", held.epoch).put("version", held.version);
  }

  /** A patch with only the lowest bits of its version. */
  private void nearPatch(BinaryReader in, int type, ObjectNode frame) throws UnreadableFrame {
    held.version += Math.floorMod(type - held.version, 64);
    patch(frame);
    if (type < 0x80) {
      frame.setAll(parts(in, Long.MAX_VALUE));
    } else {
      String layer = type < 0xC0 ? "all" : "live:all";
      frame.putObject("changes").set(layer, in.change(held.layer(layer)));
    }
  }

  /** Reads so many parts, each of one layer, or all that are left. Empty parts are left out. */
  private ObjectNode parts(BinaryReader in, long count) throws UnreadableFrame {
    ObjectNode changes = JsonFrames.JSON.createObjectNode();
    ObjectNode enter = JsonFrames.JSON.createObjectNode();
    ArrayNode leave = JsonFrames.JSON.createArrayNode();
    for (long left = count; left > 0 && (count != Long.MAX_VALUE || !in.isAtEnd()); left--) {
      int tag = (int) in.varint();
      String layer = layer(in, tag);
      int action = tag & 3;
      if (action != 0) {
        held.byName.remove(layer);
      }
      if (action == 2) {
        leave.add(layer);
        continue;
      }
      ObjectNode told = JsonFrames.JSON.createObjectNode();
      HeldLayers.Held now = held.layer(layer);
      if (action != 3) {
        in.newStrings();
        told = in.change(now);
        in.newStrings();
      }
      (action == 0 ? changes : enter).set(layer, told);
    }
    ObjectNode parts = JsonFrames.JSON.createObjectNode();
    if (!changes.isEmpty()) {
      parts.set("changes", changes);
    }
    if (!enter.isEmpty()) {
      parts.set("enter", enter);
    }
    if (!leave.isEmpty()) {
      parts.set("leave", leave);
    }
    return parts;
  }

  private static String layer(BinaryReader in, int tag) throws UnreadableFrame {
    return ((tag & 4) != 0 ? "live:" : "") + kept(in, tag >>> 3);
  }

  private static String kept(BinaryReader in, int kind) throws UnreadableFrame {
    return switch (kind) {
      case 0 -> "all";
      case 1 -> "member:" + in.string();
      case 2 -> "cell:" + in.zigzag() + "," + in.zigzag();
      case 3 -> "role:" + in.string();
      default -> in.string();
    };
  }

  private void arrived(BinaryReader in, boolean isMember, ObjectNode frame) throws UnreadableFrame {
    ObjectNode payload = frame.put("type", isMember ? "joined" : "watching").putObject("payload");
    payload
        .putObject("room")
        .put("id", in.string())
        .put("kind", in.string())
        .put("name", in.string());
    held.epoch = in.varint();
    held.version = in.varint();
    payload.put("epoch", held.epoch).put("version", held.version).put("now", in.varint());
    int flags = 0;
    if (isMember) {
      payload.put("self", in.string()).put("session", in.string());
      flags = in.oneByte();
      payload.put("resumed", (flags & 1) != 0);
    } else {
      payload.put("delayMillis", in.varint());
    }
    boolean resumed = (flags & 1) != 0;
    held.begin(resumed);
    ObjectNode parts = parts(in, in.varint());
    payload.set("live", parts(in, in.varint()).withObject("enter"));
    if (!resumed) {
      payload.set("layers", parts.withObject("enter"));
      return;
    }
    payload.set("changes", parts.withObject("changes"));
    payload.set("enter", parts.withObject("enter"));
    payload.set("leave", parts.withArray("leave"));
    ArrayNode events = JsonFrames.JSON.createArrayNode();
    for (long left = in.count(in.varint()); left > 0; left--) {
      ObjectNode missed = events.addObject();
      event(in, missed);
    }
    if ((flags & 2) != 0) {
      payload.put("eventsLost", true);
    } else {
      payload.set("events", events);
    }
  }

  private static void event(BinaryReader in, ObjectNode event) throws UnreadableFrame {
    event.put("type", in.string()).put("version", in.varint());
    if ((in.oneByte() & 1) != 0) {
      event.put("from", in.string());
    }
    event.set("payload", in.value());
  }
}
