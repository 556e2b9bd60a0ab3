package dev.roomkeeper.server.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.Patch;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.json.JsonCodec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a flush of a space becomes in the course's dialect. */
final class CourseFramesTest {
  private static final JsonObject ROOM =
      json(
          """
          {'all':{'chat':{}},
           'cell:0,0':{'walkers':{'ann':{'x':1,'y':1},'bob':{'x':15,'y':0}}},
           'cell:1,0':{'walkers':{'cat':{'x':16,'y':0}}}}
          """);
  private static final Set<String> BOTH = Set.of("all", "cell:0,0", "cell:1,0");

  private JsonObject room = ROOM;

  private static JsonObject json(String text) {
    return JsonCodec.readOwn(text.replace('\'', '"').getBytes(UTF_8));
  }

  private static String payload(byte[] frame) {
    int header = (frame[1] & 0x7F) < 126 ? 2 : 4;
    return new String(Arrays.copyOfRange(frame, header, frame.length), UTF_8).replace('"', '\'');
  }

  /** A flush that patches the room as it is by now. */
  private FlushFrames flush(String patchByLayer) {
    JsonObject patch = json(patchByLayer);
    // A layer that is empty and one that is not there are the same.
    patch.keys().forEach(layer -> room = room.has(layer) ? room : room.with(layer, json("{}")));
    Change.Nested change = Change.of(new Document(room), new Patch(patch));
    Layers after = new Layers(room).apply(change);
    room = after.root();
    return new FlushFrames(
        new Flush(1, 7, change, List.of(), Map.of(), Long.MAX_VALUE, after, Flush.Reach.HERE));
  }

  private static List<String> told(
      FlushFrames frames, Set<String> throughout, Flush.@Nullable Personal move) {
    return frames.course().walks(throughout, move).stream()
        .map(CourseFrames.Told::frame)
        .filter(frame -> frame != null)
        .map(CourseFramesTest::payload)
        .toList();
  }

  private static String frame(String type, String payload) {
    return "{'type':'" + type + "','payload':{" + payload + "}}";
  }

  @Test
  void M4_a_step_tells_the_whole_place_though_one_axis_changed() {
    assertThat(told(flush("{'cell:0,0':{'walkers':{'ann':{'x':2}}}}"), BOTH, null))
        .containsExactly(frame("movement", "'userId':'ann','x':2,'y':1"));
  }

  @Test
  void M5_out_of_one_cell_and_into_another_in_one_flush_is_one_movement() {
    FlushFrames there =
        flush(
            "{'cell:0,0':{'walkers':{'bob':null}},"
                + "'cell:1,0':{'walkers':{'bob':{'x':16,'y':0}}}}");
    assertThat(told(there, BOTH, null))
        .containsExactly(frame("movement", "'userId':'bob','x':16,'y':0"));
    FlushFrames back =
        flush(
            "{'cell:0,0':{'walkers':{'bob':{'x':15,'y':0}}},"
                + "'cell:1,0':{'walkers':{'bob':null}}}");
    assertThat(told(back, BOTH, null))
        .containsExactly(frame("movement", "'userId':'bob','x':15,'y':0"));
  }

  @Test
  void M3_the_first_and_the_last_walker_of_a_cell_come_and_go_like_any() {
    assertThat(told(flush("{'cell:1,0':{'walkers':null}}"), BOTH, null))
        .containsExactly(frame("user-left", "'userId':'cat'"));
    assertThat(told(flush("{'cell:1,0':{'walkers':{'dan':{'x':20,'y':3}}}}"), BOTH, null))
        .containsExactly(frame("user-joined", "'userId':'dan','x':20,'y':3"));
  }

  @Test
  void M9_who_holds_some_of_the_cells_sees_those_alone() {
    Set<String> one = Set.of("all", "cell:0,0");
    FlushFrames frames =
        flush(
            "{'cell:0,0':{'walkers':{'bob':null,'ann':{'y':2}}},"
                + "'cell:1,0':{'walkers':{'bob':{'x':16,'y':0},'cat':{'x':17}}}}");
    assertThat(told(frames, one, null))
        .containsExactly(
            frame("movement", "'userId':'ann','x':1,'y':2"), frame("user-left", "'userId':'bob'"));
    assertThat(told(frames, BOTH, null)).hasSize(3);
  }

  @Test
  void M9_what_comes_into_sight_joins_and_what_goes_out_of_it_leaves() {
    // Bob walks from the cell that stays in sight into the one that comes into it.
    FlushFrames frames =
        flush(
            "{'cell:0,0':{'walkers':{'bob':null}},"
                + "'cell:1,0':{'walkers':{'bob':{'x':16,'y':0}}}}");
    Document entered =
        new Document(json("{'walkers':{'bob':{'x':16,'y':0},'cat':{'x':16,'y':0}}}"));
    Document left = new Document(json("{'walkers':{'eve':{'x':3,'y':40}}}"));
    Flush.Personal move =
        new Flush.Personal(
            null, Map.of("cell:1,0", entered), Map.of("cell:0,2", left), List.of(), List.of());
    assertThat(told(frames, Set.of("all", "cell:0,0"), move))
        .containsExactlyInAnyOrder(
            frame("movement", "'userId':'bob','x':16,'y':0"),
            frame("user-joined", "'userId':'cat','x':16,'y':0"),
            frame("user-left", "'userId':'eve'"));
  }

  @Test
  void each_frame_is_made_once_for_all_who_hold_the_same_of_what_changed() {
    FlushFrames frames =
        flush(
            "{'all':{'chat':{'1':{'from':'ann','name':'Ann','message':'hi'}}},"
                + "'cell:0,0':{'walkers':{'ann':{'x':2}}}}");
    CourseFrames course = frames.course();
    assertThat(course.walks(BOTH, null)).isSameAs(course.walks(Set.of("all", "cell:0,0"), null));
    assertThat(course.lines()).isSameAs(course.lines());
    assertThat(frames.course()).isSameAs(course);
  }

  @Test
  void M6_new_lines_are_told_in_order_and_those_that_fall_out_are_not() {
    flush("{'all':{'chat':{'1':{'from':'ann','name':'Ann','message':'old'}}}}");
    FlushFrames frames =
        flush(
            "{'all':{'chat':{'1':null,'3':{'from':'bob','name':'Bob','message':'later'},"
                + "'2':{'from':'ann','name':'Ann','message':'hi'}},'people':{'ann':{}}}}");
    assertThat(frames.course().lines())
        .extracting(CourseFramesTest::payload)
        .containsExactly(
            frame("new-message", "'id':'2','message':'hi','name':'Ann','userId':'ann'"),
            frame("new-message", "'id':'3','message':'later','name':'Bob','userId':'bob'"));
  }

  // --- For who is slow (M8) ---

  private static CourseMissed missedBy() {
    return new CourseMissed((frames, throughout, move) -> frames.walks(throughout, move));
  }

  @Test
  void M8_what_a_slow_client_missed_is_one_frame_for_each_walker_and_then_what_was_said() {
    CourseMissed missed = missedBy();
    missed.add("a rejection".getBytes(UTF_8));
    String[] patches = {
      "{'cell:0,0':{'walkers':{'ann':{'x':2},'dan':{'x':9,'y':9}}}}",
      "{'all':{'chat':{'1':{'from':'ann','name':'Ann','message':'hi'}}},"
          + "'cell:1,0':{'walkers':{'cat':null}}}",
      "{'cell:0,0':{'walkers':{'ann':{'y':2},'eve':{'x':8,'y':8}}}}",
      "{'cell:0,0':{'walkers':{'ann':{'x':3},'eve':null,'dan':{'x':10}}}}"
    };
    for (String patch : patches) {
      assertThat(missed.add(flush(patch), BOTH, BOTH, null)).isTrue();
    }
    List<byte[]> frames = missed.frames();
    assertThat(frames.subList(0, 3))
        .extracting(CourseFramesTest::payload)
        .containsExactlyInAnyOrder(
            frame("movement", "'userId':'ann','x':3,'y':2"),
            frame("user-joined", "'userId':'dan','x':10,'y':9"),
            frame("user-left", "'userId':'cat'"));
    assertThat(frames.get(3)).isEqualTo("a rejection".getBytes(UTF_8));
    assertThat(payload(frames.get(4))).contains("'message':'hi'");
    assertThat(frames).hasSize(5);
  }

  @Test
  void M8_lines_and_rejections_have_64_kib_together() {
    CourseMissed missed = missedBy();
    assertThat(missed.add(new byte[40_000])).isTrue();
    String line = "{'from':'ann','name':'Ann','message':'" + "x".repeat(2_000) + "'}";
    boolean fits = true;
    for (int i = 0; fits; i++) {
      assertThat(i).isLessThan(13);
      fits = missed.add(flush("{'all':{'chat':{'" + i + "':" + line + "}}}"), BOTH, BOTH, null);
    }
  }
}
