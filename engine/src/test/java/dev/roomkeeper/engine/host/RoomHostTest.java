package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.RoomRules;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a host flushes, minds its members, holds its room and bounds it. */
final class RoomHostTest {
  private static final Map<String, String> SECRET = Map.of("layer", "role:dm", "key", "secret");
  private static final Map<String, String> DM = Map.of("layer", "role:dm", "member", "ann");

  private final Stage stage = new Stage(RoomRules.DEFAULT);

  // --- Flushing ---

  @Test
  void P9_commits_between_two_flushes_arrive_as_one_patch_and_joins_with_it() {
    Stage slow = new Stage(RoomRules.DEFAULT.withFlushMillis(50));
    slow.joined(1, "ann");
    Flush.Arrival bob = slow.joined(2, "bob");
    slow.drop(2);
    slow.pass(50);
    slow.send(1, "walk", 1, Map.of("value", "a"));
    assertThat(slow.flushes()).isEmpty();
    slow.send(1, "walk", 2, Map.of("value", "b"));
    slow.join(2, "bob", new Resume(Stage.session(bob), 1, slow.host().released().version()));
    assertThat(slow.flushes()).isEmpty();
    slow.pass(50);
    assertThat(slow.toAll()).isEqualTo("{\"x\":\"b\"}");
    assertThat(slow.answers(1)).extracting(Answer::seq).containsExactly(1L, 2L);
    assertThat(slow.arrival(2).view().toString()).contains("\"x\":\"b\"");
    assertThat(slow.flush().version()).isEqualTo(slow.host().released().version());
  }

  @Test
  void P8_layers_gained_come_whole_and_layers_lost_go_in_the_same_flush() {
    stage.joined(1, "ann");
    stage.joined(2, "bob");
    stage.send(2, "walk", 0, SECRET);
    stage.send(2, "hold", 0, DM);
    assertThat(stage.personal(1).enter().get("role:dm")).hasToString("{\"secret\":1}");
    stage.send(2, "release", 0, DM);
    assertThat(stage.personal(1).leave().keySet()).containsExactly("role:dm", "live:role:dm");
    assertThat(stage.personal(1).enter()).isEmpty();
  }

  @Test
  void P11_events_of_a_flush_are_told_to_those_who_held_their_layer_then() {
    Stage slow = new Stage(RoomRules.DEFAULT.withFlushMillis(50));
    slow.joined(1, "ann");
    slow.joined(2, "bob");
    slow.pass(50);
    slow.send(2, "walk", 0);
    assertThat(slow.flushes()).hasSize(1);
    slow.send(2, "mutter", 0, SECRET);
    slow.send(2, "hold", 0, DM);
    slow.send(2, "mutter", 0, Map.of("layer", "role:dm", "key", "open"));
    slow.send(2, "release", 0, DM);
    slow.send(2, "mutter", 0, SECRET);
    slow.pass(50);
    assertThat(slow.flush().events()).hasSize(3);
    assertThat(slow.personal(1).events())
        .extracting(told -> told.event().payload().text("key"))
        .containsExactly("open");
  }

  // --- Members ---

  @Test
  void P18_a_member_stays_offline_for_the_time_of_grace_and_expires_then() {
    stage.joined(1, "ann");
    stage.joined(2, "bob");
    stage.send(1, "set", 0);
    stage.keepAll();
    stage.drop(1);
    assertThat(stage.toAll()).isEqualTo("{\"away\":{\"ann\":true}}");
    assertThat(stage.host().released().member("ann")).matches(member -> !member.online());
    stage.pass(RoomRules.DEFAULT.graceMillis() - 1);
    stage.keepAll();
    assertThat(stage.host().released().member("ann")).isNotNull();
    stage.pass(1);
    assertThat(stage.host().released().member("ann")).isNull();
    assertThat(stage.host().released().isSession("ann", "any")).isFalse();
  }

  @Test
  void who_does_not_return_to_the_next_owner_is_marked_offline() {
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.joined(2, "bob");
    stage.takeOver(2);
    stage.resumed(3, "ann", ann, 2);
    stage.pass(Attendance.RETURN_MILLIS);
    stage.step(new Input.OwnershipConfirmed(stage.ticks()));
    assertThat(stage.toAll()).isEqualTo("{\"away\":{\"bob\":true}}");
  }

  @Test
  void P3_a_protected_member_is_taken_up_with_the_passphrase_or_its_session_only() {
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.send(1, Room.PASSPHRASE, 1, Map.of("passphrase", "secret"));
    assertThat(stage.effects()).containsExactly(new Effect.Hash(1, new Secret("secret")));
    stage.step(new Input.Hashed(1, "h1"));
    stage.keep();
    assertThat(stage.host().released().passphraseHash("ann")).isEqualTo("h1");
    stage.join(2, "ann");
    assertThat(stage.closed(2)).containsExactly(CloseCode.FORBIDDEN);
    assertThat(stage.closed(1)).isEmpty();
    joinWith(3, "wrong", null);
    assertThat(stage.closed(3)).containsExactly(CloseCode.FORBIDDEN);
    assertThat(stage.resumed(4, "ann", ann, 3).resumed()).isNotNull();
    joinWith(5, "secret", "h1");
    stage.keepAll();
    assertThat(Objects.requireNonNull(stage.arrival(5).who()).memberId()).isEqualTo("ann");
  }

  private void joinWith(long connection, String passphrase, @Nullable String proven) {
    Secret secret = new Secret(passphrase);
    stage.step(new Input.Join(connection, "ann", null, secret, null, JsonObject.EMPTY));
    assertThat(stage.effects()).containsExactly(new Effect.Prove(connection, secret, "h1"));
    stage.step(new Input.Proved(connection, proven, false));
  }

  @Test
  void P12_a_passphrase_keeps_its_place_among_its_sessions_commands() {
    stage.joined(1, "ann");
    stage.send(1, Room.PASSPHRASE, 1, Map.of("passphrase", "secret"));
    stage.send(1, "set", 2, Map.of("value", "behind"));
    assertThat(stage.isAppending()).isFalse();
    stage.step(new Input.Hashed(1, "h1"));
    stage.keepAll();
    assertThat(stage.answers(1)).extracting(Answer::seq).containsExactly(1L, 2L);
  }

  @Test
  void a_full_room_takes_nobody_new() {
    Stage small = new Stage(RoomRules.DEFAULT.withMembersMax(1));
    small.joined(1, "ann");
    small.join(2, "bob");
    assertThat(small.closed(2)).hasSize(1);
    assertThat(small.host().released().member("bob")).isNull();
  }

  @Test
  void ticks_come_while_somebody_is_here_and_few_are_made_up_for() {
    Stage ticking = new Stage(RoomRules.DEFAULT.withTicking(new RoomRules.Ticking(10, 0, 0)));
    ticking.joined(1, "ann");
    long version = ticking.host().released().version();
    ticking.pass(1_000);
    assertThat(ticking.host().released().version()).isEqualTo(version + Ticker.CATCH_UP_MAX);
    assertThat(ticking.host().wakeAtTicks()).isGreaterThan(ticking.ticks());
    ticking.drop(1);
    ticking.keepAll();
    ticking.pass(300);
    ticking.keepAll();
    long afterwards = ticking.host().released().version();
    ticking.pass(1_000);
    assertThat(ticking.host().released().version()).isEqualTo(afterwards);
  }

  // --- Ownership ---

  @Test
  void nothing_is_sent_unless_ownership_was_confirmed_within_the_lease() {
    stage.joined(1, "ann");
    stage.pass(Stage.LEASE_MILLIS);
    long asked = stage.ticks();
    stage.send(1, "walk", 1);
    assertThat(stage.flushes()).isEmpty();
    assertThat(stage.all(Effect.ConfirmOwnership.class))
        .containsExactly(new Effect.ConfirmOwnership(1, asked));
    stage.send(1, "walk", 2);
    assertThat(stage.all(Effect.ConfirmOwnership.class)).isEmpty();
    stage.step(new Input.OwnershipConfirmed(asked));
    assertThat(stage.answers(1)).hasSize(2);
    assertThat(stage.flush().validUntilTicks()).isEqualTo(asked + Stage.LEASE_MILLIS);
  }

  @Test
  void an_answer_from_before_the_lease_began_confirms_nothing() {
    stage.joined(1, "ann");
    long before = stage.ticks();
    stage.pass(Stage.LEASE_MILLIS);
    stage.send(1, "walk", 1);
    stage.step(new Input.OwnershipConfirmed(before));
    assertThat(stage.flushes()).isEmpty();
    assertThat(stage.all(Effect.ConfirmOwnership.class)).hasSize(1);
  }

  @Test
  void draining_keeps_all_sends_all_and_closes_all() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.send(1, "walk", 2);
    stage.step(new Input.Drain());
    stage.join(2, "bob");
    assertThat(stage.closed(2)).containsExactly(CloseCode.MOVING);
    stage.keep();
    assertThat(stage.answers(1)).hasSize(2);
    stage.keep();
    Flush last = stage.flushes().getLast();
    assertThat(last.reach() == Flush.Reach.LAST)
        .as("all are told the version, to resume from just there")
        .isTrue();
    assertThat(last.version()).isEqualTo(stage.host().released().version());
    assertThat(stage.closed(1)).containsExactly(CloseCode.MOVING);
    assertThat(stage.left()).isEqualTo("at rest");
    assertThat(stage.all(Effect.SaveSnapshot.class)).hasSize(1);
  }

  /** With nothing to say for longer than a lease; when that was. */
  private long drainWhenQuiet() {
    stage.joined(1, "ann");
    stage.pass(250);
    stage.keepAll();
    stage.pass(Stage.LEASE_MILLIS);
    stage.step(new Input.Drain());
    return stage.ticks();
  }

  @Test
  void a_quiet_room_that_drains_is_confirmed_before_it_tells_the_last_version() {
    long asked = drainWhenQuiet();
    assertThat(stage.effects()).containsExactly(new Effect.ConfirmOwnership(1, asked));
    stage.step(new Input.OwnershipConfirmed(asked));
    assertThat(stage.flush().reach() == Flush.Reach.LAST).isTrue();
    assertThat(stage.flush().validUntilTicks()).isEqualTo(asked + Stage.LEASE_MILLIS);
    assertThat(stage.left()).isEqualTo("at rest");
  }

  @Test
  void it_does_not_wait_for_that_for_ever() {
    long from = drainWhenQuiet();
    while (stage.left().isEmpty()) {
      assertThat(stage.ticks()).isLessThan(from + RoomHost.LAST_WORD_MILLIS);
      stage.wake();
    }
  }

  @Test
  void an_idle_room_is_parked_with_a_snapshot() {
    stage.joined(1, "ann");
    stage.drop(1);
    stage.pass(250);
    stage.keepAll();
    stage.pass(RoomHost.PARK_MILLIS);
    assertThat(stage.all(Effect.SaveSnapshot.class))
        .extracting(Effect.SaveSnapshot::version)
        .containsExactly(stage.host().released().version());
    assertThat(stage.left()).isEqualTo("at rest");
  }

  @Test
  void a_snapshot_is_saved_every_256_commits_of_what_is_kept() {
    stage.joined(1, "ann");
    for (int i = 3; i < SnapshotPlan.COMMITS; i++) {
      stage.send(1, "set", 0, Map.of("value", "v" + i));
      stage.keep();
      assertThat(stage.all(Effect.SaveSnapshot.class)).isEmpty();
    }
    stage.send(1, "set", 0, Map.of("value", "last"));
    stage.keep();
    assertThat(stage.all(Effect.SaveSnapshot.class))
        .containsExactly(
            new Effect.SaveSnapshot(
                1, SnapshotPlan.COMMITS, stage.host().released().layers().kept()));
  }

  // --- Limits ---

  @Test
  void P20_a_command_that_would_pass_the_limit_is_refused_and_one_that_shrinks_is_not() {
    Stage small = new Stage(RoomRules.DEFAULT.withStateBytesMax(1_000));
    small.joined(1, "ann");
    small.send(1, "set", 1, Map.of("value", "x".repeat(500)));
    small.keep();
    small.send(1, "set", 2, Map.of("key", "y", "value", "y".repeat(500)));
    assertThat(small.answers(1)).extracting("code").containsExactly(Code.TOO_LARGE);
    small.send(1, "unset", 3);
    small.keep();
    assertThat(small.answers(1)).first().isInstanceOf(Answer.Ack.class);
  }

  @Test
  void last_values_are_bounded_for_each_member() {
    stage.joined(1, "ann");
    stage.send(1, "drag", 1, Map.of("value", "x".repeat(10_000)));
    stage.send(1, "drag", 2, Map.of("key", "y", "value", "x".repeat(10_000)));
    assertThat(stage.answers(1)).extracting("code").containsExactly(Code.TOO_LARGE);
  }

  @Test
  void a_host_that_cannot_answer_does_not_ignore_commands_but_closes() {
    stage.joined(1, "ann");
    stage.pass(Stage.LEASE_MILLIS);
    for (int i = 0; i < Outlet.WAITING_MAX; i++) {
      stage.send(1, "no", 0);
    }
    assertThat(stage.effects()).isEmpty();
    stage.send(1, "no", 0);
    assertThat(stage.closed(1)).containsExactly(CloseCode.TRY_AGAIN_LATER);
    stage.join(2, "ann");
    assertThat(stage.closed(2)).containsExactly(CloseCode.TRY_AGAIN_LATER);
  }

  @Test
  void an_overfull_host_refuses_what_is_new_and_not_what_may_be_in_effect() {
    stage.joined(1, "ann");
    Flush.Arrival bob = stage.joined(2, "bob");
    for (int i = 1; i <= Pending.HELD_MAX; i++) {
      stage.send(1, "set", 0, Map.of("value", "v" + i % 2));
      if (i == 1) {
        stage.send(2, "set", 1, Map.of("key", "y"));
      }
    }
    stage.send(2, "set", 2);
    assertThat(stage.answers(2)).extracting("code").containsExactly(Code.UNAVAILABLE);
    stage.send(2, "set", 1);
    assertThat(stage.answers(2)).isEmpty();
    assertThat(stage.closed(2)).containsExactly(CloseCode.TRY_AGAIN_LATER);
    stage.keepAll();
    stage.resumed(3, "bob", bob, 3);
    stage.send(3, "set", 1);
    assertThat(stage.answers(3)).first().isInstanceOf(Answer.Ack.class);
  }
}
