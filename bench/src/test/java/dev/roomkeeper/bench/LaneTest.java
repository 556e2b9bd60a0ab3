package dev.roomkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class LaneTest {
  private final Lane lane = new Lane(new DefaultEventLoop(), Talk.MESSAGE.marker());

  @Test
  void percentiles_are_those_of_the_values() {
    Histogram histogram = Lane.histogram();
    for (int i = 1; i <= 1000; i++) {
      histogram.recordValue(i);
    }
    assertThat(Percentiles.of(histogram))
        .isEqualTo(new Percentiles(1000, 500, 900, 990, 999, 1000));
  }

  @Test
  void
      only_messages_that_were_due_in_the_measured_time_count_in_the_histograms_but_all_are_counted() {
    lane.measure(1000, 2000);
    lane.arrivedMicros = 2500;
    lane.onStamp.accept(999);
    lane.onStamp.accept(1000);
    lane.onStamp.accept(1999);
    lane.onStamp.accept(2000);
    assertThat(lane.latencyMicros.getTotalCount()).isEqualTo(2);
    assertThat(lane.latencyMicros.getMinValue()).isEqualTo(501);
    assertThat(lane.counts().stamps).isEqualTo(4);
  }

  @Test
  void an_ack_is_timed_from_when_its_command_was_due() {
    lane.measure(0, 2000);
    lane.arrivedMicros = 1700;
    lane.acked(1200);
    assertThat(lane.ackMicros.getMaxValue()).isEqualTo(500);
    assertThat(lane.counts().acks).isEqualTo(1);
  }

  @Test
  void the_first_trouble_is_kept() {
    lane.refused("one");
    lane.closed("two");
    assertThat(lane.trouble()).isEqualTo("refused: one");
    assertThat(lane.counts().refusals + lane.counts().closes).isEqualTo(2);
  }
}
