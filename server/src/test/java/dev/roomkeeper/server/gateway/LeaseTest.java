package dev.roomkeeper.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.Profiles;
import dev.roomkeeper.server.kit.LocalHub;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.web.Front;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose lease has ended sends nothing more of the room: it may be another's by now. */
final class LeaseTest {
  private static final long LEASE_END = 5_000;
  private static final RoomRecord ROOM =
      new RoomRecord("r", "lobby", "Room", JsonObject.EMPTY, "u_1", 1);

  @TempDir Path folder;
  private final AtomicLong ticks = new AtomicLong(1_000);
  private LocalHub local;
  private Connection connection;
  private EmbeddedChannel channel;

  @BeforeEach
  void connect() {
    local = new LocalHub(folder, new LocalHub.Parts());
    Clock clock = OutboxTest.clock(ticks);
    Limits limits = new Limits(Limits.Numbers.DEFAULT, clock::ticks);
    Gateway gateway =
        new Gateway(
            local.hub(),
            new Gateway.Visitors(
                (_, _) -> Profiles.Profile.UNKNOWN, _ -> Verification.Refusal.MISSING, limits),
            new Gateway.Nodes(
                Cluster.ALONE,
                new Link(new byte[Link.KEY_BYTES], InstantSource.system(), "127.0.0.1:1")),
            Front.DIRECT,
            Gateway.Timings.DEFAULT,
            clock,
            Runnable::run);
    channel = new EmbeddedChannel();
    Lane lane = new Lane(channel.eventLoop(), clock, new Lane.Traffic());
    connection =
        new Connection(
            1,
            lane,
            gateway,
            Objects.requireNonNull(limits.admit("127.0.0.1")),
            null,
            self -> new NativeDialect(self, ROOM.id(), false));
    channel.pipeline().addLast(connection);
  }

  @AfterEach
  void stop() {
    channel.finishAndReleaseAll();
    local.close();
  }

  private void deliver() {
    connection.deliver(ROOM, OutboxTest.flushUntil(LEASE_END), null);
  }

  /** The code of the close frame that was sent; 0 if none was. */
  private int closedWith() {
    ByteBuf bytes = channel.readOutbound();
    if (bytes == null) {
      return 0;
    }
    try {
      assertThat(bytes.getByte(0)).isEqualTo((byte) 0x88);
      return bytes.getUnsignedShort(2);
    } finally {
      bytes.release();
    }
  }

  @Test
  void a_flush_within_the_lease_is_delivered() {
    ticks.set(LEASE_END - 1);
    deliver();
    assertThat(connection.isClosing()).isFalse();
  }

  @Test
  void a_flush_past_the_end_of_the_lease_closes_the_connection_as_moving() {
    ticks.set(LEASE_END);
    deliver();
    assertThat(closedWith()).isEqualTo(4503);
    assertThat(connection.isClosing()).isTrue();
  }
}
