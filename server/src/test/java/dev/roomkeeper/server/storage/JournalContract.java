package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.hub.Journal.Takeover;
import dev.roomkeeper.server.hub.RoomElsewhere;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every journal keeps to. */
abstract class JournalContract {
  static final Outcome KEPT = new Outcome.Kept();
  static final Outcome REFUSED = new Outcome.Refused();

  /** Opens the store of this test, again after it was closed. */
  abstract JournalStore open();

  private JournalStore store;
  private Journal journal;
  private final SplittableRandom random = new SplittableRandom(7);

  @BeforeEach
  void openStore() {
    store = open();
    journal = store.journal();
  }

  @AfterEach
  void closeStore() {
    journal.close();
    store.close();
  }

  private void reopen() {
    closeStore();
    openStore();
  }

  private RandomRoom room(String id) {
    RandomRoom room = new RandomRoom(id, random);
    store.rooms().create(room.onRecord(), false);
    return room;
  }

  private RandomRoom taken(String id) {
    RandomRoom room = room(id);
    take(room);
    return room;
  }

  private Takeover take(RandomRoom room) {
    Takeover taken = journal.takeOver(room.id).join().orElseThrow();
    room.epoch = taken.epoch();
    return taken;
  }

  private Outcome append(RandomRoom room, List<Commit> commits) {
    Outcome outcome =
        journal.append(room.id, room.epoch, room.version, commits, Journal.NEVER).join();
    if (outcome.equals(KEPT)) {
      room.keep(commits);
    }
    return outcome;
  }

  @Test
  void a_takeover_raises_the_epoch() {
    RandomRoom room = room("r");
    Takeover first = take(room);
    assertThat(first)
        .isEqualTo(new Takeover(room.onRecord(), 1, 0, Layers.EMPTY, List.<Commit>of()));
    assertThat(take(room).epoch()).isEqualTo(2);
    reopen();
    assertThat(take(room).epoch()).isEqualTo(3);
  }

  @Test
  void of_two_who_follow_the_same_owner_one_takes_the_room_over() {
    RandomRoom room = taken("r");
    append(room, room.commits(3));
    List<CompletableFuture<Optional<Takeover>>> both =
        List.of(journal.takeOver("r", room.epoch), store.another().takeOver("r", room.epoch));
    long won =
        both.stream().filter(taken -> taken.handle((_, failure) -> failure == null).join()).count();
    assertThat(won).isEqualTo(1);
    assertThatThrownBy(() -> journal.takeOver("r", room.epoch).join())
        .hasCauseInstanceOf(RoomElsewhere.class);
    assertThat(journal.owner("r").join().orElseThrow().epoch()).isEqualTo(room.epoch + 1);
    assertThat(journal.takeOver("nowhere", 0).join()).isEmpty();
  }

  @Test
  void a_room_that_does_not_exist_is_not_taken_over() {
    assertThat(journal.takeOver("nowhere").join()).isEmpty();
    assertThat(journal.confirm("nowhere", 0).join()).isFalse();
    RandomRoom nowhere = new RandomRoom("nowhere", random);
    assertThat(append(nowhere, nowhere.commits(1))).isEqualTo(REFUSED);
  }

  @Test
  void a_removed_room_leaves_nothing_and_lets_the_others_be() {
    RandomRoom room = taken("r");
    RandomRoom other = taken("s");
    append(room, room.commits(3));
    append(other, other.commits(2));
    journal.saveSnapshot("r", room.epoch, room.version, Layers.EMPTY).join();
    journal.remove("r", room.epoch, new Journal.Removal(null, 0)).join();
    assertThat(store.rooms().find("r")).isEmpty();
    assertThat(append(room, room.commits(1))).isEqualTo(REFUSED);
    assertThat(journal.confirm("r", room.epoch).join()).isFalse();
    assertThat(journal.takeOver("r").join()).isEmpty();
    assertThat(take(other).commits()).isEqualTo(other.kept);
  }

  @Test
  void who_lost_a_room_does_not_remove_it() {
    RandomRoom room = taken("r");
    append(room, room.commits(2));
    long former = room.epoch;
    take(room);
    journal.remove("r", former, new Journal.Removal(null, 0)).join();
    assertThat(take(room).commits()).isEqualTo(room.kept);
  }

  @Test
  void an_append_is_kept_as_it_was_handed_in() {
    RandomRoom room = taken("r");
    for (int i = 0; i < 50; i++) {
      assertThat(append(room, room.commits(1 + i % 4))).isEqualTo(KEPT);
    }
    assertThat(take(room).commits()).isEqualTo(room.kept);
  }

  @Test
  void what_a_member_called_its_command_stops_no_room() {
    RandomRoom room = taken("r");
    Commit small = room.small(0);
    Commit odd =
        new Commit(
            small.id(),
            new Commit.Span(small.epoch(), 0, 1),
            small.atMillis(),
            new Commit.Cause("u_1", 1, "a\0b\ud800"),
            true,
            small.change(),
            small.events());
    assertThat(append(room, List.of(odd))).isEqualTo(KEPT);
    assertThat(take(room).commits()).extracting(Commit::id).containsExactly(odd.id());
  }

  @Test
  void an_append_at_another_epoch_is_refused_and_leaves_nothing() {
    RandomRoom room = taken("r");
    append(room, room.commits(2));
    long former = room.epoch;
    take(room);
    List<Commit> late = room.commits(2);
    assertThat(journal.append(room.id, former, room.version, late, Journal.NEVER).join())
        .isEqualTo(REFUSED);
    assertThat(journal.append(room.id, room.epoch + 1, room.version, late, Journal.NEVER).join())
        .isEqualTo(REFUSED);
    assertThat(append(room, room.commits(1))).isEqualTo(KEPT);
    assertThat(take(room).commits()).isEqualTo(room.kept);
  }

  @Test
  void an_append_on_another_version_is_refused_and_leaves_nothing() {
    RandomRoom room = taken("r");
    append(room, List.of(room.small(0)));
    append(room, List.of(room.small(1)));
    for (long head : new long[] {0, 1, 3}) {
      assertThat(
              journal
                  .append(room.id, room.epoch, head, List.of(room.small(head)), Journal.NEVER)
                  .join())
          .isEqualTo(REFUSED);
    }
    assertThat(take(room).commits()).isEqualTo(room.kept);
  }

  @Test
  void an_append_whose_commits_do_not_follow_each_other_is_a_bug() {
    RandomRoom room = taken("r");
    List<Commit> gap = List.of(room.small(0), room.small(2));
    assertThatThrownBy(() -> journal.append(room.id, room.epoch, 0, gap, Journal.NEVER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> journal.append(room.id, room.epoch, 0, List.of(), Journal.NEVER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void one_rooms_conflict_fails_no_other_room() {
    List<RandomRoom> rooms = IntStream.range(0, 200).mapToObj(i -> taken("r" + i)).toList();
    for (int round = 0; round < 5; round++) {
      List<List<Commit>> appended = new ArrayList<>();
      List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < rooms.size(); i++) {
        RandomRoom room = rooms.get(i);
        List<Commit> commits = room.commits(1);
        appended.add(commits);
        boolean stale = i % 7 == round;
        outcomes.add(
            journal.append(
                room.id,
                stale ? room.epoch - 1 : room.epoch,
                room.version,
                commits,
                Journal.NEVER));
      }
      for (int i = 0; i < rooms.size(); i++) {
        assertThat(outcomes.get(i).join()).isEqualTo(i % 7 == round ? REFUSED : KEPT);
        if (i % 7 != round) {
          rooms.get(i).keep(appended.get(i));
        }
      }
    }
    for (RandomRoom room : rooms) {
      assertThat(take(room).commits()).isEqualTo(room.kept);
    }
  }

  @Test
  void appends_of_one_room_are_taken_in_the_order_they_were_handed_in() {
    RandomRoom room = taken("r");
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      outcomes.add(journal.append(room.id, room.epoch, i, List.of(room.small(i)), Journal.NEVER));
    }
    assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.join()).isEqualTo(KEPT));
  }

  @Test
  void read_back_says_for_good_whether_an_append_was_kept() {
    RandomRoom room = taken("r");
    List<Commit> first = room.commits(3);
    append(room, first);
    List<Commit> never = room.commits(2);
    assertThat(journal.readBack(room.id, room.epoch, first.getLast()).join()).isEqualTo(KEPT);
    assertThat(journal.readBack(room.id, room.epoch, never.getLast()).join())
        .isInstanceOf(Outcome.Failed.class);
    // Another commit of the same version is not the one that was asked for.
    Commit lost = room.small(room.version);
    append(room, List.of(room.small(room.version)));
    assertThat(room.version).isEqualTo(lost.version());
    assertThat(journal.readBack(room.id, room.epoch, lost).join())
        .isInstanceOf(Outcome.Failed.class);
    // After a takeover: kept is kept, and what was not kept is lost with the room.
    long former = room.epoch;
    take(room);
    assertThat(journal.readBack(room.id, former, first.getLast()).join()).isEqualTo(KEPT);
    assertThat(journal.readBack(room.id, former, never.getLast()).join()).isEqualTo(REFUSED);
  }

  @Test
  void what_was_given_up_may_be_appended_again() {
    RandomRoom room = taken("r");
    List<Commit> commits = room.commits(2);
    for (int i = 0; i < 3; i++) {
      assertThat(journal.readBack(room.id, room.epoch, commits.getLast()).join())
          .isInstanceOf(Outcome.Failed.class);
    }
    assertThat(append(room, commits)).isEqualTo(KEPT);
    assertThat(journal.readBack(room.id, room.epoch, commits.getLast()).join()).isEqualTo(KEPT);
  }

  @Test
  void ownership_is_confirmed_to_the_owner_alone() {
    RandomRoom room = taken("r");
    assertThat(journal.confirm(room.id, room.epoch).join()).isTrue();
    assertThat(journal.confirm(room.id, room.epoch - 1).join()).isFalse();
    assertThat(journal.confirm(room.id, room.epoch + 1).join()).isFalse();
    store.another().takeOver(room.id).join();
    assertThat(journal.confirm(room.id, room.epoch).join()).isFalse();
  }

  @Test
  void as_many_as_ask_at_once_are_each_told_of_their_room() {
    for (int i = 0; i < 40; i += 2) {
      RandomRoom room = taken("r" + i);
      for (int more = i % 6; more > 0; more--) {
        take(room);
      }
    }
    List<CompletableFuture<Optional<Journal.Owner>>> owners =
        IntStream.range(0, 2_000).mapToObj(i -> journal.owner("r" + i)).toList();
    for (int i = 0; i < owners.size(); i++) {
      Long epoch = owners.get(i).join().map(Journal.Owner::epoch).orElse(null);
      assertThat(epoch).as("r" + i).isEqualTo(i < 40 && i % 2 == 0 ? 1L + i % 6 : null);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_state_recovered_is_the_state_before(long seed) {
    RandomRoom room = new RandomRoom("r", new SplittableRandom(seed));
    store.rooms().create(room.onRecord(), false);
    for (int life = 0; life < 4; life++) {
      take(room);
      for (int i = 0; i < 100; i++) {
        assertThat(append(room, room.commits(1 + i % 3))).isEqualTo(KEPT);
        if (i % 40 == 39) {
          journal.saveSnapshot(room.id, room.epoch, room.version, room.layers).join();
        }
      }
      reopen();
      Takeover taken = take(room);
      assertThat(RandomRoom.recovered(taken)).isEqualTo(room.layers);
      assertThat(taken.commits().getLast()).isEqualTo(room.kept.getLast());
    }
  }

  @Test
  void a_snapshot_comes_with_what_led_to_it_and_what_followed() {
    RandomRoom room = taken("r");
    for (int i = 0; i < 3; i++) {
      append(room, room.commits(200));
    }
    journal.saveSnapshot(room.id, room.epoch, room.version, room.layers).join();
    Layers snapshot = room.layers;
    long snapshotVersion = room.version;
    append(room, room.commits(5));

    Takeover taken = take(room);
    assertThat(taken.snapshotVersion()).isEqualTo(snapshotVersion);
    assertThat(taken.snapshot()).isEqualTo(snapshot);
    int count = taken.commits().size();
    assertThat(count).isBetween(5 + 100, 5 + 300);
    assertThat(taken.commits())
        .isEqualTo(room.kept.subList(room.kept.size() - count, room.kept.size()));
    assertThat(RandomRoom.recovered(taken)).isEqualTo(room.layers);
  }

  @Test
  void a_snapshot_saved_again_or_late_does_no_harm() {
    RandomRoom room = taken("r");
    append(room, room.commits(3));
    Layers earlier = room.layers;
    long earlierVersion = room.version;
    append(room, room.commits(3));
    journal.saveSnapshot(room.id, room.epoch, room.version, room.layers).join();
    journal.saveSnapshot(room.id, room.epoch, room.version, room.layers).join();
    journal.saveSnapshot(room.id, room.epoch, earlierVersion, earlier).join();
    Takeover taken = take(room);
    assertThat(taken.snapshotVersion()).isEqualTo(room.version);
    assertThat(taken.snapshot()).isEqualTo(room.layers);
  }

  @Test
  void a_snapshot_of_a_former_owner_or_of_what_is_not_kept_is_left_out() {
    RandomRoom room = taken("r");
    append(room, room.commits(3));
    long former = room.epoch;
    take(room);
    journal.saveSnapshot(room.id, former, room.version, room.layers).join();
    journal.saveSnapshot(room.id, room.epoch, room.version + 1, Layers.EMPTY).join();
    Takeover taken = take(room);
    assertThat(taken.snapshotVersion()).isZero();
    assertThat(RandomRoom.recovered(taken)).isEqualTo(room.layers);
    // Nor does it count once there is such a version.
    append(room, List.of(room.small(room.version)));
    assertThat(RandomRoom.recovered(take(room))).isEqualTo(room.layers);
  }

  @Test
  void of_owners_who_race_one_wins_and_only_the_newest_epoch_appends() {
    RandomRoom room = room("r");
    List<Journal> nodes = List.of(journal, store.another(), store.another());
    for (int round = 0; round < 20; round++) {
      List<CompletableFuture<Takeover>> races = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        Journal node = nodes.get(i % nodes.size());
        races.add(node.takeOver(room.id).thenApply(taken -> taken.orElseThrow()));
      }
      List<Takeover> taken = races.stream().map(CompletableFuture::join).toList();
      Set<Long> epochs = new HashSet<>();
      taken.forEach(each -> epochs.add(each.epoch()));
      assertThat(epochs).hasSize(9);

      long newest = epochs.stream().mapToLong(epoch -> epoch).max().orElseThrow();
      List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        room.epoch = taken.get(i).epoch();
        outcomes.add(
            nodes
                .get(i % nodes.size())
                .append(room.id, room.epoch, round, List.of(room.small(round)), Journal.NEVER));
      }
      for (int i = 0; i < 9; i++) {
        assertThat(outcomes.get(i).join())
            .isEqualTo(taken.get(i).epoch() == newest ? KEPT : REFUSED);
      }
    }
  }

  @Test
  void close_finishes_what_was_handed_in_and_takes_no_more() {
    List<RandomRoom> rooms = IntStream.range(0, 100).mapToObj(i -> taken("r" + i)).toList();
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (RandomRoom room : rooms) {
      outcomes.add(journal.append(room.id, room.epoch, 0, List.of(room.small(0)), Journal.NEVER));
    }
    journal.close();
    assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.getNow(REFUSED)).isEqualTo(KEPT));
    RandomRoom room = rooms.getFirst();
    assertThat(journal.append(room.id, room.epoch, 1, List.of(room.small(1)), Journal.NEVER).join())
        .isInstanceOf(Outcome.Failed.class);
    reopen();
    assertThat(rooms).allSatisfy(each -> assertThat(take(each).commits()).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void random_calls_do_as_a_simple_model_does(long seed) {
    closeStore();
    new JournalModel(this::open, seed).run(300);
    openStore();
  }
}
