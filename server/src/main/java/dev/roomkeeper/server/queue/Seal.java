package dev.roomkeeper.server.queue;

import java.util.Optional;

/**
 * Port: turns tickets into texts that people keep and nobody can forge. So a ticket comes back with
 * its waiting time after the queue was lost.
 */
public interface Seal {
  String sealed(Ticket ticket);

  /** The ticket in a text that this seal made; empty for any other text. */
  Optional<Ticket> opened(String text);
}
