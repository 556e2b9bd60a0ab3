package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.store.RoomRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the frames of docs/PROTOCOL.md are encoded in one subprotocol, as whole messages. */
interface Wire {
  /** The subprotocol for clients that name none. */
  Wire JSON = new JsonWire();

  Wire BINARY = new BinaryWire();

  /**
   * The content of a patch frame.
   *
   * @param changes by layer, as {@link #change} encoded them
   * @param enter layers gained, whole
   * @param leave layers lost
   */
  record Patch(
      long epoch,
      long version,
      Map<String, byte[]> changes,
      Map<String, Document> enter,
      List<String> leave) {}

  /** The answer to a join or to a watch. */
  byte[] arrived(RoomRecord room, Flush flush, Flush.Arrival arrival);

  /**
   * The change of one layer, as a part of patches.
   *
   * @param before the layer as the receivers have it
   */
  byte[] change(Supplier<JsonObject> before, Change.Nested inLayer);

  /**
   * A patch.
   *
   * @param isNear whether the receivers know a recent version of this epoch
   */
  byte[] patch(Patch patch, boolean isNear);

  /** The short hashes of these layers, by which a client notices that its state differs. */
  byte[] check(Layers layers, Set<String> held);

  byte[] event(Flush.Told told);

  byte[] answer(Answer answer);

  byte[] error(String code, String message);

  byte[] pong(@Nullable Json echoed, long nowMillis);

  /** The answer to a frame that only needs to be acknowledged. */
  byte[] ok(String type);
}
