package dev.roomkeeper.server.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestClient.Frame;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.kit.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P19: whatever comes in is answered, and harms nobody else. */
@Timeout(120)
final class BadFramesTest {
  @TempDir static Path data;
  static TestServer server;
  static User ann;
  static User bob;
  static String room;
  static String elsewhere;

  /** In the same room, and in another. */
  static TestClient neighbour;

  static TestClient stranger;
  TestClient a;

  @BeforeAll
  static void start() {
    // Who broke the protocol can't say that it is done with it: no long wait for that.
    server =
        TestServer.start(
            data, TestServer.GENEROUS, new Gateway.Timings(10_000, 15_000, 30_000, 100));
    ann = server.guest("Ann");
    bob = server.guest("Bob");
    room = server.room(ann, "lobby", "{}");
    elsewhere = server.room(ann, "cardtable", "{}");
    neighbour = TestClient.join(server, bob, room);
    stranger = TestClient.join(server, bob, elsewhere);
  }

  @AfterAll
  static void stop() {
    neighbour.close();
    stranger.close();
    server.close();
  }

  @BeforeEach
  void join() {
    // In JSON, whatever the other two speak: most of this is malformed as JSON alone.
    a =
        TestClient.open(
            server, ann, room, opening -> opening.withSubprotocols(List.of("roomkeeper.v1.json")));
    a.join("{}");
  }

  @AfterEach
  void nobodyElseIsDisturbed() {
    a.close();
    assertThat(neighbour.ask("board", "{\"n\":{\"x\":1}}").type()).isEqualTo("ack");
    assertThat(stranger.ask("player", "{\"metadata\":{\"m\":1}}").type()).isEqualTo("ack");
    assertThat(stranger.frames()).extracting(Frame::type).doesNotContain("error");
    assertThat(neighbour.frames()).extracting(Frame::type).doesNotContain("error");
  }

  private static String nested(int levels) {
    // The frame and its payload are two.
    return "{\"type\":\"board\",\"seq\":1,\"payload\":"
        + "{\"a\":".repeat(levels - 1)
        + "1"
        + "}".repeat(levels - 1)
        + "}";
  }

  private static String ofBytes(int bytes) {
    String head = "{\"type\":\"board\",\"seq\":1,\"payload\":{\"o\":{\"t\":\"";
    String tail = "\"}}}";
    return head + "x".repeat(bytes - head.length() - tail.length()) + tail;
  }

  static Stream<Arguments> malformed() {
    String bad = "BAD_REQUEST";
    return Stream.of(
        Arguments.of("nothing", "", bad),
        Arguments.of("words", "hello", bad),
        Arguments.of("an array", "[]", bad),
        Arguments.of("a number", "7", bad),
        Arguments.of("null", "null", bad),
        Arguments.of("half an object", "{\"type\":\"board\"", bad),
        Arguments.of("two objects", "{\"type\":\"player\"}{\"type\":\"player\"}", bad),
        Arguments.of("a comma too many", "{\"type\":\"player\",}", bad),
        Arguments.of("single quotes", "{'type':'player'}", bad),
        Arguments.of("a comment", "{/* hi */\"type\":\"player\"}", bad),
        Arguments.of("a byte order mark", "\uFEFF{\"type\":7}", bad),
        Arguments.of("no type", "{\"payload\":{}}", bad),
        Arguments.of("a number as type", "{\"type\":7}", bad),
        Arguments.of("an empty type", "{\"type\":\"\"}", bad),
        Arguments.of("a long type", "{\"type\":\"" + "t".repeat(65) + "\"}", bad),
        Arguments.of("an array as payload", "{\"type\":\"join\",\"payload\":[]}", bad),
        Arguments.of("seq 0", "{\"type\":\"board\",\"seq\":0,\"payload\":{}}", bad),
        Arguments.of("seq -1", "{\"type\":\"board\",\"seq\":-1,\"payload\":{}}", bad),
        Arguments.of("seq 1.5", "{\"type\":\"board\",\"seq\":1.5,\"payload\":{}}", bad),
        Arguments.of("seq as text", "{\"type\":\"board\",\"seq\":\"1\",\"payload\":{}}", bad),
        Arguments.of("seq null", "{\"type\":\"board\",\"seq\":null,\"payload\":{}}", bad),
        Arguments.of("seq 2^53", "{\"type\":\"board\",\"seq\":9007199254740992}", bad),
        Arguments.of("seq 1e300", "{\"type\":\"board\",\"seq\":1e300}", bad),
        Arguments.of("1e999", "{\"type\":\"board\",\"seq\":1,\"payload\":{\"a\":1e999}}", bad),
        Arguments.of("-1e999", "{\"type\":\"board\",\"seq\":1,\"payload\":{\"a\":-1e999}}", bad),
        Arguments.of("NaN", "{\"type\":\"board\",\"seq\":1,\"payload\":{\"a\":NaN}}", bad),
        Arguments.of("Infinity", "{\"type\":\"board\",\"payload\":{\"a\":Infinity}}", bad),
        Arguments.of("01", "{\"type\":\"board\",\"seq\":1,\"payload\":{\"a\":01}}", bad),
        Arguments.of("a long number", "{\"type\":\"x\",\"a\":" + "1".repeat(5_000) + "}", bad),
        Arguments.of("a big exponent", "{\"type\":\"x\",\"a\":1e99999999999}", bad),
        Arguments.of("a key twice", "{\"type\":\"board\",\"payload\":{\"a\":1,\"a\":2}}", bad),
        Arguments.of("type twice", "{\"type\":\"board\",\"type\":\"player\"}", bad),
        Arguments.of("null in an array", "{\"type\":\"board\",\"payload\":{\"a\":[null]}}", bad),
        Arguments.of("33 levels", nested(33), bad),
        Arguments.of("3000 levels", nested(3_000), bad),
        Arguments.of("33 levels of arrays", "{\"type\":\"x\",\"a\":" + "[".repeat(9_000), bad),
        Arguments.of(
            "half a pair as key", "{\"type\":\"board\",\"payload\":{\"\\ud83d\":{\"x\":1}}}", bad),
        Arguments.of("65537 bytes", ofBytes(65_537), "TOO_LARGE"),
        Arguments.of("200000 bytes", ofBytes(200_000), "TOO_LARGE"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void P19_a_malformed_frame_is_an_error_that_says_what_was_wrong(
      String what, String frame, String code) {
    a.send(frame);
    Frame error = a.next("error");
    assertThat(error.code()).as(what).isEqualTo(code);
    assertThat(error.json().path("message").asString()).isNotBlank();
    assertThat(error.size()).isLessThan(300);
    assertThat(a.ask("player", "{\"metadata\":{\"still\":\"here\"}}").type()).isEqualTo("ack");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("an unknown command", "dance", "{}", "UNKNOWN_COMMAND"),
        Arguments.of("a wrong payload", "board", "[]", "BAD_REQUEST"),
        Arguments.of("null as payload", "board", "null", "BAD_REQUEST"),
        Arguments.of("text as payload", "board", "\"x\"", "BAD_REQUEST"),
        Arguments.of("a wrong field", "player", "{\"metadata\":7}", "BAD_REQUEST"),
        Arguments.of("an unknown field", "player", "{\"metdata\":{}}", "BAD_REQUEST"),
        Arguments.of("a wrong number", "move", "{\"x\":\"1\"}", "BAD_REQUEST"),
        Arguments.of("nothing to say", "message", "{}", "BAD_REQUEST"),
        Arguments.of("nothing to drag", "drag", "{}", "BAD_REQUEST"),
        Arguments.of("a wrong passphrase", "passphrase", "{\"passphrase\":7}", "BAD_REQUEST"),
        Arguments.of("no passphrase", "passphrase", "{\"passphrase\":\"\"}", "BAD_REQUEST"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void P19_a_command_that_is_wrong_is_a_reject_with_its_number(
      String what, String type, String payload, String code) {
    Frame reject = a.ask(type, payload);
    assertThat(reject.type()).as(what).isEqualTo("reject");
    assertThat(reject.code()).as(reject.text()).isEqualTo(code);
    assertThat(reject.json().path("message").asString()).isNotBlank();
  }

  @Test
  void P19_binary_is_no_json() {
    a.sendRaw(Wire.frame(Wire.BINARY, "{\"type\":\"player\"}".getBytes(UTF_8)));
    assertThat(a.next("error").code()).isEqualTo("BAD_REQUEST");
    assertThat(a.ask("player", "{}").type()).isEqualTo("ack");
  }

  @Test
  void P19_what_is_just_within_the_limits_is_taken() {
    a.send(ofBytes(65_536));
    assertThat(a.answer(1).type()).isEqualTo("ack");
    a.send(nested(32).replace("\"seq\":1", "\"seq\":2"));
    assertThat(a.answer(2).json().path("code").asString("")).isNotEqualTo("BAD_REQUEST");
    a.command(3, "board", "{\"o\":null,\"a\":null}");
    assertThat(a.answer(3).type()).isEqualTo("ack");
    a.command(4, "board", "{\"emoji\":{\"\uD83D\uDE00\":\"\uD83D\uDE00\\ud83d\\ude00\"}}");
    assertThat(a.answer(4).type()).isEqualTo("ack");
    neighbour.awaitView(
        view -> view.at("/board/emoji/\uD83D\uDE00").asString().equals("\uD83D\uDE00\uD83D\uDE00"),
        "the faces");
  }

  @Test
  void P19_half_a_surrogate_pair_is_no_text() {
    a.command(1, "board", "{\"half\":{\"t\":\"\\ud83d\"}}");
    assertThat(a.next("error").text()).contains("surrogate");
    a.command(2, "board", "{\"half\\ude00\":{}}");
    assertThat(a.next("error").text()).contains("BAD_REQUEST");
    a.command(3, "board", "{\"n\":{\"x\":3}}");
    assertThat(a.answer(3).type()).isEqualTo("ack");
  }

  @Test
  void P19_three_malformed_frames_in_a_row_close_it() {
    for (int i = 0; i < 3; i++) {
      a.send("{");
      a.send("{");
      a.ask("player", "{}"); // in between, so it is not in a row
    }
    a.send("{");
    a.sendRaw(Wire.frame(Wire.BINARY, new byte[3]));
    a.send(ofBytes(70_000));
    assertThat(a.awaitClose().code()).isEqualTo(4400);
    assertThat(a.frames("error")).hasSize(9);
  }

  @Test
  void P19_a_message_in_fragments_is_read_as_one_and_a_long_one_is_too_large() {
    byte[] text = "{\"type\":\"player\",\"seq\":1}".getBytes(UTF_8);
    for (int i = 0; i < text.length; i++) {
      int opcode = i == 0 ? Wire.TEXT : Wire.CONTINUATION;
      int last = i == text.length - 1 ? 0x80 : 0;
      a.sendRaw(Wire.frame(last | opcode, true, new byte[] {text[i]}));
    }
    assertThat(a.answer(1).type()).isEqualTo("ack");
    byte[] part = " ".repeat(50_000).getBytes(UTF_8);
    a.sendRaw(Wire.frame(Wire.TEXT, true, part));
    a.sendRaw(Wire.frame(0x80 | Wire.CONTINUATION, true, part));
    assertThat(a.next("error").code()).isEqualTo("TOO_LARGE");
  }

  static Stream<Arguments> againstRfc6455() {
    byte[] some = "{\"type\":\"player\"}".getBytes(UTF_8);
    return Stream.of(
        Arguments.of("unmasked", Wire.frame(0x81, false, some), 4400),
        Arguments.of("reserved bit", Wire.frame(0xC1, true, some), 4400),
        Arguments.of("reserved opcode", Wire.frame(0x83, true, some), 4400),
        Arguments.of("reserved control opcode", Wire.frame(0x8B, true, some), 4400),
        Arguments.of("fragmented ping", Wire.frame(0x09, true, new byte[1]), 4400),
        Arguments.of("ping of 126 bytes", Wire.frame(0x89, true, new byte[126]), 4400),
        Arguments.of("end without a beginning", Wire.frame(0x80, true, some), 4400),
        Arguments.of("close of one byte", Wire.frame(0x88, true, new byte[1]), 4400),
        Arguments.of("close with 999", Wire.frame(0x88, true, new byte[] {3, (byte) 231}), 4400),
        Arguments.of("close with 10880", Wire.frame(0x88, true, new byte[] {42, -128}), 4400),
        Arguments.of(
            "invalid UTF-8", Wire.frame(0x81, true, new byte[] {'{', (byte) 0xC3, '"'}), 4400),
        Arguments.of(
            "surrogates in UTF-8",
            Wire.frame(0x81, true, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}),
            4400),
        Arguments.of("300 KiB", Wire.text("x".repeat(300 << 10)), 4413));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("againstRfc6455")
  void P19_what_breaks_the_websocket_protocol_closes_it(String what, byte[] bytes, int code) {
    a.sendRaw(bytes);
    TestClient.Closed closed = a.awaitClose();
    assertThat(closed.code()).as(what).isEqualTo(code);
    assertThat(closed.reason()).isNotBlank();
  }

  @Test
  void P19_more_than_256_kib_in_fragments_close_it() {
    byte[] part = " ".repeat(60_000).getBytes(UTF_8);
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    parts.writeBytes(Wire.frame(Wire.TEXT, true, part));
    for (int i = 0;
        i < 4;
        i++) { // The last one passes the bound: a further one would meet the end.
      parts.writeBytes(Wire.frame(Wire.CONTINUATION, true, part));
    }
    a.sendRaw(parts.toByteArray());
    assertThat(a.awaitClose().code()).isEqualTo(4413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0003\u00e8bye"})
  void P19_a_close_is_answered_with_the_same(String payload) {
    byte[] bytes = payload.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    a.sendRaw(Wire.frame(Wire.CLOSE, bytes));
    assertThat(a.awaitClose().code()).isEqualTo(bytes.length == 0 ? 1005 : 1000);
  }

  /** The long fuzz is the bench's; this one keeps the rule in every run. */
  @Test
  void P19_random_and_mutated_frames_end_nobody_else() {
    long seed = System.nanoTime();
    System.out.println("P19 seed " + seed);
    Random random = new Random(seed);
    String[] good = {
      "{\"type\":\"board\",\"seq\":3,\"payload\":{\"o\":{\"x\":1.5e3,\"y\":[1,\"a\"],\"z\":null}}}",
      "{\"type\":\"drag\",\"payload\":{\"objectId\":\"o\",\"x\":120,\"y\":-7}}",
      "{\"type\":\"join\",\"payload\":{\"name\":\"\\u00e4\",\"resume\":{\"session\":\"s\",\"epoch\":1,"
          + "\"version\":2}}}",
      "{\"type\":\"player\",\"payload\":{\"metadata\":{\"__proto__\":{\"a\":true}},\"tray\":{}}}",
      "{\"type\":\"passphrase\",\"payload\":{\"passphrase\":7}}",
      "{\"type\":\"auth\",\"payload\":{\"token\":\"x\"}}",
    };
    String elsewhereHere = server.room(ann, "lobby", "{}");
    int closes = 0;
    TestClient fuzzer = TestClient.join(server, ann, elsewhereHere);
    for (int i = 0; i < 1_500; i++) {
      byte[] payload = good[random.nextInt(good.length)].getBytes(UTF_8);
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        payload[random.nextInt(payload.length)] = (byte) (32 + random.nextInt(96));
      }
      byte[] frame = Wire.frame(Wire.TEXT, payload);
      if (random.nextInt(200) == 0) {
        random.nextBytes(frame);
        frame[0] &= 0x77; // no close frame, whose code would come back
        frame = java.util.Arrays.copyOf(frame, frame.length + 300_000); // no half frame stays
      }
      try {
        fuzzer.sendRaw(frame);
      } catch (java.io.UncheckedIOException e) {
        assertThat(fuzzer.awaitClose()).isNotNull();
      }
      if (i % 5 == 4 && !fuzzer.isAnswering()) {
        assertThat(fuzzer.awaitClose().code()).isIn(4400, 4413, 1000, 1005, 1006);
        closes++;
        fuzzer = TestClient.open(server, ann, elsewhereHere);
        fuzzer.join("{}");
      }
    }
    fuzzer.close();
    assertThat(closes).isPositive();
    try (TestClient after = TestClient.join(server, ann, elsewhereHere)) {
      assertThat(after.ask("board", "{\"after\":{\"x\":1}}").type()).isEqualTo("ack");
    }
  }
}
