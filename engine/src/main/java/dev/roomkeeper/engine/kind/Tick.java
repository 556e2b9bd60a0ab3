package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;

/**
 * One tick of a room's clock.
 *
 * @param number counts from 1 since the room was opened on this node
 * @param skipped how many ticks were never run, failed or were rolled back since the last tick that
 *     took effect; effective ticks plus skipped ones add up to the number
 * @param inputs what members sent since the previous tick, in order of arrival
 * @param canKeep whether the journal answers; if not, a tick that is made durable is refused
 */
public record Tick(long number, int skipped, List<Input> inputs, boolean canKeep) {
  public Tick {
    inputs = List.copyOf(inputs);
  }

  /** Something a member sent for the next tick. */
  public record Input(String memberId, String type, JsonObject payload) {}
}
