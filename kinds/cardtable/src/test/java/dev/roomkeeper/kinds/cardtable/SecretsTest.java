package dev.roomkeeper.kinds.cardtable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void T6_P11_in_a_long_game_nobody_is_sent_what_they_may_not_see_and_no_card_is_lost(long seed) {
    RandomGame game = new RandomGame(new CardTable(), seed);

    game.play(2_000);

    assertThat(game.accepted()).isGreaterThan(700);
    assertThat(game.refused()).isGreaterThan(100);
    game.assertUndoneToTheBeginning();
  }

  @Test
  void the_game_notices_a_table_that_shows_the_uppermost_card_of_a_deck() {
    assertGameNotices((draft, sender) -> {
      JsonObject decks = draft.object(Layers.SERVER, List.of("table", "decks"));
      for (String deckId : decks.keys()) {
        if (decks.object(deckId).get("cards") instanceof Json.Arr(var items) && !items.isEmpty()) {
          draft.put(Layers.ALL, List.of("top", deckId), items.getFirst());
        }
      }
    });
  }

  @Test
  void the_game_notices_a_face_that_is_written_into_another_members_layer() {
    assertGameNotices((draft, sender) -> {
      JsonObject faces = draft.object(Layers.SERVER, List.of("table", "faces"));
      draft.put(Layers.member("bob"), List.of("faces"), faces);
    });
  }

  @Test
  void the_game_notices_a_card_that_is_lost() {
    assertGameNotices((draft, sender) -> {
      for (String cardId : new Hands(draft, () -> 0).cardIds(sender)) {
        new Hands(draft, () -> 0).remove(sender, cardId);
      }
    });
  }

  private static void assertGameNotices(Mistake mistake) {
    RandomGame game = new RandomGame(new Mistaken(mistake), 1);
    assertThatThrownBy(() -> game.play(3_000)).isInstanceOf(AssertionError.class);
  }

  private interface Mistake {
    void make(Draft draft, String sender);
  }

  /** A card table that makes a mistake after each command. */
  private record Mistaken(Mistake mistake) implements RoomKind {
    private static final CardTable TABLE = new CardTable();

    @Override
    public String name() {
      return TABLE.name();
    }

    @Override
    public RoomRules rules(JsonObject options) {
      return TABLE.rules(options);
    }

    @Override
    public Durability durability(String commandType) {
      return TABLE.durability(commandType);
    }

    @Override
    public Verdict begin(Draft draft, JsonObject options, Moment moment) {
      return TABLE.begin(draft, options, moment);
    }

    @Override
    public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
      return TABLE.join(draft, member, isNew, moment);
    }

    @Override
    public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
      Verdict verdict = TABLE.command(draft, sender, command, moment);
      if (verdict instanceof Verdict.Refused || command.type().equals("drag")) {
        return verdict;
      }
      mistake.make(draft, sender.id());
      return draft.accept();
    }

    @Override
    public void offline(Draft draft, Member member, Moment moment) {
      TABLE.offline(draft, member, moment);
    }

    @Override
    public void leave(Draft draft, Member member, Moment moment) {
      TABLE.leave(draft, member, moment);
    }
  }
}
