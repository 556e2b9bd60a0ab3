package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.host.Mailbox;
import dev.roomkeeper.server.hub.RoomMemory.Payers;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room's mailbox, in which senders pay for the memory of what waits. A payload of small values
 * takes more than ten times as much memory as it had bytes on the wire. Thread-safe.
 */
final class Inbox {
  /** What is smaller is not charged: it is common, and its number is bounded. */
  static final int CHARGED_BYTES_MIN = 1 << 10;

  private record Charge(Payers sender, long bytes) {}

  /** Inputs for one turn. Their senders pay for them until {@link #done}. */
  record Taken(List<Input> inputs, List<Charge> charges) {}

  private final RoomMemory memory;
  private final Mailbox mailbox = new Mailbox(); // guarded by itself, as are the charges
  private final IdentityHashMap<Input, Charge> charges = new IdentityHashMap<>();

  /**
   * @param memory what may wait in all rooms of this node
   */
  Inbox(RoomMemory memory) {
    this.memory = memory;
  }

  /** Adds an input that nobody pays for. Returns false if too many wait. */
  boolean offer(Input input) {
    return offer(input, (Charge) null);
  }

  /** Adds what somebody sent. Returns false if too much of the sender's waits. */
  boolean offer(Input input, Payers sender) {
    long bytes = heap(input);
    if (bytes < CHARGED_BYTES_MIN) {
      return offer(input, (Charge) null);
    }
    if (!memory.take(sender, bytes)) {
      return false;
    }
    Charge charge = new Charge(sender, bytes);
    boolean isTaken = offer(input, charge);
    if (!isTaken) {
      giveBack(charge);
    }
    return isTaken;
  }

  private boolean offer(Input input, @Nullable Charge charge) {
    synchronized (mailbox) {
      boolean isTaken = mailbox.offer(input);
      if (isTaken && charge != null) {
        charges.put(input, charge);
      }
      return isTaken;
    }
  }

  private static long heap(Input input) {
    return switch (input) {
      case Input.Receive(_, var command) -> command.payload().heap();
      case Input.Edit(_, _, var command) -> command.payload().heap();
      default -> 0;
    };
  }

  /** Takes the oldest inputs, up to a number and up to a total of payload bytes. */
  Taken take(int most, int bytesMax) {
    synchronized (mailbox) {
      List<Input> inputs = mailbox.take(most, bytesMax);
      List<Charge> paid = new ArrayList<>();
      for (Input input : inputs) {
        Charge charge = charges.isEmpty() ? null : charges.remove(input);
        if (charge != null) {
          paid.add(charge);
        }
      }
      return new Taken(inputs, paid);
    }
  }

  /** The turn is over: what is left of its inputs is in the room now, and charged as the room. */
  void done(Taken taken) {
    taken.charges.forEach(this::giveBack);
  }

  private void giveBack(Charge charge) {
    memory.grew(charge.sender, -charge.bytes);
  }

  /** How many inputs wait. */
  int size() {
    synchronized (mailbox) {
      return mailbox.size();
    }
  }
}
