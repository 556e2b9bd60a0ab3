package dev.roomkeeper.client;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a server sends. */
public sealed interface ServerFrame {
  /**
   * The answer to a join (P4, P5).
   *
   * @param resumed whether the change is one of what the client had; else all layers enter
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
   * @param lost whether they were too many to be sent
   */
  record Missed(List<RoomEvent> events, boolean lost) {}

  /** A change of the room (P7). */
  record Patch(long epoch, long version, LayerChange change) implements ServerFrame {}

  /** A command took effect (P13). */
  record Acked(long seq, Ack ack) implements ServerFrame {}

  /** A command did not; without a number if the command had none. */
  record Rejected(OptionalLong seq, String code, String message) implements ServerFrame {}

  /** A frame could not be read (P19). */
  record Fault(String code, String message) implements ServerFrame {}

  /** The answer to a ping. */
  record Pong(JsonNode t, long nowMillis) implements ServerFrame {}

  /** Something that happened (P17). */
  record Happened(RoomEvent event) implements ServerFrame {}

  /** Of a reserved type, and of no use to this client. */
  record Other(String type) implements ServerFrame {}
}
