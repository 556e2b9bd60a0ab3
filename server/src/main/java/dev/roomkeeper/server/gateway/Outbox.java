package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.Flush;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What goes out over one socket: everything of a turn in one system call, and in bounded space
 * while the client is too slow. Confined to its lane's loop.
 */
final class Outbox {
  private static final int BATCH_BYTES_MAX = 64 << 10;

  private final Lane lane;
  private final Channel channel;
  private final Supplier<Missed> begin;

  private @Nullable ByteBuf batch;
  private @Nullable Missed missed;
  private long missedValidUntilTicks;

  /**
   * @param begin begins to collect what the client is too slow for
   */
  Outbox(Lane lane, Channel channel, Supplier<Missed> begin) {
    this.lane = lane;
    this.channel = channel;
    this.begin = begin;
  }

  /** Whether the client can take something now. If not, it has to be noted as missed. */
  boolean isWritable() {
    if (missed != null) {
      return false;
    }
    if (batch != null && batch.readableBytes() >= BATCH_BYTES_MAX) {
      flush();
    }
    return channel.isWritable();
  }

  /** Queues a frame for the end of the turn. The caller knows that the client can take it. */
  void write(byte[] frame) {
    if (!channel.isActive()) {
      return;
    }
    if (batch == null) {
      batch = channel.alloc().ioBuffer(Math.max(256, frame.length));
      lane.written(this);
    }
    batch.writeBytes(frame);
    lane.traffic().framesOut.increment();
  }

  /**
   * Writes a frame, or queues it after everything that was missed. Returns false if there is no
   * space for it.
   */
  boolean say(byte[] frame) {
    if (isWritable()) {
      write(frame);
      return true;
    }
    if (missed == null) {
      missedValidUntilTicks = Long.MAX_VALUE;
    }
    return missed().add(frame);
  }

  /** Notes a flush as missed. Returns false if there is no space for it. */
  boolean miss(
      FlushFrames frames, Set<String> throughout, Set<String> held, Flush.@Nullable Personal move) {
    lane.traffic().conflations.increment();
    missedValidUntilTicks = frames.flush().validUntilTicks();
    return missed().add(frames, throughout, held, move);
  }

  /** Notes layers that are to come whole, in place of what was missed of them. */
  void missWhole(Flush told, Set<String> layers) {
    if (missed == null) {
      missedValidUntilTicks = told.validUntilTicks();
    }
    missed().addWhole(told, layers);
  }

  private Missed missed() {
    if (missed == null) {
      missed = begin.get();
    }
    return missed;
  }

  /**
   * Sends what was missed if the client can take it now. Returns false if it may not be sent any
   * more.
   */
  boolean catchUp() {
    if (missed == null || !channel.isWritable()) {
      return true;
    }
    boolean isValid = lane.clock().ticks() < missedValidUntilTicks;
    List<byte[]> frames = isValid ? missed.frames() : List.of();
    missed = null;
    frames.forEach(this::write);
    flush();
    return isValid;
  }

  /** What was missed will never be sent. */
  void forgetMissed() {
    missed = null;
  }

  /** Sends everything that was written. */
  void flush() {
    if (batch != null) {
      ByteBuf whole = batch;
      batch = null;
      lane.traffic().bytesOut.add(whole.readableBytes());
      lane.traffic().writes.increment();
      channel.writeAndFlush(whole, channel.voidPromise());
    }
  }

  /** Gives back what was written and cannot be sent. */
  void release() {
    if (batch != null) {
      batch.release();
      batch = null;
    }
  }
}
