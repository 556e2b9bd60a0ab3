package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.RandomJson;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** State for whoever is here: P9, and L1 of the design. */
final class LiveLayersTest {
  private static final String LIVE = Layers.live(Layers.ALL);

  private final ScriptedKind kind = new ScriptedKind();
  private final Stage stage = new Stage(kind);

  LiveLayersTest() {
    kind.commands.put(
        "live.put",
        (draft, sender, payload) -> {
          draft.put(LIVE, List.of("o", "x"), Json.of(payload.text("v") + sender.id()));
          return draft.accept();
        });
    kind.commands.put(
        "keep",
        (draft, _, _) -> {
          draft.put(Layers.ALL, List.of("o", "x"), Json.of(1));
          return draft.accept();
        });
  }

  private JsonObject live() {
    return stage.host().released().layers().object(LIVE);
  }

  @Test
  void P9_a_kept_write_ends_what_is_live_at_above_and_below_it() {
    RoomDraft draft = new RoomDraft(Layers.EMPTY, RoomDraft.Terms.PLAIN);
    draft.put(Layers.ALL, List.of("far", "above"), JsonObject.of("w", Json.of(0)));
    draft.put(LIVE, List.of("at", "x"), Json.of(1));
    draft.put(LIVE, List.of("above"), Json.of(1));
    draft.put(LIVE, List.of("far", "above"), Json.of(1));
    draft.put(LIVE, List.of("below", "x", "y"), Json.of(1));
    draft.put(LIVE, List.of("beside", "x"), Json.of(1));
    draft.put(Layers.ALL, List.of("at"), JsonObject.of("x", Json.of(2)));
    draft.put(Layers.ALL, List.of("above", "x"), Json.of(2));
    draft.put(Layers.ALL, List.of("far", "above", "x"), Json.of(2));
    draft.put(Layers.ALL, List.of("below"), Json.of(2));
    draft.put(Layers.ALL, List.of("beside"), JsonObject.of("y", Json.of(2)));
    assertThat(draft.layers().object(LIVE)).hasToString("{}");
    draft.put(LIVE, List.of("at", "x"), Json.of(3)); // The same draft may write them afterwards.
    assertThat(draft.layers().object(LIVE)).hasToString("{\"at\":{\"x\":3}}");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void no_live_object_is_empty_and_what_is_told_leads_there(long seed) {
    RandomJson random = new RandomJson(seed);
    Layers before = Layers.EMPTY;
    for (int i = 0; i < 2_000; i++) {
      RoomDraft draft = new RoomDraft(before, RoomDraft.Terms.PLAIN);
      for (int n = random.below(4); n >= 0; n--) {
        String layer = random.below(3) == 0 ? Layers.ALL : LIVE;
        switch (random.below(3)) {
          case 0 -> draft.put(layer, random.path(), random.value(3));
          case 1 -> draft.remove(layer, random.path());
          default -> draft.merge(layer, random.path(), random.patch(2));
        }
      }
      Layers after = before.apply(draft.kept()).apply(draft.live());
      assertThat(after).isEqualTo(draft.layers());
      assertThat(hasEmptyObject(after.live())).as("seed %d: %s", seed, after.live()).isFalse();
      before = after;
    }
  }

  private static boolean hasEmptyObject(JsonObject object) {
    boolean[] found = {false};
    object.forEach((_, value) ->
        found[0] |=
            value instanceof JsonObject inner && (inner.isEmpty() || hasEmptyObject(inner)));
    return found[0];
  }

  @Test
  void P7_a_live_change_raises_no_version_and_is_never_appended() {
    stage.joined(1, "ann");
    long version = stage.host().released().version();
    stage.send(1, "live.put", 0, Map.of("v", "a"));
    assertThat(stage.flush().change().get(LIVE)).isNotNull();
    assertThat(stage.flush().version()).isEqualTo(version);
    stage.pass(1_000);
    assertThat(stage.isAppending()).isFalse();
  }

  @Test
  void P4_every_joined_has_the_live_layers_whole_the_empty_ones_too() {
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.joined(2, "bob");
    stage.send(2, "live.put", 0, Map.of("v", "a"));
    stage.drop(1);
    Flush.Arrival again = stage.resumed(3, "ann", ann, 2);
    assertThat(again.resumed()).isNotNull();
    assertThat(again.live().keySet()).containsExactly("live:all", "live:member:ann");
    assertThat(again.live().get("live:all")).hasToString("{\"o\":{\"x\":\"abob\"}}");
    assertThat(again.live().get("live:member:ann")).hasToString("{}");
  }

  @Test
  void after_a_takeover_they_are_empty_and_the_kind_fills_them_before_a_join_is_answered() {
    stage.joined(1, "ann");
    stage.send(1, "live.put", 0, Map.of("v", "a"));
    stage.pass(250);
    stage.keepAll();
    kind.opened = draft -> draft.put(LIVE, List.of("opened"), Json.of(true));
    stage.takeOver(2);
    Flush.Arrival bob = stage.joined(2, "bob");
    assertThat(bob.live().get("live:all")).hasToString("{\"opened\":true}");
  }

  @Test
  void a_live_change_leaves_when_what_it_rests_on_is_kept_and_is_taken_back_with_it() {
    stage.joined(1, "ann");
    stage.send(1, "keep", 1, Map.of());
    stage.send(1, "live.put", 0, Map.of("v", "a"));
    stage.send(1, "live.put", 0, Map.of("v", "b"));
    assertThat(stage.flushes()).isEmpty();
    stage.keep();
    assertThat(stage.flush().change().get(LIVE)).hasToString("{\"o\":{\"x\":\"bann\"}}");
    stage.send(1, "keep", 2, Map.of());
    stage.send(1, "do", 3, Map.of());
    stage.send(1, "live.put", 0, Map.of("v", "c"));
    while (stage.host().released().version() < 5 && stage.isAppending()) {
      stage.fail();
      break;
    }
    assertThat(live()).hasToString("{\"o\":{\"x\":\"bann\"}}");
  }

  @Test
  void a_member_has_a_share_of_live_values_and_is_told_when_it_is_used_up() {
    kind.commands.put(
        "live.much",
        (draft, sender, payload) -> {
          draft.put(
              LIVE, List.of("much", sender.id(), payload.text("k")), Json.of("x".repeat(6_000)));
          return draft.accept();
        });
    stage.joined(1, "ann");
    stage.joined(2, "bob");
    stage.send(1, "live.much", 1, Map.of("k", "a"));
    stage.send(1, "live.much", 2, Map.of("k", "b"));
    stage.send(1, "live.much", 3, Map.of("k", "c"));
    assertThat(stage.answers(1))
        .singleElement()
        .matches(answer -> answer instanceof Answer.Reject no && no.seq() == 3);
    stage.send(2, "live.much", 1, Map.of("k", "a"));
    assertThat(stage.answers(2)).singleElement().isInstanceOf(Answer.Ack.class);
    stage.send(1, "live.much", 4, Map.of("k", "a"));
    assertThat(stage.answers(1)).singleElement().isInstanceOf(Answer.Ack.class);
  }

  @Test
  void a_value_that_another_wrote_over_ends_with_the_other() {
    stage.joined(1, "ann");
    stage.joined(2, "bob");
    stage.send(1, "live.put", 0, Map.of("v", "a"));
    stage.send(2, "live.put", 0, Map.of("v", "b"));
    stage.drop(1);
    assertThat(live()).hasToString("{\"o\":{\"x\":\"bbob\"}}");
    stage.drop(2);
    assertThat(live()).hasToString("{}");
  }

  @Test
  void what_is_held_live_is_sent_and_not_journaled_and_comes_whole_on_resume() {
    kind.commands.put(
        "live.look",
        (draft, sender, _) -> {
          draft.holdLive(sender.id(), "cell:1,1");
          return draft.accept();
        });
    kind.begin = draft -> draft.put("cell:1,1", List.of("tree"), Json.of(1));
    Flush.Arrival ann = stage.joined(1, "ann");
    long version = stage.host().released().version();
    stage.send(1, "live.look", 0, Map.of());
    assertThat(stage.personal(1).enter().keySet()).containsExactly("cell:1,1", "live:cell:1,1");
    assertThat(stage.host().released().version()).isEqualTo(version);
    stage.join(2, "ann", new Resume(Stage.session(ann), 1, version));
    Flush.Resumed resumed = stage.arrival(2).resumed();
    assertThat(resumed).isNotNull();
    assertThat(resumed.enter().keySet()).containsExactly("cell:1,1");
    assertThat(stage.arrival(2).live().keySet()).contains("live:cell:1,1");
  }

  @Test
  void an_ephemeral_command_that_writes_kept_state_is_a_bug() {
    kind.commands.put(
        "live.wrong",
        (draft, _, _) -> {
          draft.put(Layers.ALL, List.of("x"), Json.of(1));
          return draft.accept();
        });
    stage.joined(1, "ann");
    stage.send(1, "live.wrong", 1, Map.of());
    assertThat(stage.all(Effect.Fault.class)).hasSize(1);
    assertThat(stage.host().released().layers().object(Layers.ALL).has("x")).isFalse();
  }

  @Test
  void P15_a_durable_command_that_wrote_live_state_alone_keeps_its_outcome() {
    kind.commands.put(
        "point",
        (draft, _, _) -> {
          draft.put(LIVE, List.of("p"), Json.of(1));
          return draft.accept();
        });
    stage.joined(1, "ann");
    stage.send(1, "point", 1, Map.of());
    stage.keepAll();
    assertThat(stage.answers(1)).hasSize(1);
    stage.send(1, "point", 1, Map.of());
    assertThat(stage.answers(1))
        .singleElement()
        .matches(a -> a instanceof Answer.Ack ack && ack.durable());
  }

  @Test
  void what_is_never_sent_has_a_twin_that_is_never_sent() {
    kind.commands.put(
        "live.secret",
        (draft, _, _) -> {
          draft.put(Layers.live(Layers.SERVER), List.of("s"), Json.of(1));
          return draft.accept();
        });
    stage.joined(1, "ann");
    stage.send(1, "live.secret", 0, Map.of());
    assertThat(stage.flushes()).allMatch(flush -> flush.change().equals(Change.NONE));
    assertThat(stage.host().released().layers().sent().live().isEmpty()).isTrue();
  }
}
