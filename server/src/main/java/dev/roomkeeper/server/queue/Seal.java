package dev.roomkeeper.server.queue;

import java.util.Optional;

/**
 * Port: turns tickets into texts that their people keep, and that nobody else can make. So a ticket
 * comes back with its waiting time after the queue was lost.
 */
public interface Seal {
  String sealed(Ticket ticket);

  /** The ticket of a text that this seal made; empty for any other text. */
  Optional<Ticket> opened(String text);
}
