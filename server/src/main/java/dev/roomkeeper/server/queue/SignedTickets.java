package dev.roomkeeper.server.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.server.auth.Link;
import java.util.Base64;
import java.util.Optional;

/** Tickets signed with the key that all nodes share. */
public final class SignedTickets implements Seal {
  private static final String PURPOSE = "ticket";
  private static final int LENGTH_MAX = 16 << 10;

  private final Link link;

  public SignedTickets(Link link) {
    this.link = link;
  }

  @Override
  public String sealed(Ticket ticket) {
    String text =
        Base64.getUrlEncoder().withoutPadding().encodeToString(JsonCodec.write(ticket.json()));
    return text + "." + link.sign(PURPOSE, text);
  }

  @Override
  public Optional<Ticket> opened(String sealed) {
    int dot = sealed.indexOf('.');
    if (dot < 1 || sealed.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    String text = sealed.substring(0, dot);
    if (!link.isSigned(PURPOSE, text, sealed.substring(dot + 1))) {
      return Optional.empty();
    }
    String json = new String(Base64.getUrlDecoder().decode(text), UTF_8);
    return Optional.of(Ticket.of(JsonCodec.readOwn(json.getBytes(UTF_8))));
  }
}
