package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.Patch;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Journal.Outcome;
import dev.roomkeeper.server.hub.NewRoom;
import dev.roomkeeper.server.queue.MatchTable;
import dev.roomkeeper.server.queue.Matches.Begun;
import dev.roomkeeper.server.queue.Person;
import dev.roomkeeper.server.queue.Ticket;
import dev.roomkeeper.server.queue.Waiting;
import dev.roomkeeper.server.queue.WaitingRoom;
import dev.roomkeeper.server.ranks.RankTable.Board;
import dev.roomkeeper.server.ranks.RankTable.Row;
import dev.roomkeeper.server.ranks.RankTable.Score;
import dev.roomkeeper.server.ranks.RankTable.Settled;
import dev.roomkeeper.server.ranks.Rating;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a waiting room, who plays, and what a result is worth, in both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.Sort.class)
class SqlMatchesTest {
  /** In November 2026. */
  private static final long T = 1_795_000_000_000L;

  private static final long UNTIL = T + 600_000;
  private static final Board POINTS = new Board("game", Score.POINTS, "2026-11");
  private static final Board RATING = new Board("game", Score.RATING, "2026-11");

  @Parameter TestDatabase.Sort sort = TestDatabase.Sort.SQLITE;
  @TempDir Path directory;
  private TestDatabase.Opened opened;
  private SqlDatabase database;
  private SqlMatches matches;
  private SqlRanks ranks;
  private SqlJournal journal;
  private final Map<String, JsonObject> states = new HashMap<>();
  private final AtomicLong commits = new AtomicLong();

  @BeforeEach
  void open() {
    opened = sort.in(directory).open();
    database = opened.database();
    matches = new SqlMatches(database);
    ranks = new SqlRanks(database);
    journal = new SqlJournal(database, () -> Instant.ofEpochMilli(T), null);
  }

  @AfterEach
  void close() {
    journal.close();
    opened.close();
  }

  private static WaitingRoom waiting(String id, String... users) {
    List<Waiting> tickets = new ArrayList<>();
    for (String user : users) {
      Person person = new Person(user, user.toUpperCase(java.util.Locale.ROOT), 25);
      Ticket ticket = new Ticket("t-" + user, "game:solo", T, 1, List.of(person));
      tickets.add(new Waiting(ticket, Map.of(user, T), id));
    }
    return new WaitingRoom(id, "game:solo", T, T, T, tickets);
  }

  private Begun begin(String id, boolean isRated, String... users) {
    RoomRecord room = new RoomRecord(id, "game", "Match", JsonObject.EMPTY, users[0], T);
    return matches.begin(
        new MatchTable.Plan(waiting(id, users), new NewRoom(room, false), isRated, UNTIL), T);
  }

  private void account(String... users) {
    for (String user : users) {
      int _ =
          database.write(
              "account " + user,
              handle ->
                  handle.execute(
                      "INSERT INTO account (user_id, name, role, created_at) VALUES (?, ?, 'user',"
                          + " 1)",
                      user,
                      "The " + user));
    }
  }

  /** The room of the match tells something, and it is kept. */
  private void tell(String id, long atMillis, String report) {
    assertThat(append(id, atMillis, report)).isEqualTo(new Outcome.Kept());
  }

  private Outcome append(String id, long atMillis, String report) {
    Journal.Takeover taken = journal.takeOver(id).join().orElseThrow();
    long head = taken.commits().isEmpty() ? 0 : taken.commits().getLast().version();
    Change.Nested change =
        Change.of(
            new Document(states.getOrDefault(id, CommitRow.json("{\"all\":{}}"))),
            new Patch(CommitRow.json("{\"all\":{\"match\":" + report + "}}")));
    Commit commit =
        new Commit(
            "c" + commits.incrementAndGet(),
            new Commit.Span(taken.epoch(), head, head + 1),
            atMillis,
            Commit.Cause.NONE,
            true,
            change,
            List.of());
    Outcome outcome =
        journal.append(id, taken.epoch(), head, List.of(commit), Journal.NEVER).join();
    if (outcome instanceof Outcome.Kept) {
      states.merge(id, change.applyTo(JsonObject.EMPTY), (state, _) -> change.applyTo(state));
    }
    return outcome;
  }

  private static String scores(String... inOrder) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < inOrder.length; i++) {
      all.append(all.isEmpty() ? "" : ",")
          .append("\"%s\":{\"rank\":%d,\"points\":%d}".formatted(inOrder[i], i + 1, 30 - 10 * i));
    }
    return "{\"scores\":{" + all + "}}";
  }

  private List<String> order(Board board) {
    return ranks.top(board, 1, 100).stream().map(Row::userId).toList();
  }

  @Test
  void a_waiting_room_becomes_one_match_however_often_it_is_asked_for() {
    assertThat(begin("m1", true, "ann", "bob", "cid")).isEqualTo(new Begun.Runs());
    assertThat(begin("m1", true, "ann", "bob", "cid")).isEqualTo(new Begun.Runs());
    assertThat(matches.never(waiting("m1", "ann"), T)).isEqualTo(new Begun.Runs());
    assertThat(matches.running("ann", T)).contains("m1");
    assertThat(matches.running("dan", T)).isEmpty();
    assertThat(new SqlRoomCatalog(database).find("m1")).isPresent();
    assertThat(new SqlRoomCatalog(database).countMadeBy("ann")).as("not hers").isZero();
  }

  @Test
  void nobody_plays_two_and_a_room_that_can_not_begin_never_does() {
    assertThat(begin("m1", true, "ann", "bob", "cid")).isEqualTo(new Begun.Runs());
    Begun never = new Begun.Never(Set.of("bob", "cid"));
    assertThat(begin("m2", true, "dan", "cid", "bob")).isEqualTo(never);
    assertThat(matches.running("dan", T)).isEmpty();
    assertThat(matches.running("bob", T)).contains("m1");
    tell("m1", T, scores("ann", "bob", "cid"));
    assertThat(begin("m2", true, "dan", "cid", "bob")).as("for good").isEqualTo(never);
    assertThat(new SqlRoomCatalog(database).find("m2")).isEmpty();
    assertThat(begin("m3", true, "dan", "cid", "bob")).isEqualTo(new Begun.Runs());
  }

  @Test
  void nodes_that_race_for_one_person_agree() {
    for (int round = 0; round < 20; round++) {
      String[] users = {"x" + round, "y" + round, "z" + round};
      String[] others = {"z" + round, "v" + round, "x" + round};
      String a = "a" + round;
      String b = "b" + round;
      var first = CompletableFuture.supplyAsync(() -> begin(a, true, users));
      var second = CompletableFuture.supplyAsync(() -> begin(b, true, others));
      var again = CompletableFuture.supplyAsync(() -> begin(b, true, others));
      assertThat(second.join()).isEqualTo(again.join());
      assertThat(List.of(first.join(), second.join()).stream().filter(Begun.Runs.class::isInstance))
          .hasSize(1);
    }
  }

  @Test
  void a_match_keeps_nobody_for_ever() {
    var _ = begin("m1", true, "ann", "bob", "cid");
    assertThat(matches.running("ann", UNTIL - 1)).contains("m1");
    assertThat(matches.running("ann", UNTIL)).isEmpty();
    long epoch = journal.takeOver("m1").join().orElseThrow().epoch();
    journal.remove("m1", epoch, new Journal.Removal(null, 0)).join();
    assertThat(matches.running("bob", T)).as("the room was deleted").isEmpty();
  }

  /** A room that somebody made. */
  private void room(String id) {
    RoomRecord room = new RoomRecord(id, "game", "Friends", JsonObject.EMPTY, "ann", T);
    new SqlRoomCatalog(database).create(room, false);
  }

  @Test
  void who_plays_among_friends_is_led_back_there_and_drawn_into_no_other_match() {
    room("r1");
    tell("r1", T, "{\"playing\":{\"ann\":%d,\"bob\":%d}}".formatted(UNTIL, UNTIL));
    assertThat(matches.running("ann", T)).contains("r1");
    assertThat(matches.running("ann", UNTIL)).as("not for ever").isEmpty();
    assertThat(begin("m1", true, "ann", "cid")).isEqualTo(new Begun.Never(Set.of("ann")));
    tell("r1", T, "{\"playing\":{\"ann\":null}}");
    assertThat(matches.running("ann", T)).isEmpty();
    assertThat(matches.running("bob", T)).contains("r1");
    assertThat(begin("m2", true, "ann", "cid")).isEqualTo(new Begun.Runs());
    room("r2");
    tell("r2", T, "{\"playing\":{\"ann\":%d}}".formatted(UNTIL));
    assertThat(matches.running("ann", T)).as("the queue's first").contains("m2");
    long epoch = journal.takeOver("r1").join().orElseThrow().epoch();
    journal.remove("r1", epoch, new Journal.Removal(null, 0)).join();
    assertThat(matches.running("bob", T)).as("the room was deleted").isEmpty();
  }

  @Test
  void nobody_plays_where_the_report_is_gone() {
    room("r1");
    tell("r1", T, "{\"playing\":{\"ann\":%d,\"bob\":%d}}".formatted(UNTIL, UNTIL));
    tell("r1", T, "{\"playing\":null}");
    assertThat(matches.running("ann", T)).isEmpty();
    tell("r1", T, "{\"playing\":{\"ann\":%d}}".formatted(UNTIL));
    assertThat(matches.running("ann", T)).contains("r1");
    tell("r1", T, "null");
    assertThat(matches.running("ann", T)).isEmpty();
  }

  @Test
  void a_result_counts_once_and_moves_ratings_and_boards() {
    account("ann", "bob");
    var _ = begin("m1", true, "ann", "bob", "cid");
    assertThat(ranks.settle("m1", T)).as("it has not ended").isEmpty();
    tell("m1", T + 5, scores("bob", "ann", "cid"));
    tell("m1", T + 9, scores("ann", "cid", "bob"));
    assertThat(matches.running("ann", T)).isEmpty();
    assertThat(ranks.unsettled(10)).containsExactly("m1");
    Optional<Settled> settled = ranks.settle("m1", T);
    assertThat(settled.orElseThrow().userIds()).containsExactly("ann", "bob", "cid");
    assertThat(ranks.settle("m1", T)).isEmpty();
    assertThat(ranks.unsettled(10)).isEmpty();
    assertThat(ranks.rating("game", "bob").rating().mu()).isGreaterThan(27);
    assertThat(ranks.rating("game", "cid").rating().mu()).isLessThan(22);
    assertThat(ranks.rating("game", "bob").matches()).isEqualTo(1);
    assertThat(ranks.top(POINTS, 1, 10))
        .as("guests are on no board")
        .containsExactly(new Row(1, "bob", "The bob", 30, 1), new Row(2, "ann", "The ann", 20, 1));
    assertThat(ranks.row(new Board("game", Score.WINS, "2026-11"), "bob").orElseThrow().score())
        .isEqualTo(1);
    assertThat(order(RATING)).as("one match says little").isEmpty();
    assertThat(order(new Board("game", Score.POINTS, "2026-12"))).isEmpty();
    assertThat(order(new Board("other", Score.POINTS, "2026-11"))).isEmpty();
  }

  @Test
  void a_result_is_kept_with_its_commit_or_not_at_all() {
    var _ = begin("m1", true, "ann", "bob", "cid");
    rename("game_match", "away");
    assertThat(append("m1", T, scores("ann", "bob", "cid"))).isInstanceOf(Outcome.Failed.class);
    rename("away", "game_match");
    assertThat(journal.takeOver("m1").join().orElseThrow().commits()).isEmpty();
    assertThat(matches.running("ann", T)).contains("m1");
    tell("m1", T, scores("ann", "bob", "cid"));
    assertThat(ranks.unsettled(10)).containsExactly("m1");
  }

  private void rename(String table, String to) {
    int _ =
        database.write(
            "rename", handle -> handle.execute("ALTER TABLE " + table + " RENAME TO " + to));
  }

  @Test
  void a_rating_is_shown_after_ten_matches() {
    account("ann", "bob");
    for (int i = 1; i <= 10; i++) {
      assertThat(order(RATING)).as("after " + (i - 1)).isEmpty();
      var _ = begin("m" + i, true, "ann", "bob");
      tell("m" + i, T + i, scores("bob", "ann"));
      assertThat(ranks.settle("m" + i, T)).isPresent();
    }
    assertThat(order(RATING)).containsExactly("bob", "ann");
    assertThat(ranks.row(RATING, "ann").orElseThrow().matches()).isEqualTo(10);
  }

  @Test
  void of_equal_scores_the_one_who_got_there_first_comes_first() {
    account("ann", "bob", "cid", "dan");
    var _ = begin("m1", true, "cid", "ann");
    tell("m1", T + 10, scores("cid", "ann"));
    var _ = begin("m2", true, "bob", "dan");
    tell("m2", T + 20, scores("bob", "dan"));
    assertThat(ranks.settle("m2", T)).isPresent(); // The later one is counted first.
    assertThat(ranks.settle("m1", T)).isPresent();
    assertThat(order(POINTS)).containsExactly("cid", "bob", "ann", "dan");
    assertThat(ranks.top(POINTS, 2, 2).stream().map(Row::rank)).containsExactly(2L, 3L);
    assertThat(ranks.ofMatch(POINTS, "m2").stream().map(Row::userId)).containsExactly("bob", "dan");
  }

  @Test
  void who_left_is_last_and_so_is_who_is_not_named() {
    account("ann", "bob", "cid", "dan");
    var _ = begin("m1", true, "ann", "bob", "cid", "dan");
    tell("m1", T, "{\"left\":{\"ann\":true}}");
    assertThat(matches.running("ann", T)).as("free at once").isEmpty();
    assertThat(matches.running("bob", T)).contains("m1");
    assertThat(begin("m2", false, "ann", "eve")).isEqualTo(new Begun.Runs());
    tell("m1", T, scores("ann", "bob", "cid"));
    assertThat(ranks.settle("m1", T)).isPresent();
    Rating ann = ranks.rating("game", "ann").rating();
    assertThat(ann.mu()).isEqualTo(ranks.rating("game", "dan").rating().mu());
    assertThat(ann.mu()).isLessThan(ranks.rating("game", "cid").rating().mu());
    assertThat(order(POINTS).getFirst()).isEqualTo("bob");
    assertThat(ranks.row(POINTS, "ann").orElseThrow().score()).isZero();
  }

  @Test
  void nobody_wins_a_draw() {
    account("ann", "bob");
    var _ = begin("m1", true, "ann", "bob");
    String drawn = "{\"rank\":1,\"points\":10}";
    tell("m1", T, "{\"scores\":{\"ann\":%s,\"bob\":%s}}".formatted(drawn, drawn));
    assertThat(ranks.settle("m1", T)).isPresent();
    assertThat(ranks.row(POINTS, "ann").orElseThrow().score()).isEqualTo(10);
    Board wins = new Board("game", Score.WINS, "2026-11");
    assertThat(ranks.row(wins, "ann").orElseThrow().score()).isZero();
    assertThat(ranks.row(wins, "bob").orElseThrow().score()).isZero();
  }

  @Test
  void an_unrated_match_counts_for_nothing() {
    account("ann", "bob");
    var _ = begin("m1", false, "ann", "bob");
    tell("m1", T, scores("ann", "bob"));
    assertThat(ranks.settle("m1", T)).isPresent();
    assertThat(ranks.rating("game", "ann").rating()).isEqualTo(Rating.FIRST);
    assertThat(order(POINTS)).isEmpty();
  }

  @Test
  void two_matches_of_one_player_both_count() {
    account("ann", "bob", "cid");
    var _ = begin("m1", true, "ann", "bob");
    tell("m1", T, scores("ann", "bob"));
    var _ = begin("m2", true, "cid", "ann");
    tell("m2", T, scores("cid", "ann"));
    var first = CompletableFuture.supplyAsync(() -> ranks.settle("m1", T));
    var second = CompletableFuture.supplyAsync(() -> ranks.settle("m2", T));
    assertThat(first.join()).isPresent();
    assertThat(second.join()).isPresent();
    assertThat(ranks.rating("game", "ann").matches()).isEqualTo(2);
    assertThat(ranks.row(POINTS, "ann").orElseThrow().score()).isEqualTo(50);
  }

  @Test
  void a_banned_users_results_go() {
    account("ann", "bob");
    var _ = begin("m1", true, "ann", "bob");
    tell("m1", T, scores("ann", "bob"));
    assertThat(ranks.settle("m1", T)).isPresent();
    ranks.forget("ann");
    assertThat(order(POINTS)).containsExactly("bob");
    assertThat(ranks.top(POINTS, 1, 1).getFirst().rank()).isEqualTo(1);
    assertThat(ranks.rating("game", "ann").rating()).isEqualTo(Rating.FIRST);
  }

  @Test
  void a_room_that_is_no_match_may_say_the_same() {
    new SqlRoomCatalog(database)
        .create(new RoomRecord("plain", "game", "", JsonObject.EMPTY, "ann", T), false);
    tell("plain", T, scores("ann", "bob"));
    tell("plain", T, "{\"left\":{\"ann\":true}}");
    assertThat(ranks.unsettled(10)).isEmpty();
  }
}
