package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.Answer;
import dev.roomkeeper.engine.CloseCode;
import dev.roomkeeper.engine.Code;
import dev.roomkeeper.engine.Flush;
import dev.roomkeeper.engine.Json;
import dev.roomkeeper.engine.JsonObject;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.JoinRequest;
import dev.roomkeeper.server.hub.LiveRoom;
import dev.roomkeeper.server.hub.Profiles;
import dev.roomkeeper.server.hub.RoomRecord;
import dev.roomkeeper.server.json.JsonCodec;
import dev.roomkeeper.server.limits.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One socket with its bounded outbox. Lives on its lane's loop alone. */
final class Connection extends SimpleChannelInboundHandler<WebSocketFrame> {
  /** The largest message that is read as JSON. */
  static final int MESSAGE_BYTES_MAX = 64 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int BATCH_BYTES_MAX = 64 << 10;
  private static final int MALFORMED_IN_A_ROW_MAX = 3;

  /** How many frames more than may come, and not made up for since, end the patience. */
  private static final int OVER_LIMIT_MAX = 1_000;

  private final long id;
  private final Lane lane;
  private final Gateway gateway;
  private final String roomId;
  private final Limits.Allowance allowance;
  private final long openedTicks;

  private Identity identity;
  private @Nullable Channel channel;
  private @Nullable LiveRoom room;
  private boolean joining;
  private boolean joined;
  private Set<String> held = Set.of();

  private @Nullable ByteBuf batch;
  private @Nullable Conflation conflation;
  private long conflationValidUntilTicks;

  private int malformed;
  private int overLimit;
  private long heardTicks;
  private long pingedTicks;
  private long closeAtTicks = Long.MAX_VALUE;
  private boolean closing;

  Connection(
      long id,
      Lane lane,
      Gateway gateway,
      String roomId,
      Identity identity,
      Limits.Allowance allowance) {
    this.id = id;
    this.lane = lane;
    this.gateway = gateway;
    this.roomId = roomId;
    this.identity = identity;
    this.allowance = allowance;
    this.openedTicks = lane.clock().ticks();
    this.heardTicks = openedTicks;
    this.pingedTicks = openedTicks;
  }

  long id() {
    return id;
  }

  Lane lane() {
    return lane;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
    lane.add(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    lane.remove(this);
    allowance.giveBack();
    leaveRoom();
    if (batch != null) {
      batch.release();
      batch = null;
    }
    closing = true;
  }

  private void leaveRoom() {
    if (room != null) {
      ((SocketAudience) room.audience()).remove(this);
      room.drop(id);
      room = null;
    }
  }

  // --- What comes in ---

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    heardTicks = lane.clock().ticks();
    lane.traffic().framesIn.increment();
    lane.traffic().bytesIn.add(frame.content().readableBytes());
    if (closing) {
      if (frame instanceof CloseWebSocketFrame) {
        context.close();
      }
      return;
    }
    switch (frame) {
      case TextWebSocketFrame text -> message(text.content());
      case BinaryWebSocketFrame _ -> malformed("this subprotocol is text; a binary frame came");
      case PingWebSocketFrame ping -> {
        if (isWithinLimit()) {
          answer(Frames.frame(Frames.OPCODE_PONG, ByteBufUtil.getBytes(ping.content())));
        }
      }
      // Codes from 5000 on do not exist (RFC 6455, 7.4.2); Netty refuses all others that don't.
      case CloseWebSocketFrame close when close.statusCode() >= 5000 -> breaksProtocol();
      case CloseWebSocketFrame close -> {
        write(Frames.frame(Frames.OPCODE_CLOSE, ByteBufUtil.getBytes(close.content())));
        closeAtTicks = 0;
        closing = true;
        flush();
        context.close();
      }
      default -> {} // A pong: somebody is there, which was noted above.
    }
  }

  private void message(ByteBuf content) {
    boolean withinLimit = isWithinLimit();
    if (closing) {
      return;
    }
    if (content.readableBytes() > MESSAGE_BYTES_MAX) {
      malformed("a message has at most " + MESSAGE_BYTES_MAX + " bytes", Code.TOO_LARGE);
      return;
    }
    JsonObject json;
    try {
      json = JsonCodec.readObject(ByteBufUtil.getBytes(content));
    } catch (JsonCodec.MalformedJson e) {
      malformed(String.valueOf(e.getMessage()));
      return;
    }
    ClientFrame frame = ClientFrame.of(json);
    if (frame instanceof ClientFrame.Malformed(var problem)) {
      malformed(problem);
      return;
    }
    malformed = 0;
    if (!withinLimit) {
      limited(frame);
      return;
    }
    switch (frame) {
      case ClientFrame.Join join -> join(join);
      case ClientFrame.Ping(var echoed) -> answer(Frames.pong(echoed, lane.clock().nowMillis()));
      case ClientFrame.Auth(var token) -> auth(token);
      case ClientFrame.Wrong(var seq, var problem) -> reject(seq, Code.BAD_REQUEST, problem);
      case ClientFrame.Ask(var command) -> {
        if (room == null || !joined) {
          reject(command.seq(), Code.CONFLICT, "join first");
        } else {
          room.receive(id, command);
        }
      }
      case ClientFrame.Malformed _ -> throw new AssertionError("answered above");
    }
  }

  private void malformed(String problem) {
    malformed(problem, Code.BAD_REQUEST);
  }

  private void malformed(String problem, Code code) {
    answer(Frames.error(code.name(), problem));
    if (++malformed >= MALFORMED_IN_A_ROW_MAX) {
      close(CloseCode.BAD_FRAMES, "three bad frames in a row: " + problem);
    }
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

  /** Whether one more frame may come in; who goes on far too fast is closed. */
  private boolean isWithinLimit() {
    if (allowance.take(lane.clock().ticks())) {
      overLimit = Math.max(0, overLimit - 1);
      return true;
    }
    if (++overLimit >= OVER_LIMIT_MAX) {
      close(CloseCode.RATE, "far too many frames");
    }
    return false;
  }

  private void reject(long seq, Code code, String message) {
    answer(Frames.answer(new Answer.Reject(seq, code, message)));
  }

  private void auth(String token) {
    gateway
        .verify(token)
        .whenComplete((verified, failure) ->
            lane.post(() -> {
              if (failure != null) {
                LOG.warn("a token can't be verified", failure);
                answer(Frames.error("UNAVAILABLE", "the token can't be verified now"));
              } else {
                renew(verified);
              }
            }));
  }

  private void renew(Verification verified) {
    if (closing) {
      return;
    }
    switch (verified) {
      case Verification.Refusal refusal -> answer(Frames.error("FORBIDDEN", refusal.sentence()));
      case Identity renewed when !renewed.userId().equals(identity.userId()) ->
          answer(Frames.error("FORBIDDEN", "the token is another user's"));
      case Identity renewed -> {
        identity = renewed;
        answer(Frames.ok("auth"));
      }
    }
  }

  private void join(ClientFrame.Join join) {
    if (joining) {
      reject(0, Code.CONFLICT, "you joined already");
      return;
    }
    joining = true;
    Hub hub = gateway.hub();
    gateway
        .profile(identity.userId())
        .thenCombine(
            hub.open(roomId), (profile, opened) -> (Runnable) () -> opened(join, profile, opened))
        .whenComplete(
            (then, failure) -> lane.post(failure != null ? () -> notOpened(failure) : then));
  }

  private void notOpened(Throwable failure) {
    LOG.warn("room {} can't be opened", roomId, failure);
    close(CloseCode.TRY_AGAIN_LATER, "the room can't be opened now");
  }

  private void opened(ClientFrame.Join join, Profiles.Profile profile, Optional<LiveRoom> opened) {
    if (closing) {
      return;
    }
    if (opened.isEmpty()) {
      close(CloseCode.ROOM_GONE, "there is no such room");
      return;
    }
    LiveRoom live = opened.get();
    room = live;
    ((SocketAudience) live.audience()).add(this);
    String asked = join.name() == null ? identity.name() : join.name();
    String name = profile.name() == null ? asked : profile.name();
    JsonObject claims =
        live.record().createdBy().equals(identity.userId())
            ? profile.claims().with("creator", Json.Bool.TRUE)
            : profile.claims();
    live.join(
        new JoinRequest(id, identity.userId(), name, join.passphrase(), join.resume(), claims));
  }

  // --- What goes out ---

  /** Takes a flush of the room: at once, or composed with what it has not received yet. */
  void deliver(RoomRecord record, FlushFrames frames, Flush.@Nullable Personal personal) {
    if (closing) {
      return;
    }
    try {
      take(record, frames, personal);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void take(RoomRecord record, FlushFrames frames, Flush.@Nullable Personal personal) {
    Flush flush = frames.flush();
    if (lane.clock().ticks() >= flush.validUntilTicks()) {
      close(CloseCode.MOVING, "the room may have moved");
      return;
    }
    Flush.Arrival arrival = personal == null ? null : personal.arrival();
    if (arrival != null) {
      joined = true;
      held = new HashSet<>(arrival.view().keySet());
      write(Frames.joined(record, flush, arrival));
    } else if (joined) {
      deliverChanges(frames, personal);
    }
    if (personal != null) {
      personal.answers().forEach(item -> answer(Frames.answer(item)));
    }
  }

  private void deliverChanges(FlushFrames frames, Flush.@Nullable Personal personal) {
    // Its layers may change and change back within a flush: then there are events of its own alone.
    Flush.Personal move = personal == null || personal.events() == null ? null : personal;
    Set<String> throughout = held;
    if (move != null) {
      throughout = new HashSet<>(held);
      throughout.removeAll(move.leave().keySet());
      held = new HashSet<>(throughout);
      held.addAll(move.enter().keySet());
    }
    if (!isWritable()) {
      conflate(frames, move, throughout);
      return;
    }
    byte[] patch = move == null ? frames.patch(throughout) : frames.patch(throughout, move);
    if (patch != null) {
      write(patch);
    }
    frames.events(held, move).forEach(this::write);
  }

  private void conflate(
      FlushFrames frames, Flush.@Nullable Personal personal, Set<String> throughout) {
    if (conflation == null) {
      conflation = new Conflation();
    }
    lane.traffic().conflations.increment();
    conflationValidUntilTicks = frames.flush().validUntilTicks();
    boolean fits = conflation.add(frames, throughout, held, personal);
    if (!fits) {
      closeTooSlow();
    }
  }

  private void answer(byte[] frame) {
    if (isWritable()) {
      write(frame);
      return;
    }
    if (conflation == null) {
      conflation = new Conflation();
      conflationValidUntilTicks = Long.MAX_VALUE;
    }
    if (!conflation.add(frame)) {
      closeTooSlow();
    }
  }

  private void closeTooSlow() {
    conflation = null;
    close(CloseCode.TOO_SLOW_OR_TOO_LARGE, "too slow to receive what is sent");
  }

  private boolean isWritable() {
    if (conflation != null || channel == null) {
      return false;
    }
    if (batch != null && batch.readableBytes() >= BATCH_BYTES_MAX) {
      flush();
    }
    return channel.isWritable();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable() && conflation != null && !closing) {
      Conflation missed = conflation;
      conflation = null;
      if (lane.clock().ticks() >= conflationValidUntilTicks) {
        close(CloseCode.MOVING, "the room may have moved");
      } else {
        missed.frames().forEach(this::write);
      }
      flush();
    }
  }

  private void write(byte[] frame) {
    if (channel == null || !channel.isActive()) {
      return;
    }
    if (batch == null) {
      batch = channel.alloc().ioBuffer(Math.max(256, frame.length));
      lane.written(this);
    }
    batch.writeBytes(frame);
    lane.traffic().framesOut.increment();
  }

  /** Sends all that was written. */
  void flush() {
    if (batch != null && channel != null) {
      ByteBuf whole = batch;
      batch = null;
      lane.traffic().bytesOut.add(whole.readableBytes());
      lane.traffic().writes.increment();
      channel.writeAndFlush(whole, channel.voidPromise());
    }
  }

  // --- The end ---

  void close(CloseCode code, String reason) {
    if (closing) {
      return;
    }
    closing = true;
    conflation = null;
    write(Frames.close(code.number(), reason));
    flush();
    leaveRoom();
    closeAtTicks =
        lane.clock().ticks()
            + gateway.timings().closeMillis(); // time for the other side's close frame
  }

  /** What is due, about once a second. */
  void tick(long nowTicks) {
    if (closing) {
      if (nowTicks >= closeAtTicks && channel != null) {
        channel.close();
      }
    } else if (nowTicks - heardTicks >= gateway.timings().silenceMillis()) {
      closing = true;
      leaveRoom();
      if (channel != null) {
        channel.close(); // Nobody is there to read why.
      }
    } else if (!joining && nowTicks - openedTicks >= gateway.timings().joinMillis()) {
      close(CloseCode.NO_JOIN, "no join came in time");
    } else if (lane.clock().nowMillis() >= identity.expiresAtMillis()) {
      close(CloseCode.TOKEN_EXPIRED, "the token has expired");
    } else if (nowTicks - pingedTicks >= gateway.timings().pingMillis()) {
      pingedTicks = nowTicks;
      write(Frames.frame(Frames.OPCODE_PING, new byte[0]));
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    lane.endTurn();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    switch (cause) {
      case TooLongFrameException _ -> closeTooLarge();
      case CorruptedWebSocketFrameException corrupted
          when WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(corrupted.closeStatus()) ->
          closeTooLarge();
      case CodecException _ -> {
        LOG.debug("connection {} breaks the WebSocket protocol", id, cause);
        breaksProtocol();
      }
      case java.io.IOException _ -> context.close();
      default -> fail(cause);
    }
  }

  private void breaksProtocol() {
    close(CloseCode.BAD_FRAMES, "this breaks the WebSocket protocol");
  }

  private void closeTooLarge() {
    close(CloseCode.TOO_SLOW_OR_TOO_LARGE, "a frame is far too large");
  }

  /** A bug here: this connection pays for it, and no other. */
  private void fail(Throwable cause) {
    LOG.error("connection {} failed", id, cause);
    close(CloseCode.TRY_AGAIN_LATER, "the server made a mistake");
  }

  @Override
  public String toString() {
    return "Connection[" + id + " of room " + roomId + "]";
  }
}
