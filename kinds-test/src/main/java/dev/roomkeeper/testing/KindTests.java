package dev.roomkeeper.testing;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.RoomKind;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Tests that fit any kind of room. Bots play in it, and what must hold for every kind is checked. A
 * failure names the seed and the step. Immutable.
 *
 * @param kind creates a room with these options
 * @param options as {@link TestJson} reads them
 * @param members the players
 * @param bot how they play
 * @param seed of the game
 * @param steps the number of commands
 */
public record KindTests(
    RoomKind kind, String options, List<String> members, Bot bot, long seed, int steps) {
  private static final int INPUT_MILLIS = 300;

  /** Three members send 300 commands that the kind's table of commands allows. */
  public static KindTests of(RoomKind kind) {
    return new KindTests(kind, "{}", List.of("ann", "bob", "cat"), new RandomBot(kind), 1, 300);
  }

  public KindTests withOptions(String other) {
    return new KindTests(kind, other, members, bot, seed, steps);
  }

  public KindTests withBot(Bot other) {
    return new KindTests(kind, options, members, other, seed, steps);
  }

  public KindTests withSeed(long other) {
    return new KindTests(kind, options, members, bot, other, steps);
  }

  public KindTests withSteps(int other) {
    return new KindTests(kind, options, members, bot, seed, other);
  }

  /** All tests that need no bot of the kind's own. */
  public void all() {
    isTheSameTwice();
    staysWhole();
    staysWithin(kind.rules(TestJson.json(options)).stateBytesMax());
    followsNames();
  }

  /**
   * The same game played twice leads to the same commits and messages: only the room's state, its
   * time and its dice decide.
   */
  public void isTheSameTwice() {
    Play first = new Play(kind, 0);
    Play second = new Play(kind, 0);
    for (int step = 0; step < steps; step++) {
      first.step();
      second.step();
      if (!first.told().equals(second.told())) {
        throw failed(step, "the same play was told otherwise the second time", first, second);
      }
    }
    if (!first.room.commits().equals(second.room.commits())) {
      throw failed(steps, "the same play came to other commits the second time", first, second);
    }
  }

  /**
   * At every step, what a client built from patches is what it would be sent on joining, a takeover
   * changes nothing that is kept, and the game continues after it.
   */
  public void staysWhole() {
    Play play = new Play(kind, 0);
    Random when = new Random(seed);
    for (int step = 0; step < steps; step++) {
      play.step();
      for (TestClient client : play.room.online().values()) {
        Layers layers = play.room.layers();
        JsonObject whole = layers.view(client.layersHeld()).root();
        if (!client.view().equals(whole)) {
          throw failed(step, client.memberId + " has another view than the room's");
        }
      }
      if (when.nextInt(20) == 0) {
        Layers kept = play.room.layers().kept();
        Layers read = play.room.takeOver();
        // With a clock, the last moment was not on disk yet.
        boolean isStill = play.room.room().rules().ticking().perSecond() == 0;
        if (isStill && !ofKind(read).equals(ofKind(kept))) {
          throw failed(step, "a takeover changed what is kept");
        }
        play.arrive();
      } else if (when.nextInt(20) == 0) {
        var _ = play.room.enter(members.getFirst());
      }
    }
  }

  /**
   * A room with a limited size never becomes full, however long the game lasts. So the kind limits
   * everything that members add.
   */
  public void staysWithin(int bytes) {
    Play play = new Play(new SmallRooms(kind, bytes), 0);
    for (int step = 0; step < steps; step++) {
      if (play.step() instanceof Answer.Reject(_, var code, var message)
          && code == Code.TOO_LARGE
          && message.startsWith("the room ")) {
        throw failed(step, "there is no bound: the room is full with " + bytes + " bytes");
      }
    }
  }

  /**
   * Two worlds: the same game twice, with different {@link Chance#secretBelow} of the other
   * members. The observer, one of the members, must be sent the same.
   */
  public void keepsSecrets(String observer) {
    Play one = new Play(kind, 0);
    Play other = new Play(kind, 1);
    for (int step = 0; step < steps; step++) {
      one.step();
      other.step();
      String told = one.told().get(observer);
      String toldOther = other.told().get(observer);
      if (told != null && !told.equals(toldOther)) {
        throw failed(
            step, observer + " can tell two worlds apart", told, String.valueOf(toldOther));
      }
    }
  }

  /**
   * A member that changes its name is nowhere called by the former one: the kind implements {@link
   * RoomKind#renamed} if its state repeats names.
   */
  public void followsNames() {
    String memberId = members.getFirst();
    String former = "Formerly " + memberId;
    TestRoom room = new TestRoom(kind, options, seed);
    TestClient client = room.join(memberId, former, null);
    client.does(Room.RENAME_MEMBER, "{name:'Today'}");
    for (String when : List.of("after a change of name", "after another join")) {
      if (room.layers().root().toString().contains(former)) {
        throw failed(0, "the former name is left " + when, room.layers().root());
      }
      room.join(memberId, former, null);
    }
  }

  private static Layers ofKind(Layers layers) {
    return new Layers(layers.root().without(Layers.ENGINE));
  }

  private AssertionError failed(int step, String what, Object... seen) {
    StringBuilder text =
        new StringBuilder()
            .append(kind.name())
            .append(", seed ")
            .append(seed)
            .append(", step ")
            .append(step)
            .append(": ")
            .append(what);
    for (Object one : seen) {
      text.append("\n").append(one);
    }
    return new AssertionError(text.toString());
  }

  /** One game of the members. */
  private final class Play {
    private final TestRoom room;
    private final Random open = new Random(seed);
    private final Random secret;
    private Map<String, String> told = Map.of();

    private Play(RoomKind played, long world) {
      room = new TestRoom(played, options, seed);
      secret = new Random(seed * 31 + world);
      arrive();
    }

    /** All whom the room lets in: a kind may have removed somebody for good. */
    private void arrive() {
      members.forEach(room::enter);
      told = takeInboxes();
    }

    /** Sends a command and gets its answer. A fault of the kind is thrown. */
    private Answer step() {
      String memberId = members.get(open.nextInt(members.size()));
      TestClient client = room.online().get(memberId);
      if (client == null) {
        client = room.enter(memberId);
      }
      Bot.Ask ask = client == null ? null : bot.next(memberId, client.view(), chance());
      Answer answer =
          client == null || ask == null
              ? new Answer.Ack(0, 0, 0, false)
              : client.send(ask.type(), ask.payload());
      room.pass(open.nextInt(INPUT_MILLIS));
      told = takeInboxes();
      return answer;
    }

    private Chance chance() {
      return new Chance() {
        @Override
        public int below(int bound) {
          return open.nextInt(bound);
        }

        @Override
        public int secretBelow(int bound) {
          return secret.nextInt(bound);
        }
      };
    }

    private Map<String, String> takeInboxes() {
      Map<String, String> all = new TreeMap<>();
      room.online().forEach((memberId, client) -> all.put(memberId, client.takeInbox()));
      return all;
    }

    /** What each member was sent in the last step. */
    private Map<String, String> told() {
      return told;
    }

    @Override
    public String toString() {
      return told.toString();
    }
  }
}
