package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.Answer;
import dev.roomkeeper.engine.CloseCode;
import dev.roomkeeper.engine.Code;
import dev.roomkeeper.engine.Command;
import dev.roomkeeper.engine.Flush;
import dev.roomkeeper.engine.JsonObject;
import dev.roomkeeper.engine.RoomHost;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.hub.JoinRequest;
import dev.roomkeeper.server.hub.LiveRoom;
import dev.roomkeeper.server.hub.Profiles;
import dev.roomkeeper.server.hub.RoomElsewhere;
import dev.roomkeeper.server.hub.RoomRecord;
import dev.roomkeeper.server.json.JsonCodec;
import dev.roomkeeper.server.limits.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
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
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket with its limits and its bounded outbox, whichever dialect it speaks. Lives on its
 * lane's loop alone.
 */
final class Connection extends SimpleChannelInboundHandler<WebSocketFrame> {
  /** The largest message that is read as JSON. */
  static final int MESSAGE_BYTES_MAX = 64 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int MALFORMED_IN_A_ROW_MAX = 3;

  /** How many frames more than may come, and not made up for since, end the patience. */
  private static final int OVER_LIMIT_MAX = 1_000;

  private final long id;
  private final Lane lane;
  private final Gateway gateway;
  private final Limits.Allowance allowance;
  private final Dialect dialect;
  private final long openedTicks;

  private @Nullable Identity identity; // null until it is known who this is
  private @Nullable Channel channel;
  private @Nullable Outbox outbox;
  private @Nullable LiveRoom room;
  private @Nullable Channel onward; // to the node that has the room
  private boolean joining;
  private boolean joined;
  private Set<String> held = Set.of();

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
    outbox = new Outbox(lane, channel, dialect::missed);
    lane.add(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    context.fireChannelInactive();
    lane.remove(this);
    allowance.giveBack();
    leaveRoom();
    if (outbox != null) {
      outbox.release();
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
      case TextWebSocketFrame text -> message(text.content());
      case BinaryWebSocketFrame _ -> malformed("this subprotocol is text; a binary frame came");
      case PingWebSocketFrame ping -> {
        if (isWithinLimit()) {
          say(Frames.frame(Frames.OPCODE_PONG, ByteBufUtil.getBytes(ping.content())));
        }
      }
      // Codes from 5000 on do not exist (RFC 6455, 7.4.2); Netty refuses all others that don't.
      case CloseWebSocketFrame close when close.statusCode() >= 5000 -> breaksProtocol();
      case CloseWebSocketFrame close -> {
        closing = true;
        closeAtTicks = 0;
        lastWords(Frames.frame(Frames.OPCODE_CLOSE, ByteBufUtil.getBytes(close.content())));
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
    String problem = dialect.take(json, withinLimit);
    if (problem == null) {
      malformed = 0;
    } else {
      malformed(problem);
    }
  }

  private void malformed(String problem) {
    malformed(problem, Code.BAD_REQUEST);
  }

  private void malformed(String problem, Code code) {
    say(dialect.error(code, problem));
    if (++malformed >= MALFORMED_IN_A_ROW_MAX) {
      close(CloseCode.BAD_FRAMES, "three bad frames in a row: " + problem);
    }
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

  // --- Joining, as a dialect asks for it ---

  /**
   * Notes whose connection this is, or for how much longer; false if it is another's, or this user
   * has too many.
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

  /** Has the token read, and then goes on with what came of it. */
  void verify(String token, Consumer<Verification> then) {
    gateway
        .verify(token)
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

  /** Whether this is the first join: there is one in a connection's life. */
  boolean beginJoin() {
    boolean isFirst = !joining;
    joining = true;
    return isFirst;
  }

  /** Whether a join has begun. */
  boolean isJoining() {
    return joining;
  }

  /** Whether it is in its room, and was told so. */
  boolean isJoined() {
    return room != null && joined;
  }

  /**
   * What a client wants to join.
   *
   * @param name how it wants to be called, null for as its token says; one with an account is
   *     called by that
   * @param wholeMap whether it knows nothing of layers for parts of a map, and wants them all
   */
  record Wish(
      String roomId,
      @Nullable String name,
      @Nullable String passphrase,
      RoomHost.@Nullable Resume resume,
      boolean wholeMap) {
    @Override
    public String toString() {
      return "Wish[roomId=" + roomId + "]"; // A passphrase must not reach a log.
    }
  }

  /** Enters the room, after {@link #beginJoin}, as whom it was identified. */
  void enter(Wish wish) {
    if (closing || identity == null) {
      return;
    }
    gateway
        .profile(identity.userId())
        .thenCombine(
            gateway.hub().open(wish.roomId),
            (profile, opened) -> (Runnable) () -> opened(wish, profile, opened))
        .whenComplete(
            (then, failure) -> lane.post(failure != null ? () -> notOpened(wish, failure) : then));
  }

  private void notOpened(Wish wish, Throwable failure) {
    if (RoomElsewhere.is(failure)) {
      close(CloseCode.MOVING, "the room is on another node");
      return;
    }
    LOG.warn("room {} can't be opened", wish.roomId, failure);
    close(CloseCode.TRY_AGAIN_LATER, "the room can't be opened now");
  }

  private void opened(Wish wish, Profiles.Profile profile, Optional<LiveRoom> opened) {
    if (closing || identity == null) {
      return;
    }
    if (opened.isEmpty()) {
      close(CloseCode.ROOM_GONE, "there is no such room");
      return;
    }
    LiveRoom live = opened.get();
    room = live;
    ((SocketAudience) live.audience()).add(this);
    String asked = wish.name == null ? identity.name() : wish.name;
    JsonObject claims = profile.claims();
    if (live.record().createdBy().equals(identity.userId())) {
      claims = claims.with("creator", true);
    }
    if (wish.wholeMap) {
      claims = claims.with("whole", true);
    }
    live.join(
        new JoinRequest(
            id,
            identity.userId(),
            profile.name() == null ? asked : profile.name(),
            wish.passphrase,
            wish.resume,
            claims));
  }

  /**
   * Gives itself to the node, whose bytes go to the client from now on and which gets whatever the
   * client says; only that the client is there, and the end, are still this node's.
   *
   * @param first what the other node is told first
   */
  void carryOn(Channel node, JsonObject first) {
    if (closing || channel == null || outbox == null) {
      node.close();
    } else if (!outbox.isWritable()) {
      node.close();
      closeTooSlow(); // What it missed would come in between the other node's frames.
    } else {
      outbox.flush();
      onward = node;
      Relay.join(node, channel);
      node.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(JsonCodec.write(first))));
    }
  }

  /** Asks the room for something; the answer comes with a flush. */
  void ask(Command command) {
    if (room != null) {
      room.receive(id, command);
    }
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
      dialect.arrived(record, flush, arrival);
    } else if (joined) {
      deliverChanges(frames, personal);
    }
    if (personal != null) {
      personal.answers().forEach(this::answer);
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
    if (outbox == null) {
      return;
    }
    if (outbox.isWritable()) {
      dialect.changed(frames, throughout, held, move);
    } else if (!outbox.miss(frames, throughout, held, move)) {
      closeTooSlow();
    }
  }

  private void answer(Answer answer) {
    byte[] frame = dialect.answer(answer);
    if (frame != null) {
      say(frame);
    }
  }

  /** Sends a frame, behind all that its client has not received yet. */
  void say(byte[] frame) {
    if (!closing && outbox != null && !outbox.say(frame)) {
      closeTooSlow();
    }
  }

  /** Sends a frame at once; for who was told that the client can take it. */
  void write(byte[] frame) {
    if (outbox != null) {
      outbox.write(frame);
    }
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
      byte[] refusal = joined ? null : dialect.refusal(reason);
      if (refusal != null) {
        write(refusal);
      }
      lastWords(Frames.close(code.number(), reason));
    } else {
      // The other node repeats it, to the client, behind all frames that it has begun.
      onward.writeAndFlush(new CloseWebSocketFrame(code.number(), reason));
    }
    leaveRoom();
    closeAtTicks =
        lane.clock().ticks()
            + gateway.timings().closeMillis(); // time for the other side's close frame
  }

  private void lastWords(byte[] frame) {
    if (outbox != null) {
      outbox.forgetMissed();
      outbox.write(frame);
      outbox.flush();
    }
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
    } else if (onward != null) {
      // Pings and the token's end are the other node's.
      return;
    } else if (!joining && nowTicks - openedTicks >= gateway.timings().joinMillis()) {
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

  /** A bug here: this connection pays for it, and no other. */
  private void fail(Throwable cause) {
    LOG.error("connection {} failed", id, cause);
    close(CloseCode.TRY_AGAIN_LATER, "the server made a mistake");
  }

  @Override
  public String toString() {
    return "Connection[" + id + "]";
  }
}
