package dev.roomkeeper.server.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.server.hub.Clock;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client too slow for the stream is sent later, and until when it may be. */
final class OutboxTest {
  private static final Set<String> HELD = Set.of("all");
  private static final long LEASE_END = 5_000;

  private final AtomicLong ticks = new AtomicLong(1_000);
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Lane lane = new Lane(channel.eventLoop(), clock(ticks), new Lane.Traffic());
  private final Outbox outbox =
      new Outbox(lane, channel, () -> new Conflation(Wire.JSON, new Standing()));

  static Clock clock(AtomicLong ticks) {
    return new Clock() {
      @Override
      public long nowMillis() {
        return 0;
      }

      @Override
      public long ticks() {
        return ticks.get();
      }
    };
  }

  /** One in which nothing but the version is told. */
  static FlushFrames flushUntil(long validUntilTicks) {
    return new FlushFrames(
        new Flush(
            1,
            7,
            Change.set("all", null, JsonObject.EMPTY),
            List.of(),
            Map.of(),
            validUntilTicks,
            new Layers(JsonObject.EMPTY),
            Flush.Reach.HERE));
  }

  @AfterEach
  void close() {
    outbox.release();
    channel.finishAndReleaseAll();
  }

  private void canWrite(boolean can) {
    var buffer = channel.unsafe().outboundBuffer();
    assertThat(buffer).isNotNull();
    buffer.setUserDefinedWritability(1, can);
  }

  private String sent() {
    StringBuilder all = new StringBuilder();
    for (Object each; (each = channel.readOutbound()) != null; ) {
      ByteBuf bytes = (ByteBuf) each;
      all.append(bytes.toString(UTF_8));
      bytes.release();
    }
    return all.toString();
  }

  private void missOneUntil(long validUntilTicks) {
    canWrite(false);
    assertThat(outbox.isWritable()).isFalse();
    assertThat(outbox.miss(flushUntil(validUntilTicks), HELD, HELD, null)).isTrue();
    assertThat(sent()).isEmpty();
    canWrite(true);
  }

  @Test
  void what_was_missed_is_sent_once_the_client_can_take_it() {
    missOneUntil(LEASE_END);
    ticks.set(LEASE_END - 1);
    assertThat(outbox.catchUp()).isTrue();
    assertThat(sent()).contains("\"patch\"");
    assertThat(outbox.isWritable()).isTrue();
  }

  @Test
  void what_was_missed_is_not_sent_past_the_end_of_the_lease() {
    missOneUntil(LEASE_END);
    ticks.set(LEASE_END);
    assertThat(outbox.catchUp()).isFalse();
    assertThat(sent()).isEmpty();
  }

  @Test
  void the_lease_of_the_newest_flush_counts() {
    missOneUntil(LEASE_END);
    canWrite(false);
    outbox.miss(flushUntil(2 * LEASE_END), HELD, HELD, null);
    canWrite(true);
    ticks.set(LEASE_END);
    assertThat(outbox.catchUp()).isTrue();
    assertThat(sent()).contains("\"patch\"");
  }

  @Test
  void an_answer_alone_has_no_end_and_comes_behind_what_was_missed() {
    canWrite(false);
    assertThat(outbox.say("first".getBytes(UTF_8))).isTrue();
    canWrite(true);
    ticks.set(Long.MAX_VALUE - 1);
    assertThat(outbox.say("second".getBytes(UTF_8))).as("not before the first").isTrue();
    assertThat(sent()).isEmpty();
    assertThat(outbox.catchUp()).isTrue();
    assertThat(sent()).isEqualTo("firstsecond");
  }

  @Test
  void what_was_missed_is_never_sent_where_it_is_forgotten() {
    missOneUntil(LEASE_END);
    outbox.forgetMissed();
    assertThat(outbox.catchUp()).isTrue();
    assertThat(sent()).isEmpty();
  }
}
