package dev.roomkeeper.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrameScanTest {
  @Test
  void the_kind_of_a_frame_is_its_type_wherever_that_is() {
    assertThat(kind("{\"type\":\"message\",\"from\":\"a\",\"payload\":{}}"))
        .isEqualTo(FrameScan.Kind.MESSAGE);
    assertThat(kind("{\"epoch\":1,\"type\":\"patch\",\"changes\":{}}"))
        .isEqualTo(FrameScan.Kind.PATCH);
    assertThat(kind("{\"type\":\"ack\",\"seq\":1}")).isEqualTo(FrameScan.Kind.ACK);
    assertThat(kind("{\"type\":\"reject\",\"seq\":1}")).isEqualTo(FrameScan.Kind.REJECT);
    assertThat(kind("{\"type\":\"error\"}")).isEqualTo(FrameScan.Kind.ERROR);
    assertThat(kind("{\"type\":\"messages\"}")).isEqualTo(FrameScan.Kind.OTHER);
    assertThat(kind("{\"type\":\"pat")).isEqualTo(FrameScan.Kind.OTHER);
    assertThat(kind("")).isEqualTo(FrameScan.Kind.OTHER);
  }

  @Test
  void the_stamps_of_every_talk_are_found() {
    for (Talk talk : Talk.values()) {
      assertThat(stamps(talk.frame(3, 12_345_678, 9), talk))
          .as(talk.name())
          .containsExactly(12_345_678L);
    }
  }

  @Test
  void a_flushed_patch_holds_one_stamp_for_each_mover() {
    String frame =
        "{\"type\":\"patch\",\"epoch\":1,\"version\":9,\"changes\":{\"all\":{\"players\":{"
            + "\"u1\":{\"position\":{\"x\":17,\"y\":3}},\"u2\":{\"position\":{\"y\":4,\"x\":99999999}},"
            + "\"u3\":{\"position\":{\"x\":null}}}}}}";
    assertThat(stamps(frame, Talk.MOVE)).containsExactly(17L, 99_999_999L);
  }

  @Test
  void bytes_after_the_length_are_ignored() {
    byte[] data = "{\"type\":\"message\",\"payload\":{\"t\":12345}}{\"t\":7}".getBytes(UTF_8);
    List<Long> found = new ArrayList<>();
    int length = "{\"type\":\"message\",\"payload\":{\"t\":123".length();
    FrameScan.stamps(data, length, Talk.MESSAGE.marker(), found::add);
    assertThat(found).containsExactly(123L);
  }

  @Test
  void an_acks_number_is_read_and_a_missing_one_is_minus_one() {
    assertThat(seq("{\"type\":\"ack\",\"seq\":4711,\"epoch\":1}")).isEqualTo(4711);
    assertThat(seq("{\"type\":\"error\"}")).isEqualTo(-1);
    assertThat(seq("{\"seq\":")).isEqualTo(-1);
  }

  @Test
  void stamps_wrap_and_ages_come_out_right_across_the_wrap() {
    long due = 3 * Stamp.WRAP_MICROS - 10;
    assertThat(Stamp.of(due)).isEqualTo(Stamp.WRAP_MICROS - 10);
    assertThat(Stamp.ageMicros(due + 25, Stamp.of(due))).isEqualTo(25);
    assertThat(Stamp.ageMicros(due, Stamp.of(due))).isZero();
  }

  private static FrameScan.Kind kind(String frame) {
    byte[] data = frame.getBytes(UTF_8);
    return FrameScan.kind(data, data.length);
  }

  private static long seq(String frame) {
    byte[] data = frame.getBytes(UTF_8);
    return FrameScan.seq(data, data.length);
  }

  private static List<Long> stamps(String frame, Talk talk) {
    byte[] data = frame.getBytes(UTF_8);
    List<Long> found = new ArrayList<>();
    FrameScan.stamps(data, data.length, talk.marker(), found::add);
    return found;
  }
}
