package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;

/**
 * One beat of a room's clock.
 *
 * @param number counts from 1 since the room was opened here
 * @param skipped how many beats were never run, failed or were taken back since the last tick that
 *     took effect: the effective ticks and what they say was skipped add up to the number
 * @param inputs what members sent since the beat before, in the order of its coming
 * @param canKeep whether the journal answers; if not, a tick that is made durable is refused
 */
public record Tick(long number, int skipped, List<Input> inputs, boolean canKeep) {
  public Tick {
    inputs = List.copyOf(inputs);
  }

  /** Something a member sent for the next tick. */
  public record Input(String memberId, String type, JsonObject payload) {}
}
