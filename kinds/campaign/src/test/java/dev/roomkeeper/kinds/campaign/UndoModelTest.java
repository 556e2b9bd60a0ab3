package dev.roomkeeper.kinds.campaign;

import static dev.roomkeeper.testing.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.testing.TestClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random evenings with undos and redos by several people, held at each step against {@link
 * PastModel}. {@code -Dundo.evenings=2000} plays as many.
 */
final class UndoModelTest {
  private static final int EVENINGS = Integer.getInteger("undo.evenings", 12);
  private static final long FIRST = Long.getLong("undo.seed", 1);
  private static final int COMMANDS = 200;

  @Test
  void undo_and_redo_do_what_the_model_does() {
    int undone = 0;
    int conflicts = 0;
    int answeredAgain = 0;
    for (long seed = FIRST; seed < FIRST + EVENINGS; seed++) {
      Evening evening = new Evening(seed);
      try {
        evening.play();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", " + evening.last, e);
      }
      undone += evening.undone;
      conflicts += evening.conflicts;
      answeredAgain += evening.answeredAgain;
    }
    assertThat(undone).isGreaterThan(20 * EVENINGS);
    assertThat(conflicts).isGreaterThan(EVENINGS);
    assertThat(answeredAgain).isGreaterThan(10 * EVENINGS);
  }

  /** One evening of one seed. */
  private static final class Evening {
    private static final List<String> STATE =
        List.of("encounters", "characters", "active", "notes", "proposals");

    private final Random random;
    private final Party party;
    private final RandomMoves moves;
    private final PastModel model;
    String last = "";
    int undone;
    int conflicts;
    int answeredAgain;
    private final Map<TestClient, Answer> answers = new HashMap<>();

    Evening(long seed) {
      random = new Random(seed);
      party = new Party(seed % 2 == 0 ? "{edition:'2024'}" : "{edition:'2014'}");
      moves = new RandomMoves(random);
      model = new PastModel(state());
      party.fighting();
      party.does(party.dan, "options", "{playersDamage:'applied'}");
      // What was done so far is one thing for the model, and is never undone here.
      model.dealt(state());
    }

    private JsonObject state() {
      JsonObject view = party.dm();
      JsonObject state = JsonObject.of("campaign", party.in("all", "campaign"));
      for (String key : STATE) {
        Json value = view.get(key);
        state = value == null ? state : state.with(key, value);
      }
      return state;
    }

    private long newest() {
      return Long.parseLong(party.dm("moves").keys().getLast());
    }

    void play() {
      long first = newest();
      for (int i = 0; i < COMMANDS; i++) {
        int what = random.nextInt(10);
        if (what < 6) {
          act();
        } else if (what < 9) {
          undoOrRedo(first, what < 8);
        } else {
          back(first);
        }
        if (random.nextInt(5) == 0) {
          sendsAgain();
        }
      }
      thereAndBack();
    }

    private void act() {
      TestClient who = List.of(party.dan, party.dan, party.ann, party.bob).get(random.nextInt(4));
      RandomMoves.Sent sent = moves.next(party, who);
      last = who.memberId + " " + sent.type() + " " + sent.payload();
      long before = newest();
      if (send(who, sent.type(), sent.payload()) instanceof Answer.Ack) {
        assertThat(newest()).isEqualTo(before + 1);
        model.moved(newest(), state());
        JsonObject move = move(newest());
        assertThat(model.changedNothing(newest()) && !move.isTrue("fixed") && !move.has("line"))
            .as("a move that changed nothing is offered")
            .isFalse();
      } else {
        assertThat(state()).isEqualTo(model.state());
        assertThat(newest()).isEqualTo(before);
      }
    }

    /** P15: what was answered is not done again, whatever was undone or redone since. */
    private void sendsAgain() {
      TestClient who = List.of(party.dan, party.ann, party.bob).get(random.nextInt(3));
      Answer before = answers.get(who);
      if (before != null) {
        last = who.memberId + " sends the last command again";
        String commits = party.room.room().version() + " " + party.dm("moves");
        assertThat(who.sendAgain()).isEqualTo(before);
        assertThat(state()).isEqualTo(model.state());
        assertThat(party.room.room().version() + " " + party.dm("moves")).isEqualTo(commits);
        answeredAgain++;
      }
    }

    private Answer send(TestClient who, String type, String payload) {
      return send(who, type, json(payload));
    }

    private Answer send(TestClient who, String type, JsonObject payload) {
      Answer answer = who.send(type, payload);
      answers.put(who, answer);
      return answer;
    }

    private JsonObject move(long number) {
      return party.dm("moves", key(number));
    }

    private static String key(long number) {
      return "%07d".formatted(number);
    }

    private void undoOrRedo(long first, boolean isUndo) {
      TestClient who = List.of(party.dan, party.dan, party.ann, party.bob).get(random.nextInt(4));
      boolean isDm = who == party.dan;
      Long chosen =
          random.nextBoolean() ? null : first + 1 + random.nextInt((int) (newest() - first) + 1);
      Long found = found(who, isDm, chosen, isUndo);
      if (found != null && found <= first) {
        return; // Of the time before the model.
      }
      Long said = chosen == null || isDm ? chosen : mine(chosen, who);
      String payload = said == null ? "{}" : "{number:" + said + "}";
      if (chosen != null && said == null) {
        return;
      }
      last = who.memberId + (isUndo ? " undo " : " redo ") + payload + ", move " + found;
      String turn = turn();
      boolean isTheirs =
          isDm || found == null || isUndo || who.memberId.equals(move(found).text("undoneBy"));
      Answer answer = send(who, isUndo ? "undo" : "redo", payload);
      if (found == null) {
        refused(answer, "no such move");
      } else if (!isTheirs || (!isDm && !isPlayersStill(found, who, turn))) {
        refused(answer, "ask the DM");
      } else {
        rewritten(answer, List.of(found), isUndo);
      }
    }

    private @Nullable Long mine(long number, TestClient who) {
      double mine = move(number).object("mine").number(who.memberId, 0);
      return mine == 0 ? null : (long) mine;
    }

    private String turn() {
      JsonObject fight = party.in("all", "fight");
      return fight.isEmpty()
          ? ""
          : (long) fight.number("round", 0) + "@" + Objects.requireNonNull(fight.text("turn"));
    }

    private boolean isPlayersStill(long number, TestClient who, String turn) {
      JsonObject move = move(number);
      Long mine = mine(number, who);
      long newest =
          party.in("member:" + who.memberId, "mine").isEmpty()
              ? 0
              : Long.parseLong(party.in("member:" + who.memberId, "mine").keys().getLast());
      return who.memberId.equals(move.text("author"))
          && mine != null
          && newest - mine < 20
          && turn.equals(move.text("turn"));
    }

    /** The move that is meant; null if there is none. */
    private @Nullable Long found(
        TestClient who, boolean isDm, @Nullable Long chosen, boolean isUndo) {
      Long found = null;
      double undoneLast = -1;
      for (String key : party.dm("moves").keys()) {
        JsonObject move = party.dm("moves", key);
        boolean fits = isUndo ? !move.has("undone") && !move.isTrue("fixed") : move.has("undone");
        long number = Long.parseLong(key);
        if (!fits || (chosen != null && chosen != number)) {
          continue;
        }
        boolean isOwn = isDm || who.memberId.equals(move.text("author"));
        if (chosen != null) {
          found = number;
        } else if (isOwn && move.number("undone", 0) >= undoneLast) {
          undoneLast = move.number("undone", 0);
          found = number;
        }
      }
      return found;
    }

    private void back(long first) {
      long to = first + 1 + random.nextInt((int) (newest() - first) + 1);
      List<Long> all = new ArrayList<>();
      for (String key : party.dm("moves").keys().reversed()) {
        JsonObject move = party.dm("moves", key);
        if (Long.parseLong(key) >= to && !move.has("undone") && !move.isTrue("fixed")) {
          all.add(Long.parseLong(key));
        }
      }
      if (all.size() > 6 && random.nextInt(10) > 0) {
        return; // Mostly a few, or an evening never comes anywhere.
      }
      last = "dan undo.to " + to;
      Answer answer = send(party.dan, "undo.to", "{number:" + to + "}");
      if (all.isEmpty() || all.size() > 50) {
        refused(answer, "nothing, or too many");
      } else {
        rewritten(answer, all, true);
      }
    }

    private void refused(Answer answer, String why) {
      assertThat(answer).as(why).isInstanceOf(Answer.Reject.class);
      assertThat(state()).isEqualTo(model.state());
    }

    /** All of them, one after the other, or none. */
    private void rewritten(Answer answer, List<Long> numbers, boolean isUndo) {
      JsonObject wanted = model.state();
      List<Long> stood = model.standing();
      List<Long> done = new ArrayList<>();
      for (long number : numbers) {
        JsonObject next = isUndo ? model.undone(wanted, number) : model.redone(wanted, number);
        if (next == null) {
          break;
        }
        wanted = next;
        done.add(number);
        if (isUndo) {
          model.falls(number);
        } else {
          model.stands(number);
        }
      }
      boolean isWhole = done.size() == numbers.size() && Wholeness.holds(wanted);
      if (!isWhole) {
        model.stand(stood);
        conflicts++;
        refused(answer, "a conflict");
        return;
      }
      assertThat(answer).isInstanceOf(Answer.Ack.class);
      assertThat(Wholeness.undealt(state())).isEqualTo(Wholeness.undealt(wanted));
      numbers.forEach(number -> assertThat(move(number).has("undone")).isEqualTo(isUndo));
      model.dealt(state());
      undone += numbers.size();
    }

    /** So many back and as many again leave everything but the log as it was. */
    private void thereAndBack() {
      JsonObject before = state();
      JsonObject seen = party.ann.at("fight").with("party", party.ann.at("party"));
      int times = 0;
      while (times < 10 && party.dan.send("undo", "{}") instanceof Answer.Ack) {
        times++;
      }
      for (int i = 0; i < times; i++) {
        party.dan.does("redo", "{}");
      }
      last = "there and back " + times;
      assertThat(state()).isEqualTo(before);
      assertThat(party.ann.at("fight").with("party", party.ann.at("party"))).isEqualTo(seen);
    }
  }
}
