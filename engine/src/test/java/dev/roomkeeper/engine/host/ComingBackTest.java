package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.RoomRules;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a member is told who comes back, and whether it may. */
final class ComingBackTest {
  private static final Map<String, String> SECRET = Map.of("layer", "role:dm", "key", "secret");
  private static final Map<String, String> DM = Map.of("layer", "role:dm", "member", "ann");

  private final Stage stage = new Stage(RoomRules.DEFAULT);

  @Test
  void P5_a_gap_is_bridged_with_what_was_missed() {
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.joined(2, "bob");
    stage.drop(1);
    stage.send(2, "walk", 1);
    stage.send(2, "mutter", 2);
    Flush.Resumed resumed = stage.resumed(3, "ann", ann, 2).resumed();
    assertThat(resumed).isNotNull();
    assertThat(resumed.change().patch()).hasToString("{\"all\":{\"away\":{\"ann\":true},\"x\":1}}");
    assertThat(resumed.change().get(Layers.SERVER)).isNull();
    assertThat(resumed.enter()).isEmpty();
    assertThat(resumed.leave()).isEmpty();
    assertThat(resumed.events()).extracting(Event::type).containsExactly("said");
    assertThat(resumed.eventsLost()).isFalse();
  }

  @Test
  void P5_a_version_too_old_brings_the_whole() {
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.keepAll();
    stage.takeOverFromSnapshot(2);
    assertThat(stage.resumed(2, "ann", ann, 2).resumed()).isNull();
  }

  @Test
  void P5_a_point_inside_a_composed_commit_brings_the_whole() {
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.send(1, "walk", 1, Map.of("value", "a"));
    stage.send(1, "walk", 2, Map.of("value", "b"));
    stage.pass(250);
    stage.keepAll();
    assertThat(stage.resumed(2, "ann", ann, 3).resumed()).isNotNull();
    stage.takeOver(2);
    assertThat(stage.resumed(3, "ann", ann, 3).resumed()).isNull();
    assertThat(stage.resumed(4, "ann", ann, 4).resumed()).isNotNull();
  }

  @Test
  void P5_a_point_that_was_lost_brings_the_whole() {
    Flush.Arrival ann = stage.joined(1, "ann");
    Flush.Arrival bob = stage.joined(2, "bob");
    stage.send(1, "walk", 1, Map.of("value", "lost"));
    stage.send(1, "walk", 2, Map.of("value", "lost too"));
    assertThat(stage.flush().version()).isEqualTo(5);
    stage.takeOver(2);
    assertThat(stage.resumed(3, "ann", ann, 1, 5).resumed()).isNull();
    stage.send(3, "set", 3, Map.of("value", "another"));
    stage.send(3, "set", 4, Map.of("value", "and another"));
    stage.keepAll();
    assertThat(stage.host().released().version()).isEqualTo(5);
    assertThat(stage.resumed(4, "bob", bob, 1, 5).resumed()).isNull();
    assertThat(stage.resumed(5, "bob", bob, 1, 3).resumed()).isNotNull();
  }

  @Test
  void P5_layers_gained_and_lost_meanwhile_come_whole_and_go() {
    stage.joined(2, "bob");
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.send(2, "hold", 0, Map.of("layer", "cell:0,0", "member", "ann"));
    stage.send(2, "walk", 0, Map.of("layer", "role:dm"));
    long version = stage.flush().version();
    stage.drop(1);
    stage.send(2, "release", 0, Map.of("layer", "cell:0,0", "member", "ann"));
    stage.send(2, "hold", 0, DM);
    Flush.Resumed resumed = stage.resumed(3, "ann", ann, version).resumed();
    assertThat(resumed).isNotNull();
    assertThat(resumed.leave()).containsExactly("cell:0,0");
    assertThat(resumed.enter().get("role:dm")).hasToString("{\"x\":1}");
    assertThat(resumed.change().get("role:dm")).isNull();
  }

  @Test
  void P11_events_missed_before_a_layer_was_gained_are_not_told() {
    stage.joined(2, "bob");
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.drop(1);
    stage.send(2, "mutter", 0, SECRET);
    stage.send(2, "hold", 0, DM);
    stage.send(2, "mutter", 0, Map.of("layer", "role:dm", "key", "open"));
    stage.pass(250);
    stage.keepAll();
    Flush.Resumed here = stage.resumed(3, "ann", ann, 3).resumed();
    assertThat(here).isNotNull();
    assertThat(here.events()).extracting(e -> e.payload().text("key")).containsExactly("open");
    stage.takeOver(2);
    Flush.Resumed elsewhere = stage.resumed(4, "ann", ann, 3).resumed();
    assertThat(elsewhere).isNotNull();
    assertThat(elsewhere.events()).extracting(e -> e.payload().text("key")).containsExactly("open");
  }

  @Test
  void P5_another_session_or_none_brings_the_whole() {
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.join(2, "ann", new RoomHost.Resume("guessed", 1, 2));
    stage.keepAll();
    assertThat(stage.arrival(2).resumed()).isNull();
    assertThat(stage.arrival(2).session()).isNotEqualTo(ann.session());
  }

  @Test
  void a_member_from_a_later_epoch_makes_the_host_ask_whether_it_is_owner_still() {
    stage.pass(1_100);
    stage.join(1, "ann", new RoomHost.Resume("any", 2, 1));
    assertThat(stage.closed(1)).containsExactly(CloseCode.MOVING);
    assertThat(stage.all(Effect.ConfirmOwnership.class)).hasSize(1);
    stage.step(new RoomHost.Input.OwnershipLost());
    assertThat(stage.effects()).containsExactly(new Effect.Gone(true));
  }

  @Test
  void P5_a_member_from_a_later_epoch_that_never_was_gets_the_whole() {
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.pass(1_100);
    stage.join(2, "ann", new RoomHost.Resume(ann.session(), 7, 2));
    assertThat(stage.closed(2)).containsExactly(CloseCode.MOVING);
    stage.step(new RoomHost.Input.OwnershipConfirmed(stage.ticks()));
    stage.join(3, "ann", new RoomHost.Resume(ann.session(), 7, 2));
    stage.keepAll();
    assertThat(stage.arrival(3).resumed()).isNull();
  }

  @Test
  void P6_a_newer_connection_replaces_the_older() {
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.join(2, "ann", new RoomHost.Resume(ann.session(), 1, 2));
    assertThat(stage.closed(1)).containsExactly(CloseCode.REPLACED);
    assertThat(stage.arrival(2).resumed()).isNotNull();
    stage.send(1, "walk", 1);
    assertThat(stage.effects()).isEmpty();
    stage.drop(1);
    assertThat(stage.host().connections()).isEqualTo(1);
  }
}
