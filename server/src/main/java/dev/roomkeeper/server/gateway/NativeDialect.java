package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.binary.ClientFrames;
import dev.roomkeeper.server.binary.MalformedBinary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The protocol of docs/PROTOCOL.md: patches by layer, events, answers by number. Its client proved
 * who it is when the socket was opened.
 */
final class NativeDialect implements Dialect {
  private static final Logger LOG = LoggerFactory.getLogger(NativeDialect.class);
  private static final long CHECK_MILLIS = 5_000;

  private final Connection connection;
  private final String roomId;
  private final Wire wire;
  private final @Nullable ClientFrames binary;
  private final Standing standing = new Standing();
  private long checkedTicks;

  /**
   * @param isBinary whether it speaks binary and not JSON
   */
  NativeDialect(Connection connection, String roomId, boolean isBinary) {
    this.connection = connection;
    this.roomId = roomId;
    this.wire = isBinary ? Wire.BINARY : Wire.JSON;
    this.binary = isBinary ? new ClientFrames(Intake.MESSAGE_BYTES_MAX) : null;
  }

  // --- What comes in ---

  @Override
  public boolean isBinary() {
    return binary != null;
  }

  @Override
  public JsonObject read(byte[] message) throws MalformedMessage {
    if (binary == null) {
      return Dialect.json(message);
    }
    try {
      return binary.read(message);
    } catch (MalformedBinary e) {
      throw new MalformedMessage(
          e.isTooLarge() ? Code.TOO_LARGE : Code.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public @Nullable String take(JsonObject message, boolean withinLimit) {
    ClientFrame frame = ClientFrame.of(message);
    if (frame instanceof ClientFrame.Malformed(var problem)) {
      return problem;
    }
    if (!withinLimit) {
      limited(frame);
      return null;
    }
    switch (frame) {
      case ClientFrame.Join join -> join(join);
      case ClientFrame.Watch(var layers) -> watch(layers);
      case ClientFrame.Ping(var echoed) ->
          connection.say(wire.pong(echoed, connection.lane().clock().nowMillis()));
      case ClientFrame.Differs(var layers) -> {
        connection.lane().traffic().differences.increment(); // A bug, here or there.
        LOG.error("{} in room {} holds another state than it was sent", connection, roomId);
        checkedTicks = Long.MIN_VALUE; // Whether that mended it.
        connection.resend(layers);
      }
      case ClientFrame.Auth(var token) -> connection.verify(token, this::auth);
      case ClientFrame.Wrong(var seq, var problem) -> reject(seq, Code.BAD_REQUEST, problem);
      case ClientFrame.Ask(var command) -> {
        if (!connection.membership().isJoined()) {
          reject(command.seq(), Code.CONFLICT, "join first");
        } else if (command.type().equals(Room.PASSPHRASE) && !connection.takePassphrase()) {
          reject(command.seq(), Code.RATE_LIMITED, "too many passphrases; try again later");
        } else {
          connection.membership().ask(command);
        }
      }
      case ClientFrame.Malformed _ -> throw new AssertionError("answered above");
    }
    return null;
  }

  private void limited(ClientFrame frame) {
    long seq =
        switch (frame) {
          case ClientFrame.Ask(var command) -> command.seq();
          case ClientFrame.Wrong(var number, _) -> number;
          default -> 0;
        };
    reject(seq, Code.RATE_LIMITED, "too many frames a second; slow down and try again");
  }

  private void reject(long seq, Code code, String message) {
    connection.say(answer(new Answer.Reject(seq, code, message)));
  }

  private void auth(Verification verified) {
    switch (verified) {
      case Verification.Refusal refusal -> forbidden(refusal.sentence());
      case Identity renewed -> {
        if (connection.identify(renewed)) {
          connection.say(wire.ok("auth"));
        } else {
          forbidden("the token is another user's");
        }
      }
    }
  }

  private void forbidden(String sentence) {
    connection.say(error(Code.FORBIDDEN, sentence));
  }

  private void join(ClientFrame.Join join) {
    if (join.passphrase() != null && !connection.takePassphrase()) {
      connection.close(CloseCode.TRY_AGAIN_LATER, "too many passphrases; try again later");
    } else if (connection.membership().beginJoin()) {
      connection
          .membership()
          .enter(
              new Membership.Wish.Join(
                  roomId, join.name(), join.passphrase(), join.resume(), false));
    } else {
      reject(0, Code.CONFLICT, "you joined already");
    }
  }

  private void watch(List<String> layers) {
    if (connection.membership().beginJoin()) {
      connection.membership().enter(new Membership.Wish.Watch(roomId, layers));
    } else {
      reject(0, Code.CONFLICT, "you joined already");
    }
  }

  // --- What goes out ---

  @Override
  public void arrived(RoomRecord room, Flush flush, Flush.Arrival arrival) {
    standing.at(flush.epoch(), flush.version());
    connection.arrive(wire.arrived(room, flush, arrival));
    if (arrival.resumed() != null) {
      Set<String> held = new HashSet<>(arrival.view().keySet());
      held.addAll(arrival.live().keySet());
      checkedTicks = Long.MIN_VALUE;
      check(flush, held);
    }
  }

  /** Every few seconds with changes, a client gets hashes to check its state. */
  private void check(Flush flush, Set<String> held) {
    long now = connection.lane().clock().ticks();
    if (isBinary() && (checkedTicks == Long.MIN_VALUE || now - checkedTicks >= CHECK_MILLIS)) {
      checkedTicks = now;
      connection.write(wire.check(flush.layers(), held));
    }
  }

  @Override
  public void changed(
      FlushFrames frames, Set<String> throughout, Set<String> held, Flush.@Nullable Personal move) {
    Flush flush = frames.flush();
    FlushFrames.Written written = frames.in(wire);
    boolean isNear = standing.isNear(flush.epoch(), flush.version());
    byte[] patch =
        move == null ? written.patch(throughout, isNear) : written.patch(throughout, move, isNear);
    if (patch != null) {
      standing.at(flush.epoch(), flush.version());
      connection.write(patch);
    }
    written.events(held, move).forEach(connection::write);
    check(flush, held);
  }

  @Override
  public Missed missed() {
    return new Conflation(wire, standing);
  }

  @Override
  public byte[] answer(Answer answer) {
    return wire.answer(answer);
  }

  @Override
  public byte[] error(Code code, String sentence) {
    return wire.error(code.name(), sentence);
  }

  @Override
  public byte @Nullable [] refusal(String reason) {
    return null; // The close frame says it.
  }
}
