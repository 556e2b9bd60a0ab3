package dev.roomkeeper.server.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.Patch;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.json.JsonCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How often a flush is encoded, and what a connection that fell behind is sent. */
final class FlushFramesTest {
  private static JsonObject json(String text) {
    return JsonCodec.readOwn(text.replace('\'', '"').getBytes(UTF_8));
  }

  private static Flush flushOf(
      JsonObject before, long version, String patchByLayer, Event... events) {
    Change.Nested change = Change.of(new Document(before), new Patch(json(patchByLayer)));
    return new Flush(
        1,
        version,
        change,
        Arrays.stream(events).map(event -> new Flush.Told(version, event)).toList(),
        Map.of(),
        Long.MAX_VALUE,
        new Layers(before).apply(change),
        Flush.Reach.HERE);
  }

  /** A room in which every layer is there, so that changes in it are changes inside. */
  private static final JsonObject ROOM =
      json(
          "{'all':{'a':1},'member:m1':{'a':1},'member:m2':{'a':1},'role:dm':{'a':1},'live:all':{'a':1}}");

  private static String payload(byte[] frame) {
    int header = (frame[1] & 0x7F) < 126 ? 2 : (frame[1] & 0x7F) == 126 ? 4 : 10;
    return new String(Arrays.copyOfRange(frame, header, frame.length), UTF_8);
  }

  // --- Encoded once ---

  @Test
  void each_layers_change_is_encoded_once_however_many_receive_it() {
    FlushFrames frames =
        new FlushFrames(
            flushOf(
                ROOM,
                7,
                "{'all':{'b':2},'member:m1':{'b':2},'member:m2':{'b':2},'role:dm':{'b':2},"
                    + "'live:all':{'x':1}}",
                new Event("all", "message", "m1", json("{'t':1}"))));
    List<byte[]> patches = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Set<String> held = Set.of("all", "live:all", "member:m" + i);
      patches.add(frames.in(Wire.JSON).patch(held, false));
      assertThat(frames.in(Wire.JSON).events(held, null)).hasSize(1);
    }
    assertThat(frames.in(Wire.JSON).patch(Set.of("all", "live:all", "role:dm", "member:m1"), false))
        .isNotNull();

    // Five layers, one of them live, and one event.
    assertThat(frames.in(Wire.JSON).encoded()).isEqualTo(6);
    assertThat(patches.stream().map(System::identityHashCode).distinct())
        .as("frames: one with m1's layer, one with m2's, one for all others")
        .hasSize(3);
  }

  @Test
  void a_change_of_one_layer_is_one_frame_for_all_and_none_for_who_does_not_hold_it() {
    FlushFrames frames = new FlushFrames(flushOf(ROOM, 7, "{'role:dm':{'b':2}}"));
    byte[] patch = frames.in(Wire.JSON).patch(Set.of("all", "role:dm"), false);
    assertThat(frames.in(Wire.JSON).patch(Set.of("all", "role:dm", "member:x"), false))
        .isSameAs(patch);
    assertThat(frames.in(Wire.JSON).patch(Set.of("all", "member:x"), false)).isNull();
    assertThat(frames.in(Wire.JSON).encoded()).isEqualTo(1);
    assertThat(payload(Objects.requireNonNull(patch)))
        .isEqualTo(
            "{\"type\":\"patch\",\"epoch\":1,\"version\":7,\"changes\":{\"role:dm\":{\"b\":2}}}");
  }

  @Test
  void with_the_last_flush_everybody_is_told_the_version() {
    Layers room = new Layers(ROOM);
    Flush last = new Flush(1, 9, Change.NONE, List.of(), Map.of(), 1, room, Flush.Reach.LAST);
    assertThat(
            payload(
                Objects.requireNonNull(
                    new FlushFrames(last).in(Wire.JSON).patch(Set.of("all"), false))))
        .isEqualTo("{\"type\":\"patch\",\"epoch\":1,\"version\":9}");
  }

  @Test
  void who_gains_and_loses_layers_gets_that_in_the_same_frame() {
    FlushFrames frames = new FlushFrames(flushOf(ROOM, 7, "{'all':{'b':2},'role:dm':{'b':2}}"));
    Flush.Personal move =
        new Flush.Personal(
            null,
            Map.of("role:dm", new Document(json("{'a':1,'b':2}"))),
            Map.of("cell:0,0", new Document(json("{'c':1}"))),
            List.of(),
            List.of());
    assertThat(payload(frames.in(Wire.JSON).patch(Set.of("all"), move, false)))
        .isEqualTo(
            "{\"type\":\"patch\",\"epoch\":1,\"version\":7,\"changes\":{\"all\":{\"b\":2}},"
                + "\"enter\":{\"role:dm\":{\"a\":1,\"b\":2}},\"leave\":[\"cell:0,0\"]}");
  }

  // --- Conflated (P10) ---

  private static final Set<String> HELD = Set.of("all", "member:m1");

  private static List<String> payloads(Conflation conflation) {
    return conflation.frames().stream().map(FlushFramesTest::payload).toList();
  }

  @Test
  void P10_what_was_missed_is_one_patch_then_the_events_then_the_answers() {
    Conflation conflation = new Conflation(Wire.JSON, new Standing());
    JsonObject before = ROOM;
    String[] patches = {
      "{'all':{'o':{'x':1,'y':1}},'member:m2':{'secret':1}}",
      "{'all':{'o':{'x':2}}}",
      "{'all':{'o':null},'member:m1':{'own':1}}",
      "{'all':{'o':{'y':3}}}"
    };
    conflation.add("an answer".getBytes(UTF_8));
    for (int i = 0; i < patches.length; i++) {
      Flush flush =
          flushOf(
              before,
              7 + i,
              patches[i],
              new Event("all", "message", null, json("{'n':" + i + "}")),
              new Event("member:m2", "secret", null, json("{'n':1}")));
      assertThat(conflation.add(new FlushFrames(flush), HELD, HELD, null)).isTrue();
      before = new Document(before).apply(flush.change()).root();
    }
    List<byte[]> frames = conflation.frames();
    assertThat(frames).hasSize(6);
    assertThat(payload(frames.getFirst()))
        .isEqualTo(
            "{\"type\":\"patch\",\"epoch\":1,\"version\":10,\"changes\":"
                + "{\"all\":{\"o\":{\"y\":3}},\"member:m1\":{\"own\":1}}}");
    assertThat(payload(frames.get(1))).contains("\"message\"").contains("\"n\":0");
    assertThat(payload(frames.get(4))).contains("\"n\":3");
    assertThat(frames.get(5)).isEqualTo("an answer".getBytes(UTF_8));
  }

  @Test
  void P10_a_layer_gained_and_changed_is_entered_as_it_is_in_the_end() {
    Conflation conflation = new Conflation(Wire.JSON, new Standing());
    Flush first = flushOf(ROOM, 7, "{'all':{'b':2}}");
    conflation.add(
        new FlushFrames(first),
        Set.of("all"),
        Set.of("all", "role:dm"),
        new Flush.Personal(
            null,
            Map.of("role:dm", new Document(json("{'a':1}"))),
            Map.of(),
            List.of(),
            List.of()));
    Flush second = flushOf(ROOM, 8, "{'role:dm':{'a':2}}");
    conflation.add(
        new FlushFrames(second), Set.of("all", "role:dm"), Set.of("all", "role:dm"), null);
    assertThat(payloads(conflation))
        .containsExactly(
            "{\"type\":\"patch\",\"epoch\":1,\"version\":8,\"changes\":{\"all\":{\"b\":2}},"
                + "\"enter\":{\"role:dm\":{\"a\":2}}}");
  }

  @Test
  void P10_a_layer_lost_and_gained_again_is_a_change_and_one_gained_and_lost_is_nothing() {
    Conflation conflation = new Conflation(Wire.JSON, new Standing());
    Document before = new Document(json("{'a':1}"));
    Document after = new Document(json("{'a':2}"));
    conflation.add(
        new FlushFrames(flushOf(ROOM, 7, "{'all':{'b':2}}")),
        Set.of("all"),
        Set.of("all", "cell:1,1"),
        new Flush.Personal(
            null, Map.of("cell:1,1", before), Map.of("role:dm", before), List.of(), List.of()));
    conflation.add(
        new FlushFrames(flushOf(ROOM, 8, "{'all':{'c':2}}")),
        Set.of("all"),
        Set.of("all", "role:dm"),
        new Flush.Personal(
            null, Map.of("role:dm", after), Map.of("cell:1,1", before), List.of(), List.of()));
    assertThat(payloads(conflation))
        .containsExactly(
            "{\"type\":\"patch\",\"epoch\":1,\"version\":8,\"changes\":"
                + "{\"all\":{\"b\":2,\"c\":2},\"role:dm\":{\"a\":2}}}");
  }

  @Test
  void P10_only_the_newest_live_values_are_caught_up_with() {
    Conflation conflation = new Conflation(Wire.JSON, new Standing());
    JsonObject room = json("{'live:all':{'o':{'x':1},'p':{'x':1}}}");
    Set<String> held = Set.of("all", "live:all");
    for (int x = 2; x < 9; x++) {
      String patch = "{'live:all':{'o':{'x':" + x + "},'p':{'x':" + x + "}}}";
      Flush flush = flushOf(room, 7, patch);
      conflation.add(new FlushFrames(flush), held, held, null);
      room = new Document(room).apply(flush.change()).root();
    }
    conflation.add(new FlushFrames(flushOf(room, 8, "{'live:all':{'o':null}}")), held, held, null);
    assertThat(payloads(conflation))
        .containsExactly(
            "{\"type\":\"patch\",\"epoch\":1,\"version\":8,\"changes\":"
                + "{\"live:all\":{\"o\":null,\"p\":{\"x\":8}}}}");
  }

  @Test
  void P10_events_and_answers_have_64_kib_together() {
    Conflation conflation = new Conflation(Wire.JSON, new Standing());
    assertThat(conflation.add(new byte[40_000])).isTrue();
    Event large =
        new Event("all", "message", null, JsonObject.of("t", Json.of("x".repeat(25_000))));
    FlushFrames frames = new FlushFrames(flushOf(JsonObject.EMPTY, 7, "{}", large));
    assertThat(conflation.add(frames, HELD, HELD, null)).isTrue();
    assertThat(conflation.add(new byte[600])).isFalse();
  }
}
