package dev.roomkeeper.kinds.arena.server;

import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.kinds.arena.Arena;
import dev.roomkeeper.module.House;
import dev.roomkeeper.module.KindModule;
import dev.roomkeeper.module.http.Routes;
import java.util.List;
import java.util.Optional;

/** Arena matches on a server: their rooms and their pages. */
public final class ArenaModule implements KindModule {
  private static final String MATCH_SECONDS = "arena.match-seconds";
  private static final int SECONDS = 180;
  private static final int SECONDS_MIN = 10;
  private static final int SECONDS_MAX = 600;

  private volatile int matchSeconds = SECONDS;
  private final Arena kind = new Arena(() -> matchSeconds);

  @Override
  public RoomKind kind() {
    return kind;
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            MATCH_SECONDS,
            String.valueOf(SECONDS),
            "How long a match is among people whom the queue brings together, from "
                + SECONDS_MIN
                + " to "
                + SECONDS_MAX
                + " seconds.",
            ArenaModule::problem));
  }

  private static Optional<String> problem(String value) {
    boolean isGood =
        value.matches("[0-9]{1,4}")
            && Integer.parseInt(value) >= SECONDS_MIN
            && Integer.parseInt(value) <= SECONDS_MAX;
    return isGood
        ? Optional.empty()
        : Optional.of("must be a number from " + SECONDS_MIN + " to " + SECONDS_MAX);
  }

  @Override
  public void start(House house, Routes routes) {
    matchSeconds = Integer.parseInt(house.setting(MATCH_SECONDS));
    Thread.ofPlatform().daemon().name("arena-maps").start(Arena::prepare);
  }

  @Override
  public List<String> pages() {
    return List.of("/arena", "/arena/*");
  }

  @Override
  public String phrase() {
    return "A match in the arena";
  }
}
