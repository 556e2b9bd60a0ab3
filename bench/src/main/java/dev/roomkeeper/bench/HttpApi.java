package dev.roomkeeper.bench;

import dev.roomkeeper.client.Roomkeeper;
import dev.roomkeeper.client.ServerAddress;
import dev.roomkeeper.client.User;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes guests and rooms over HTTP, a few requests at a time. Scenarios share the guests. */
final class HttpApi implements AutoCloseable {
  static final JsonMapper JSON = new JsonMapper();
  private static final int IN_FLIGHT = 8;
  private static final List<String> ARENA_MAPS = List.of("courtyard", "warehouse", "canyon");

  private final Roomkeeper roomkeeper;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(IN_FLIGHT, Thread.ofVirtual().factory());
  private final List<User> guests = new ArrayList<>();

  HttpApi(ServerAddress target) {
    this.roomkeeper = Roomkeeper.at(target, 1);
  }

  /** So many guests; the same ones each time. */
  List<User> guests(int count) {
    int known = guests.size();
    guests.addAll(all(count - known, i -> roomkeeper.guest("bench" + (known + i))));
    return List.copyOf(guests.subList(0, count));
  }

  /**
   * Creates so many rooms of kind {@code lobby} for up to {@code members} each, and returns their
   * ids.
   */
  List<String> rooms(int count, String name, int flushMillis, int members) {
    User owner = guests(1).getFirst();
    ObjectNode options = JSON.createObjectNode().put("flushMillis", flushMillis);
    if (members > 1000) {
      options.put("membersMax", members);
    }
    return all(count, i -> owner.createRoom("lobby", name, options));
  }

  /**
   * Creates so many arenas, whose matches outlast every measurement, and returns their ids.
   *
   * @param map null to use one map after the other
   */
  List<String> arenas(int count, int players, @Nullable String map) {
    User owner = guests(1).getFirst();
    return all(
        count,
        i -> {
          ObjectNode options =
              JSON.createObjectNode()
                  .put("map", map == null ? ARENA_MAPS.get(i % ARENA_MAPS.size()) : map)
                  .put("seats", Math.max(2, players))
                  .put("seconds", 3_600)
                  .put("kept", false)
                  .put("listed", false);
          return owner.createRoom("arena", "bench arena", options);
        });
  }

  /** Creates a space on this map and returns its id. */
  String space(String name, Aisles map) {
    ObjectNode options =
        JSON.createObjectNode().put("width", map.width()).put("height", map.height());
    options.putObject("spawn").put("x", map.spawn().x()).put("y", map.spawn().y());
    ObjectNode elements = options.putObject("elements");
    for (Aisles.Block block : map.blocks()) {
      elements
          .putObject("b" + elements.size())
          .put("elementId", "b")
          .put("x", block.corner().x())
          .put("y", block.corner().y())
          .put("width", Aisles.Block.WIDTH)
          .put("height", block.height())
          .put("static", true);
    }
    return all(1, i -> guests(1).getFirst().createRoom("space", name, options)).getFirst();
  }

  private <T> List<T> all(int count, IntFunction<T> one) {
    List<Future<T>> asked = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int index = i;
      asked.add(executor.submit(() -> one.apply(index)));
    }
    List<T> answers = new ArrayList<>();
    try {
      for (Future<T> future : asked) {
        answers.add(future.get());
      }
    } catch (ExecutionException e) {
      executor.shutdownNow();
      Throwable cause = e.getCause();
      throw cause instanceof UncheckedIOException failed
          ? new BenchException(String.valueOf(failed.getMessage()), failed)
          : new IllegalStateException(cause);
    } catch (InterruptedException e) {
      throw new BenchException("interrupted", e);
    }
    return answers;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    roomkeeper.close();
  }
}
