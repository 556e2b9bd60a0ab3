package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.binary.ByteWriter;
import dev.roomkeeper.server.binary.ChangeWriter;
import dev.roomkeeper.server.binary.LayerNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The protocol's frames in binary: {@code roomkeeper.v1.bin}. */
final class BinaryWire implements Wire {
  private static final int JOINED = 0x01;
  private static final int WATCHING = 0x02;
  private static final int PATCH = 0x03;
  private static final int EVENT = 0x04;
  private static final int ACK_DURABLE = 0x05;
  private static final int ACK_LAZY = 0x06;
  private static final int REJECT = 0x07;
  private static final int ERROR = 0x08;
  private static final int PONG = 0x09;
  private static final int CHECK = 0x0A;
  private static final int MESSAGE = 0x0B;
  private static final int NEAR_PATCH = 0x40;
  private static final int NEAR_PATCH_OF_ALL = 0x80;
  private static final int NEAR_PATCH_OF_LIVE_ALL = 0xC0;

  private static final int RESUMED = 1;
  private static final int EVENTS_LOST = 2;

  private static final String LIVE_ALL = Layers.live(Layers.ALL);

  private static byte[] message(ByteWriter out) {
    return Frames.frame(Frames.OPCODE_BINARY, out.toBytes());
  }

  // --- Joining ---

  @Override
  public byte[] arrived(RoomRecord room, Flush flush, Flush.Arrival arrival) {
    ByteWriter out = new ByteWriter(256);
    Flush.Who who = arrival.who();
    out.oneByte(who == null ? WATCHING : JOINED);
    out.string(room.id()).string(room.kind()).string(room.name());
    out.varint(flush.epoch()).varint(flush.version()).varint(arrival.nowMillis());
    Flush.Resumed resumed = arrival.resumed();
    if (who == null) {
      out.varint(arrival.delayMillis());
    } else {
      out.string(who.memberId()).string(who.session());
      int lost = resumed != null && resumed.eventsLost() ? EVENTS_LOST : 0;
      out.oneByte(resumed == null ? 0 : RESUMED | lost);
    }
    if (resumed == null) {
      out.varint(arrival.view().size());
      enter(out, arrival.view());
    } else {
      missed(out, arrival, resumed);
    }
    out.varint(arrival.live().size());
    enter(out, arrival.live());
    if (resumed != null) {
      out.varint(resumed.events().size());
      resumed.events().forEach(told -> event(out, told));
    }
    return message(out);
  }

  private static void missed(ByteWriter out, Flush.Arrival arrival, Flush.Resumed resumed) {
    List<String> changed = resumed.change().keys();
    out.varint(changed.size() + resumed.enter().size() + (long) resumed.leave().size());
    leave(out, resumed.leave());
    enter(out, resumed.enter());
    for (String layer : changed) {
      if (resumed.change().get(layer) instanceof Change.Nested inLayer) {
        Document now = arrival.view().getOrDefault(layer, Document.EMPTY);
        LayerNames.write(out, layer, LayerNames.CHANGE);
        new ChangeWriter(out.newStrings()).change(inLayer.inverse().applyTo(now.root()), inLayer);
        out.newStrings();
      }
    }
  }

  private static void enter(ByteWriter out, Map<String, Document> layers) {
    layers.forEach((layer, document) -> {
      if (document.isEmpty()) {
        LayerNames.write(out, layer, LayerNames.ENTER_EMPTY);
      } else {
        LayerNames.write(out, layer, LayerNames.ENTER);
        new ChangeWriter(out.newStrings()).whole(document.root());
        out.newStrings();
      }
    });
  }

  private static void leave(ByteWriter out, List<String> layers) {
    layers.forEach(layer -> LayerNames.write(out, layer, LayerNames.LEAVE));
  }

  // --- Patches ---

  @Override
  public byte[] change(Supplier<JsonObject> before, Change.Nested inLayer) {
    ByteWriter out = new ByteWriter();
    new ChangeWriter(out).change(before.get(), inLayer);
    return out.toBytes();
  }

  @Override
  public byte[] patch(Patch patch, boolean isNear) {
    ByteWriter out = new ByteWriter(32);
    int near = (int) (patch.version() % Standing.NEAR);
    if (isNear
        && patch.changes().size() == 1
        && patch.enter().isEmpty()
        && patch.leave().isEmpty()) {
      byte[] ofAll = patch.changes().get(Layers.ALL);
      byte[] ofLiveAll = patch.changes().get(LIVE_ALL);
      if (ofAll != null) {
        return message(out.oneByte(NEAR_PATCH_OF_ALL | near).raw(ofAll));
      }
      if (ofLiveAll != null) {
        return message(out.oneByte(NEAR_PATCH_OF_LIVE_ALL | near).raw(ofLiveAll));
      }
    }
    if (isNear) {
      out.oneByte(NEAR_PATCH | near);
    } else {
      out.oneByte(PATCH).varint(patch.epoch()).varint(patch.version());
    }
    patch
        .changes()
        .forEach((layer, change) -> {
          LayerNames.write(out, layer, LayerNames.CHANGE);
          out.newStrings().raw(change); // It encodes its own strings.
        });
    leave(out, patch.leave());
    enter(out, patch.enter());
    return message(out);
  }

  // --- All else ---

  @Override
  public byte[] check(Layers layers, Set<String> held) {
    ByteWriter out = new ByteWriter(8 + 8 * held.size()).oneByte(CHECK);
    for (String layer : held) {
      LayerNames.write(out, layer, LayerNames.CHANGE);
      out.fourBytes(layers.object(layer).digest());
    }
    return message(out);
  }

  @Override
  public byte[] event(Flush.Told told) {
    ByteWriter out = new ByteWriter().oneByte(EVENT);
    event(out, told);
    return message(out);
  }

  private static void event(ByteWriter out, Flush.Told told) {
    String from = told.event().from();
    out.string(told.event().type());
    out.varint(told.version());
    out.oneByte(from == null ? 0 : 1);
    if (from != null) {
      out.string(from);
    }
    new ChangeWriter(out).value(told.event().payload());
  }

  @Override
  public byte[] answer(Answer answer) {
    ByteWriter out = new ByteWriter(16);
    return switch (answer) {
      case Answer.Ack(var seq, var epoch, var version, var durable) ->
          message(
              out.oneByte(durable ? ACK_DURABLE : ACK_LAZY)
                  .varint(seq)
                  .varint(epoch)
                  .varint(version));
      case Answer.Reject(var seq, var code, var message) ->
          message(out.oneByte(REJECT).varint(seq).string(code.name()).string(message));
    };
  }

  @Override
  public byte[] error(String code, String message) {
    return message(new ByteWriter().oneByte(ERROR).string(code).string(message));
  }

  @Override
  public byte[] pong(@Nullable Json echoed, long nowMillis) {
    ByteWriter out = new ByteWriter(24).oneByte(PONG).varint(nowMillis);
    new ChangeWriter(out).value(echoed == null ? Json.Null.NULL : echoed);
    return message(out);
  }

  @Override
  public byte[] ok(String type) {
    ByteWriter out = new ByteWriter(16).oneByte(MESSAGE).string(type);
    new ChangeWriter(out).value(JsonObject.EMPTY);
    return message(out);
  }
}
