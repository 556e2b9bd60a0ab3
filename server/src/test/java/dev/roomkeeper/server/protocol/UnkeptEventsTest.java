package dev.roomkeeper.server.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What two browsers tell each other to set up a call, and what is whispered, is on no disk. */
@Timeout(120)
final class UnkeptEventsTest {
  private static final String SIGNAL = "mark-of-a-signal-5821";
  private static final String WHISPER = "mark-of-a-whisper-9034";
  private static final String LINE = "mark-of-a-line-of-chat-1177";

  @TempDir Path data;

  @Test
  void P17_signals_and_whispers_arrive_in_order_and_are_never_journaled() throws IOException {
    try (TestServer server = TestServer.start(data)) {
      User ann = server.guest("Ann");
      User bob = server.guest("Bob");
      String room = server.room(ann, "space", "{width:40,height:40}");
      try (TestClient a = TestClient.join(server, ann, room);
          TestClient b = TestClient.join(server, bob, room)) {
        a.awaitView(view -> view.at("/near/" + bob.id()).asBoolean(), "Bob is near");
        for (int i = 0; i < 3; i++) {
          String data =
              "{\"to\":\"" + bob.id() + "\",\"data\":{\"sdp\":\"" + SIGNAL + "\",\"n\":" + i + "}}";
          assertThat(a.ask("signal", data).type()).isEqualTo("ack");
          assertThat(a.ask("bubble-message", "{\"message\":\"" + WHISPER + i + "\"}").type())
              .isEqualTo("ack");
        }
        assertThat(a.ask("chat-message", "{\"message\":\"" + LINE + "\"}").type()).isEqualTo("ack");
        for (int i = 0; i < 3; i++) {
          assertThat(b.next("signal").payload().at("/data/n").asInt()).isEqualTo(i);
          assertThat(b.next("bubble-message").payload().path("message").asString())
              .isEqualTo(WHISPER + i);
        }
        assertThat(found(SIGNAL)).isEmpty(); // also in the write-ahead log
        assertThat(found(WHISPER)).isEmpty();
      }
    }
    assertThat(found(LINE)).as("the search finds what is kept").isNotEmpty();
    assertThat(found(SIGNAL)).isEmpty();
    assertThat(found(WHISPER)).isEmpty();
  }

  @Test
  void P15_a_signal_that_is_sent_again_takes_effect_once() {
    try (TestServer server = TestServer.start(data)) {
      User ann = server.guest("Ann");
      User bob = server.guest("Bob");
      String room = server.room(ann, "space", "{width:40,height:40}");
      try (TestClient a = TestClient.join(server, ann, room);
          TestClient b = TestClient.join(server, bob, room)) {
        a.awaitView(view -> view.at("/near/" + bob.id()).asBoolean(), "Bob is near");
        String signal = "{\"to\":\"" + bob.id() + "\",\"data\":{}}";
        long seq = a.command("signal", signal);
        assertThat(a.answer(seq).type()).isEqualTo("ack");
        a.command(seq, "signal", signal);
        assertThat(a.answer(seq).type()).isEqualTo("ack");
        assertThat(a.ask("chat-message", "{\"message\":\"after\"}").type()).isEqualTo("ack");
        b.awaitView(view -> view.at("/chat").size() == 1, "the line after it");
        assertThat(b.frames("signal")).hasSize(1);
      }
    }
  }

  /** The files of the data folder with these bytes in them. */
  private List<Path> found(String mark) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).filter(file -> has(file, mark)).toList();
    }
  }

  private static boolean has(Path file, String mark) {
    try {
      return Files.readString(file, ISO_8859_1).contains(mark);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
