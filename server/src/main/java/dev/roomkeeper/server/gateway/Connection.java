package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.limits.Limits;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket, from its handshake to its end, in any dialect. Its {@link Intake} reads what comes
 * in, its {@link Membership} knows the room, and its {@link Outbox} bounds what goes out. The
 * connection itself knows its user, whether the client is still there, and how it ends. Confined to
 * its lane's loop.
 */
final class Connection extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final long id;
  private final Lane lane;
  private final Gateway gateway;
  private final Limits.Allowance allowance;
  private final Dialect dialect;
  private final Intake intake;
  private final Membership membership;
  private final long openedTicks;

  private @Nullable Identity identity; // Null until the user is known.
  private @Nullable Channel channel;
  private @Nullable Outbox outbox;
  private @Nullable Channel onward; // The socket to the node that has the room.

  private long heardTicks;
  private long pingedTicks;
  private long closeAtTicks = Long.MAX_VALUE;
  private boolean closing;

  Connection(
      long id,
      Lane lane,
      Gateway gateway,
      Limits.Allowance allowance,
      @Nullable Identity identity,
      Function<Connection, Dialect> dialect) {
    this.id = id;
    this.lane = lane;
    this.gateway = gateway;
    this.allowance = allowance;
    this.identity = identity;
    this.openedTicks = lane.clock().ticks();
    this.heardTicks = openedTicks;
    this.pingedTicks = openedTicks;
    this.dialect = dialect.apply(this);
    this.intake = new Intake(this, this.dialect, allowance);
    this.membership = new Membership(this, gateway, this.dialect);
  }

  long id() {
    return id;
  }

  Lane lane() {
    return lane;
  }

  /** Its membership of its room, or its way there. */
  Membership membership() {
    return membership;
  }

  /** The client's address, as the owner of budgets. */
  String address() {
    return allowance.address();
  }

  /** Whether one more passphrase may be hashed or checked for its user. */
  boolean takePassphrase() {
    return allowance.takePassphrase();
  }

  /** Whether it may write to the room's journal. */
  boolean mayWrite(String roomId) {
    return allowance.mayWrite(roomId);
  }

  /** Charges bytes that were written for it. Any thread may call it. */
  void wrote(String roomId, long bytes) {
    allowance.wrote(roomId, bytes);
  }

  /** Whether it may be sent the room's whole state. */
  boolean mayArrive() {
    return allowance.mayArrive();
  }

  /** A fragment of a message arrived. It is charged like a message. */
  void fragment() {
    if (!closing) {
      intake.fragment();
    }
  }

  /** The user; null until known. */
  @Nullable Identity identity() {
    return identity;
  }

  /** Whether it has ended or is ending. Then nothing more is taken or sent. */
  boolean isClosing() {
    return closing;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
    outbox = new Outbox(lane, channel, dialect::missed);
    lane.add(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    context.fireChannelInactive();
    lane.remove(this);
    allowance.giveBack();
    membership.leave();
    dialect.ended();
    if (outbox != null) {
      outbox.release();
    }
    closing = true;
  }

  // --- What comes in ---

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    heardTicks = lane.clock().ticks();
    if (onward != null && !closing) {
      context.fireChannelRead(frame.retain());
      return;
    }
    lane.traffic().framesIn.increment();
    lane.traffic().bytesIn.add(frame.content().readableBytes());
    if (closing) {
      if (frame instanceof CloseWebSocketFrame) {
        context.close();
      }
      return;
    }
    switch (frame) {
      // Codes from 5000 on do not exist (RFC 6455, 7.4.2). Netty refuses all other invalid codes.
      case CloseWebSocketFrame close when close.statusCode() >= 5000 -> breaksProtocol();
      case CloseWebSocketFrame close -> {
        closing = true;
        closeAtTicks = 0;
        lastWords(Frames.frame(Frames.OPCODE_CLOSE, ByteBufUtil.getBytes(close.content())));
        context.close();
      }
      default -> intake.take(frame);
    }
  }

  // --- Whose it is, and where it goes ---

  /**
   * Sets the connection's user, or extends its token's life. Returns false if it belongs to another
   * user, or this user has too many.
   */
  boolean identify(Identity proven) {
    boolean isTheirs =
        identity == null
            ? allowance.count(proven.userId())
            : identity.userId().equals(proven.userId());
    boolean isNews = identity == null || proven.expiresAtMillis() > identity.expiresAtMillis();
    identity = isTheirs && isNews ? proven : identity;
    return isTheirs;
  }

  /** Has the token verified, and then continues with the result. */
  void verify(String token, Consumer<Verification> then) {
    gateway
        .lookups()
        .verify(address(), token)
        .whenComplete((verified, failure) ->
            lane.post(() -> {
              if (failure != null) {
                LOG.warn("a token can't be verified", failure);
                close(CloseCode.TRY_AGAIN_LATER, "the token can't be verified now");
              } else if (!closing) {
                then.accept(verified);
              }
            }));
  }

  /**
   * Hands the socket over to another node: that node's bytes go to the client from now on, and the
   * client's bytes go there. This node only watches for silence and the end.
   *
   * @param first what the other node is sent first
   */
  void carryOn(Channel node, JsonObject first) {
    if (closing || channel == null || outbox == null) {
      node.close();
    } else if (!outbox.isWritable()) {
      node.close();
      closeTooSlow(); // What the client missed would get between the other node's frames.
    } else {
      outbox.flush();
      onward = node;
      Relay.join(node, channel);
      node.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(JsonCodec.write(first))));
    }
  }

  // --- What goes out ---

  /**
   * Takes a flush of the room. Sends it now, or composes it with what the client has not received
   * yet.
   */
  void deliver(RoomRecord record, FlushFrames frames, Flush.@Nullable Personal personal) {
    if (closing || outbox == null) {
      return;
    }
    try {
      if (lane.clock().ticks() >= frames.flush().validUntilTicks()) {
        close(CloseCode.MOVING, "the room may have moved");
      } else if (!membership.take(record, frames, personal, outbox)) {
        closeTooSlow();
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** Sends layers whole once more: it costs what they weigh. */
  void resend(List<String> layers) {
    if (!closing && outbox != null && mayArrive()) {
      membership.resend(layers, outbox);
    }
  }

  /** Counts what it was sent of a state, which costs what it weighs. */
  void arrived(long bytes) {
    allowance.arrived(bytes);
  }

  /** Sends a frame after everything that the client has not received yet. */
  void say(byte[] frame) {
    if (!closing && outbox != null && !outbox.say(frame)) {
      closeTooSlow();
    }
  }

  /** Sends a frame now. The caller was told that the client can take it. */
  void write(byte[] frame) {
    if (outbox != null) {
      outbox.write(frame);
    }
  }

  /** Sends what a member, or one who watches, is told first: it costs what it weighs. */
  void arrive(byte[] frame) {
    arrived(frame.length);
    write(frame);
  }

  private void closeTooSlow() {
    close(CloseCode.TOO_SLOW_OR_TOO_LARGE, "too slow to receive what is sent");
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.fireChannelWritabilityChanged();
    if (outbox != null && !closing && !outbox.catchUp()) {
      close(CloseCode.MOVING, "the room may have moved");
    }
  }

  // --- The end ---

  void close(CloseCode code, String reason) {
    if (closing) {
      return;
    }
    closing = true;
    if (onward == null) {
      byte[] refusal = membership.isJoined() ? null : dialect.refusal(reason);
      if (refusal != null) {
        write(refusal);
      }
      lastWords(Frames.close(code.number(), reason));
    } else {
      // The other node sends the close frame to the client, after all frames that it has begun.
      onward.writeAndFlush(new CloseWebSocketFrame(code.number(), reason));
    }
    membership.leave();
    dialect.ended();
    closeAtTicks =
        lane.clock().ticks()
            + gateway.timings().closeMillis(); // Time for the other side's close frame.
  }

  private void lastWords(byte[] frame) {
    if (outbox != null) {
      outbox.forgetMissed();
      outbox.write(frame);
      outbox.flush();
    }
  }

  /** Does what is due, about once a second. */
  void tick(long nowTicks) {
    if (closing) {
      if (nowTicks >= closeAtTicks && channel != null) {
        channel.close();
      }
    } else if (nowTicks - heardTicks >= gateway.timings().silenceMillis()) {
      closing = true;
      membership.leave();
      if (channel != null) {
        channel.close(); // Nobody is there to read the reason.
      }
    } else if (onward != null) {
      // Pings and the token's expiry are up to the other node.
      return;
    } else if (!membership.isJoining()
        && nowTicks - openedTicks >= gateway.timings().joinMillis()) {
      close(CloseCode.NO_JOIN, "no join came in time");
    } else if (identity != null && lane.clock().nowMillis() >= identity.expiresAtMillis()) {
      close(CloseCode.TOKEN_EXPIRED, "the token has expired");
    } else if (nowTicks - pingedTicks >= gateway.timings().pingMillis()) {
      pingedTicks = nowTicks;
      write(Frames.frame(Frames.OPCODE_PING, new byte[0]));
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    lane.endTurn();
    context.fireChannelReadComplete();
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

  /** This is a bug. Only this connection pays for it. */
  private void fail(Throwable cause) {
    LOG.error("connection {} failed", id, cause);
    close(CloseCode.TRY_AGAIN_LATER, "the server made a mistake");
  }

  @Override
  public String toString() {
    return "Connection[" + id + "]";
  }
}
