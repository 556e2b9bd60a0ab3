package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.hub.Journal.Takeover;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Random calls of a journal, each compared with what a simple model in memory says. */
final class JournalModel {
  private static final Outcome KEPT = new Outcome.Kept();
  private static final Outcome REFUSED = new Outcome.Refused();

  private final Supplier<JournalStore> opening;
  private final SplittableRandom dice;
  private final List<RandomRoom> rooms = new ArrayList<>();
  private JournalStore store;
  private Journal journal;

  JournalModel(Supplier<JournalStore> opening, long seed) {
    this.opening = opening;
    dice = new SplittableRandom(seed);
    store = opening.get();
    journal = store.journal();
  }

  void run(int calls) {
    create();
    for (int i = 0; i < calls; i++) {
      int choice = dice.nextInt(100);
      RandomRoom room = rooms.get(dice.nextInt(rooms.size()));
      if (choice < 3 && rooms.size() < 12) {
        create();
      } else if (choice < 15) {
        takeOver(room);
      } else if (choice < 55) {
        append(List.of(room));
      } else if (choice < 70) {
        appendWhereTheRoomIsNot(room);
      } else if (choice < 78) {
        readBack(room);
      } else if (choice < 84) {
        confirm(room);
      } else if (choice < 92) {
        journal.saveSnapshot(room.id, room.epoch, room.version, room.layers).join();
      } else if (choice < 99) {
        append(rooms);
      } else {
        close();
        store = opening.get();
        journal = store.journal();
        rooms.forEach(this::takeOver); // Only who took a room over here appends here.
      }
    }
    rooms.forEach(this::takeOver);
    close();
  }

  private void close() {
    journal.close();
    store.close();
  }

  private void create() {
    RandomRoom room = new RandomRoom("room-" + rooms.size(), dice.split());
    store.rooms().create(room.onRecord(), false);
    rooms.add(room);
  }

  private void takeOver(RandomRoom room) {
    Takeover taken = journal.takeOver(room.id).join().orElseThrow();
    assertThat(taken.room()).isEqualTo(room.onRecord());
    assertThat(taken.epoch()).isEqualTo(room.epoch + 1);
    assertThat(RandomRoom.recovered(taken)).isEqualTo(room.layers);
    room.epoch = taken.epoch();
  }

  private void append(List<RandomRoom> some) {
    List<List<Commit>> commits =
        some.stream().map(room -> room.commits(1 + dice.nextInt(3))).toList();
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      RandomRoom room = some.get(i);
      outcomes.add(
          journal.append(room.id, room.epoch, room.version, commits.get(i), Journal.NEVER));
    }
    for (int i = 0; i < some.size(); i++) {
      assertThat(outcomes.get(i).join()).isEqualTo(KEPT);
      some.get(i).keep(commits.get(i));
    }
  }

  private void appendWhereTheRoomIsNot(RandomRoom room) {
    long wrong = dice.nextBoolean() ? 1 : -1;
    long head = dice.nextBoolean() ? room.version : room.version + wrong;
    long epoch = head == room.version ? room.epoch + wrong : room.epoch;
    assertThat(
            journal.append(room.id, epoch, head, List.of(room.small(head)), Journal.NEVER).join())
        .isEqualTo(REFUSED);
  }

  private void readBack(RandomRoom room) {
    Commit never = room.commits(1).getLast();
    assertThat(journal.readBack(room.id, room.epoch, never).join())
        .isInstanceOf(Outcome.Failed.class);
    if (!room.kept.isEmpty()) {
      Commit old = room.kept.get(dice.nextInt(room.kept.size()));
      assertThat(journal.readBack(room.id, room.epoch, old).join()).isEqualTo(KEPT);
      Commit another = room.small(old.version() - 1); // of the same version
      assertThat(journal.readBack(room.id, room.epoch, another).join())
          .isInstanceOf(Outcome.Failed.class);
    }
  }

  private void confirm(RandomRoom room) {
    assertThat(journal.confirm(room.id, room.epoch).join()).isTrue();
    assertThat(journal.confirm(room.id, room.epoch - 1).join()).isFalse();
    assertThat(journal.confirm(room.id, room.epoch + 1).join()).isFalse();
  }
}
