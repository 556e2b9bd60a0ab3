package dev.roomkeeper.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a host does in what order: keeping, answering, releasing, failing, moving. */
final class RoomHostTest {
  private static final Map<String, String> SECRET = Map.of("layer", "role:dm", "key", "secret");
  private static final Map<String, String> DM = Map.of("layer", "role:dm", "member", "ann");

  private final Stage stage = new Stage(RoomRules.DEFAULT);

  // --- Keeping and answering ---

  @Test
  void P13_a_durable_command_is_answered_only_once_it_is_kept() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    assertThat(stage.flushes()).isEmpty();
    assertThat(stage.append().commits()).singleElement().matches(Commit::durable);
    long version = stage.append().commits().getFirst().version();
    stage.keep();
    assertThat(stage.answers(1)).containsExactly(new Answer.Ack(1, 1, version, true));
    assertThat(stage.toAll()).isEqualTo("{\"x\":1}");
  }

  @Test
  void P4_a_new_member_is_told_only_once_its_join_is_kept() {
    stage.join(1, "ann");
    assertThat(stage.flushes()).isEmpty();
    stage.keep();
    assertThat(stage.arrival(1).view().keySet()).containsExactly("all", "member:ann");
    assertThat(stage.flush().version()).isEqualTo(2);
    assertThat(stage.arrival(1).resumed()).isNull();
  }

  @Test
  void P13_a_lazy_command_is_answered_and_shown_at_once() {
    stage.joined(1, "ann");
    stage.send(1, "walk", 1);
    assertThat(stage.answers(1)).containsExactly(new Answer.Ack(1, 1, 3, false));
    assertThat(stage.toAll()).isEqualTo("{\"x\":1}");
    assertThat(stage.isAppending()).isFalse();
  }

  @Test
  void lazy_commits_are_appended_composed_within_250_ms() {
    stage.joined(1, "ann");
    long start = stage.ticks();
    stage.send(1, "walk", 1, Map.of("value", "a"));
    stage.pass(100);
    stage.send(1, "walk", 2, Map.of("value", "b"));
    while (!stage.isAppending()) {
      stage.wake();
    }
    assertThat(stage.ticks() - start).isLessThanOrEqualTo(250);
    Commit commit = stage.append().commits().getFirst();
    assertThat(stage.append().commits()).hasSize(1);
    assertThat(commit.base()).isEqualTo(2);
    assertThat(commit.version()).isEqualTo(4);
    assertThat(commit.change().get(Layers.ALL)).hasToString("{\"x\":\"b\"}");
  }

  @Test
  void a_lazy_commit_is_appended_before_a_later_durable_one() {
    stage.joined(1, "ann");
    stage.send(1, "walk", 1);
    stage.send(1, "set", 2, Map.of("key", "y"));
    assertThat(stage.append().commits()).extracting(Commit::version).containsExactly(3L, 4L);
    assertThat(stage.append().head()).isEqualTo(2);
  }

  @Test
  void P13_a_lazy_command_behind_a_durable_one_waits_for_it() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.send(1, "walk", 2);
    assertThat(stage.flushes()).isEmpty();
    stage.keep();
    assertThat(stage.answers(1)).extracting(Answer::seq).containsExactly(1L, 2L);
  }

  @Test
  void P9_an_ephemeral_command_makes_no_version_and_is_never_appended() {
    stage.joined(1, "ann");
    stage.send(1, "drag", 1, Map.of("value", "here"));
    assertThat(stage.flush().overlay()).hasToString("{\"all\":{\"x\":\"here\"}}");
    assertThat(stage.flush().change().isEmpty()).isTrue();
    assertThat(stage.answers(1)).containsExactly(new Answer.Ack(1, 1, 2, false));
    stage.pass(1_000);
    assertThat(stage.isAppending()).isFalse();
    assertThat(stage.host().released().version()).isEqualTo(2);
  }

  @Test
  void P9_a_commit_ends_what_was_laid_over_it_in_the_same_flush() {
    Stage slow = new Stage(RoomRules.DEFAULT.withFlushMillis(50));
    slow.joined(1, "ann");
    slow.send(1, "drag", 0, Map.of("value", "here"));
    slow.send(1, "walk", 0, Map.of("value", "there"));
    slow.pass(50);
    assertThat(slow.toAll()).isEqualTo("{\"x\":\"there\"}");
    assertThat(slow.flush().overlay()).hasToString("{}");
  }

  @Test
  void a_failed_append_takes_back_all_behind_it_and_tells_the_senders() {
    stage.joined(1, "ann");
    stage.joined(2, "bob");
    long version = stage.host().released().version();
    stage.send(1, "set", 1);
    stage.send(2, "walk", 1, Map.of("key", "y"));
    stage.send(2, "set", 0, Map.of("key", "z"));
    stage.fail();
    assertThat(stage.answers(1)).extracting("code").containsExactly(Code.UNAVAILABLE);
    assertThat(stage.answers(2)).extracting("seq").containsExactly(1L, 0L);
    assertThat(stage.answers(2)).extracting("code").containsOnly(Code.UNAVAILABLE);
    assertThat(stage.flush().change().isEmpty()).isTrue();
    assertThat(stage.host().released().version()).isEqualTo(version);
    stage.send(1, "set", 1);
    stage.wake();
    stage.keepAll();
    assertThat(stage.answers(1)).containsExactly(new Answer.Ack(1, 1, version + 1, true));
  }

  @Test
  void a_join_behind_a_failed_append_is_told_to_try_again() {
    stage.joined(1, "ann");
    stage.join(2, "bob");
    stage.fail();
    assertThat(stage.closed(2)).containsExactly(CloseCode.TRY_AGAIN_LATER);
    assertThat(stage.host().connections()).isEqualTo(1);
    assertThat(stage.host().released().member("bob")).isNull();
  }

  @Test
  void what_was_shown_already_outlives_a_failed_append() {
    stage.joined(1, "ann");
    stage.send(1, "walk", 1);
    stage.send(1, "set", 2, Map.of("key", "y"));
    stage.fail();
    assertThat(stage.answers(1)).extracting(Answer::seq).containsExactly(2L);
    while (!stage.isAppending()) {
      stage.wake();
    }
    assertThat(stage.append().commits()).extracting(Commit::version).containsExactly(3L);
  }

  @Test
  void P13_while_the_outcome_is_unknown_nobody_is_answered() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    long append = stage.append().append();
    stage.step(new RoomHost.Input.AppendUnknown(append));
    assertThat(stage.effects()).singleElement().isInstanceOf(Effect.ReadBack.class);
    stage.step(new RoomHost.Input.AppendUnknown(append));
    assertThat(stage.effects()).isEmpty();
    stage.wake();
    assertThat(stage.effects()).singleElement().isInstanceOf(Effect.ReadBack.class);
    stage.keep();
    assertThat(stage.answers(1)).hasSize(1).first().isInstanceOf(Answer.Ack.class);
  }

  @Test
  void a_refused_append_moves_everybody_and_answers_nobody() {
    stage.joined(1, "ann");
    stage.joined(2, "bob");
    stage.send(1, "set", 1);
    stage.step(new RoomHost.Input.AppendRefused(stage.append().append()));
    assertThat(stage.flushes()).isEmpty();
    assertThat(stage.closed(1)).containsExactly(CloseCode.MOVING);
    assertThat(stage.closed(2)).containsExactly(CloseCode.MOVING);
    assertThat(stage.effects().getLast()).isEqualTo(new Effect.Gone(true));
    stage.join(3, "cid");
    assertThat(stage.closed(3)).containsExactly(CloseCode.MOVING);
    assertThat(stage.host().wakeAtTicks()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void who_waits_to_hear_of_a_refused_join_is_told_when_the_room_is_lost() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.step(new RoomHost.Input.Join(2, "bob", "Nobody", null, null, JsonObject.EMPTY));
    assertThat(stage.effects()).isEmpty();
    stage.step(new RoomHost.Input.AppendRefused(stage.append().append()));
    assertThat(stage.closed(2)).containsExactly(CloseCode.MOVING);
  }

  // --- Coming back ---

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

  // --- Asking again ---

  @Test
  void P15_a_command_sent_again_takes_effect_once_and_gets_the_same_answer() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.keep();
    Answer first = stage.answers(1).getFirst();
    stage.send(1, "set", 1);
    assertThat(stage.answers(1)).containsExactly(first);
    stage.send(1, "no", 2);
    Answer no = stage.answers(1).getFirst();
    stage.send(1, "no", 2);
    assertThat(stage.answers(1)).containsExactly(no);
    stage.send(1, "set", 2);
    assertThat(stage.answers(1)).containsExactly(no);
  }

  @Test
  void P15_the_last_64_outcomes_are_kept_and_an_older_number_is_a_conflict() {
    stage.joined(1, "ann");
    for (long seq = 1; seq <= 65; seq++) {
      stage.send(1, "walk", seq, Map.of("value", "v" + seq));
    }
    stage.send(1, "walk", 2);
    assertThat(stage.answers(1)).containsExactly(new Answer.Ack(2, 1, 4, false));
    stage.send(1, "walk", 1);
    assertThat(stage.answers(1)).extracting("code").containsExactly(Code.CONFLICT);
  }

  @Test
  void P15_outcomes_move_to_the_next_owner() {
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.keep();
    Answer first = stage.answers(1).getFirst();
    stage.takeOver(2);
    stage.resumed(2, "ann", ann, 3);
    stage.send(2, "set", 1);
    assertThat(stage.answers(2)).containsExactly(first);
  }

  @Test
  void P15_a_kept_command_asked_again_is_told_so_though_another_append_fails() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.keep();
    Answer first = stage.answers(1).getFirst();
    stage.send(1, "set", 2, Map.of("key", "y"));
    stage.send(1, "set", 1);
    stage.fail();
    assertThat(stage.answers(1)).contains(first).hasSize(2);
    assertThat(stage.answers(1).getFirst()).extracting("code").isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void a_kind_that_throws_is_answered_INTERNAL_and_the_room_goes_on() {
    stage.joined(1, "ann");
    stage.send(1, "break", 1);
    assertThat(stage.all(Effect.Fault.class)).hasSize(1);
    Answer internal = stage.answers(1).getFirst();
    assertThat(internal).extracting("code").isEqualTo(Code.INTERNAL);
    stage.send(1, "set", 1);
    assertThat(stage.answers(1)).containsExactly(internal);
    stage.send(1, "walk", 2);
    assertThat(stage.answers(1)).first().isInstanceOf(Answer.Ack.class);
  }

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
    slow.join(2, "bob", new RoomHost.Resume(bob.session(), 1, slow.host().released().version()));
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
    assertThat(stage.personal(1).leave().keySet()).containsExactly("role:dm");
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
        .extracting(event -> event.payload().text("key"))
        .containsExactly("open");
  }

  // --- Members ---

  @Test
  void P18_a_member_stays_offline_for_the_time_of_grace_and_expires_then() {
    stage.joined(1, "ann");
    stage.joined(2, "bob");
    stage.drop(1);
    assertThat(stage.toAll()).isEqualTo("{\"away\":{\"ann\":true}}");
    assertThat(stage.host().released().member("ann")).matches(member -> !member.online());
    stage.pass(RoomRules.DEFAULT.graceMillis() - 1);
    stage.keepAll();
    assertThat(stage.host().released().member("ann")).isNotNull();
    stage.pass(1);
    assertThat(stage.host().released().member("ann")).isNull();
    assertThat(stage.host().isSession("ann", "any")).isFalse();
  }

  @Test
  void who_does_not_return_to_the_next_owner_is_marked_offline() {
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.joined(2, "bob");
    stage.takeOver(2);
    stage.resumed(3, "ann", ann, 2);
    stage.pass(RoomHost.RETURN_MILLIS);
    stage.step(new RoomHost.Input.OwnershipConfirmed(stage.ticks()));
    assertThat(stage.toAll()).isEqualTo("{\"away\":{\"bob\":true}}");
  }

  @Test
  void P3_a_protected_member_is_taken_up_with_the_passphrase_or_its_session_only() {
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.send(1, Room.PASSPHRASE, 1, Map.of("hash", "h1"));
    stage.keep();
    assertThat(stage.host().passphraseHash("ann")).isEqualTo("h1");
    stage.join(2, "ann");
    assertThat(stage.closed(2)).containsExactly(CloseCode.FORBIDDEN);
    assertThat(stage.closed(1)).isEmpty();
    stage.step(new RoomHost.Input.Join(3, "ann", null, "h0", null, JsonObject.EMPTY));
    assertThat(stage.closed(3)).containsExactly(CloseCode.FORBIDDEN);
    assertThat(stage.resumed(4, "ann", ann, 3).resumed()).isNotNull();
    stage.step(new RoomHost.Input.Join(5, "ann", null, "h1", null, JsonObject.EMPTY));
    stage.keepAll();
    assertThat(stage.arrival(5).memberId()).isEqualTo("ann");
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
  void ticks_come_while_somebody_is_here_and_are_not_made_up_for() {
    Stage ticking = new Stage(RoomRules.DEFAULT.withTickMillis(100));
    ticking.joined(1, "ann");
    long version = ticking.host().released().version();
    ticking.pass(1_000);
    assertThat(ticking.host().released().version()).isEqualTo(version + 1);
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
    stage.step(new RoomHost.Input.OwnershipConfirmed(asked));
    assertThat(stage.answers(1)).hasSize(2);
    assertThat(stage.flush().validUntilTicks()).isEqualTo(asked + Stage.LEASE_MILLIS);
  }

  @Test
  void an_answer_from_before_the_lease_began_confirms_nothing() {
    stage.joined(1, "ann");
    long before = stage.ticks();
    stage.pass(Stage.LEASE_MILLIS);
    stage.send(1, "walk", 1);
    stage.step(new RoomHost.Input.OwnershipConfirmed(before));
    assertThat(stage.flushes()).isEmpty();
    assertThat(stage.all(Effect.ConfirmOwnership.class)).hasSize(1);
  }

  @Test
  void draining_keeps_all_sends_all_and_closes_all() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.send(1, "walk", 2);
    stage.step(new RoomHost.Input.Drain());
    stage.join(2, "bob");
    assertThat(stage.closed(2)).containsExactly(CloseCode.MOVING);
    stage.keep();
    assertThat(stage.answers(1)).hasSize(2);
    stage.keep();
    Flush last = stage.flushes().getLast();
    assertThat(last.isLast()).as("all are told the version, to resume from just there").isTrue();
    assertThat(last.version()).isEqualTo(stage.host().released().version());
    assertThat(stage.closed(1)).containsExactly(CloseCode.MOVING);
    assertThat(stage.effects().getLast()).isEqualTo(new Effect.Gone(false));
    assertThat(stage.all(Effect.SaveSnapshot.class)).hasSize(1);
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
    assertThat(stage.effects().getLast()).isEqualTo(new Effect.Gone(false));
  }

  @Test
  void a_snapshot_is_saved_every_256_commits_of_what_is_kept() {
    stage.joined(1, "ann");
    for (int i = 3; i < RoomHost.SNAPSHOT_COMMITS; i++) {
      stage.send(1, "set", 0, Map.of("value", "v" + i));
      stage.keep();
      assertThat(stage.all(Effect.SaveSnapshot.class)).isEmpty();
    }
    stage.send(1, "set", 0, Map.of("value", "last"));
    stage.keep();
    assertThat(stage.all(Effect.SaveSnapshot.class))
        .containsExactly(
            new Effect.SaveSnapshot(
                1, RoomHost.SNAPSHOT_COMMITS, stage.host().released().layers()));
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
    for (int i = 1; i <= RoomHost.HELD_MAX; i++) {
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
