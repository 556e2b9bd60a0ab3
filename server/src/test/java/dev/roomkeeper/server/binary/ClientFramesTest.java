package dev.roomkeeper.server.binary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What clients send in binary: read as published, and refused where it is none (P19). */
final class ClientFramesTest {
  private static final int BYTES_MAX = 64 << 10;

  private static JsonObject read(String hex) throws MalformedBinary {
    return new ClientFrames(BYTES_MAX).read(HexFormat.of().parseHex(hex));
  }

  private static List<JsonObject> vectors() throws IOException {
    List<JsonObject> frames = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("../docs/vectors/client.json"))) {
      if (line.startsWith("{\"hex\"")) { // one frame a line
        String frame = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
        frames.add(JsonCodec.readOwn(frame.getBytes(UTF_8)));
      }
    }
    return frames;
  }

  private static byte[] bytes(JsonObject vector) {
    return HexFormat.of().parseHex(Objects.requireNonNull(vector.text("hex")));
  }

  @Test
  void the_published_frames_are_read() throws Exception {
    ClientFrames frames = new ClientFrames(BYTES_MAX);
    for (JsonObject vector : vectors()) {
      assertThat(frames.read(bytes(vector))).isEqualTo(vector.get("json"));
    }
    assertThat(vectors()).hasSizeGreaterThan(10);
  }

  // In what follows 02 is a command, 02 61 is the string "a", 00 says that it has no seq.

  @Test
  void P19_a_key_twice_is_refused() {
    assertThat(catching("020261 00 08 0261 09 03 02 02")).contains("twice");
    assertThat(catching("020261 00 1d 01 09 0261 0278 02 0278 02".replace(" ", ""))).isNotEmpty();
  }

  @Test
  void P19_a_number_that_is_not_finite_is_refused() {
    assertThat(catching("020261 00 03 0262 18 7ff0000000000000")).contains("finite");
  }

  @Test
  void P19_a_null_in_an_array_is_refused() {
    assertThat(catching("020261 00 03 0262 0d 00")).contains("null");
  }

  @Test
  void P19_what_is_no_utf8_is_refused() {
    assertThat(catching("020261 00 03 0262 14 ff")).contains("UTF-8");
  }

  @Test
  void P19_nesting_over_32_is_refused() {
    assertThat(catching("01 0261 " + "0d".repeat(40) + "02")).contains("nested");
    assertThat(catching("020261 00 " + "05 0262 ".repeat(40) + "03 0262 02")).contains("nested");
  }

  @Test
  void a_count_that_is_only_claimed_takes_nothing() {
    assertThat(catching("01 0261 fdffffffffffff0f")).contains("more is announced");
    assertThat(catching("020261 00 a7ffffffffff03 03 0262 02")).contains("more is announced");
    assertThat(catching("01 0261 e4ffffffffffff0f")).contains("more is announced");
  }

  /** A string that is named again and again is small in binary, and large as what it stands for. */
  @Test
  void P19_what_is_over_64_KiB_as_JSON_is_refused_however_small_it_came() throws Exception {
    ByteWriter out = new ByteWriter();
    out.oneByte(ClientFrames.MESSAGE).string("say");
    List<Json> items = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      items.add(Json.of("x".repeat(1_000)));
    }
    new ChangeWriter(out).value(new Json.Arr(items));
    byte[] bytes = out.toBytes();
    assertThat(bytes).hasSizeLessThan(4_000);
    assertThatThrownBy(() -> new ClientFrames(BYTES_MAX).read(bytes))
        .isInstanceOfSatisfying(
            MalformedBinary.class, malformed -> assertThat(malformed.isTooLarge()).isTrue());
  }

  @Test
  void forms_are_kept_within_bounds() throws Exception {
    ClientFrames frames = new ClientFrames(BYTES_MAX);
    for (int i = 0; i < ClientFrames.FORMS_MAX; i++) {
      frames.read(HexFormat.of().parseHex("03026103" + "01".repeat(1)));
    }
    assertThatThrownBy(() -> frames.read(HexFormat.of().parseHex("0302610301")))
        .hasMessageContaining("forms");
    assertThatThrownBy(() -> new ClientFrames(BYTES_MAX).read(HexFormat.of().parseHex("40")))
        .isInstanceOf(MalformedBinary.class);
  }

  private static String catching(String spaced) {
    try {
      return "read: " + read(spaced.replace(" ", ""));
    } catch (MalformedBinary e) {
      return String.valueOf(e.getMessage());
    }
  }

  /**
   * Frames that are broken by chance: each is read as something within bounds or refused as
   * malformed, and nothing else happens. {@code -Dfuzz.frames=1000000} for more.
   */
  @Test
  void P19_no_bytes_do_anything_but_be_read_or_refused() throws Exception {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    int count = Integer.getInteger("fuzz.frames", 50_000);
    Random random = new Random(seed);
    List<byte[]> good = new ArrayList<>();
    for (JsonObject vector : vectors()) {
      good.add(bytes(vector));
    }
    ClientFrames frames = new ClientFrames(BYTES_MAX);
    int read = 0;
    for (int i = 0; i < count; i++) {
      if (i % 50 == 0) {
        frames = new ClientFrames(BYTES_MAX);
      }
      byte[] bytes = broken(good.get(random.nextInt(good.size())), random);
      try {
        JsonObject frame = frames.read(bytes);
        assertThat(frame.depth()).isLessThanOrEqualTo(JsonCodec.DEPTH_MAX);
        assertThat(frame.text("type")).isNotNull();
        if (i % 100 == 0) {
          assertThat(JsonCodec.readObject(JsonCodec.write(frame))).isEqualTo(frame);
        }
        read++;
      } catch (MalformedBinary e) {
        assertThat(e.getMessage()).isNotNull();
      } catch (RuntimeException | JsonCodec.MalformedJson | StackOverflowError e) {
        throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(bytes), e);
      }
    }
    assertThat(read).as("of %s, with seed %s", count, seed).isPositive().isLessThan(count);
  }

  private static byte[] broken(byte[] good, Random random) {
    byte[] bytes = Arrays.copyOf(good, good.length + random.nextInt(3));
    switch (random.nextInt(4)) {
      case 0 -> random.nextBytes(bytes);
      case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      default -> {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
    }
    return bytes;
  }
}
