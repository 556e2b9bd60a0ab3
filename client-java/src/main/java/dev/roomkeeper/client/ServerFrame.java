package dev.roomkeeper.client;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A frame that a server sends. */
public sealed interface ServerFrame {
  /**
   * The answer to a join (P4, P5).
   *
   * @param resumed true if the change applies to what the client had; false if all layers enter
   * @param live the live layers, whole, whether resumed or not
   */
  record Joined(
      RoomInfo room,
      String self,
      ResumePoint point,
      long nowMillis,
      boolean resumed,
      LayerChange change,
      Map<String, ObjectNode> live,
      Missed missed)
      implements ServerFrame {}

  /**
   * The events that a resumed client missed, oldest first.
   *
   * @param lost true if there were too many to send
   */
  record Missed(List<RoomEvent> events, boolean lost) {}

  /** A change of the room (P7). */
  record Patch(long epoch, long version, LayerChange change) implements ServerFrame {}

  /** A command took effect (P13). */
  record Acked(long seq, Ack ack) implements ServerFrame {}

  /** A command was refused; the number is that of the command, if it had one. */
  record Rejected(OptionalLong seq, String code, String message) implements ServerFrame {}

  /** The server could not read a frame (P19). */
  record Fault(String code, String message) implements ServerFrame {}

  /** The answer to a ping. */
  record Pong(JsonNode t, long nowMillis) implements ServerFrame {}

  /** An event (P17). */
  record Happened(RoomEvent event) implements ServerFrame {}

  /** A frame of a reserved type that this client does not use. */
  record Other(String type) implements ServerFrame {}
}
