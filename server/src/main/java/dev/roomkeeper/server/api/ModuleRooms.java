package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.module.Rooms;
import dev.roomkeeper.module.http.Call;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.NewRoom;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The hub's rooms, as kinds' modules see them. */
final class ModuleRooms implements Rooms {
  private static final long REMOVE_MILLIS = 10_000;

  private final Hub hub;
  private final NewRooms newRooms;

  ModuleRooms(Hub hub, NewRooms newRooms) {
    this.hub = hub;
    this.newRooms = newRooms;
  }

  @Override
  public boolean has(String kind) {
    return hub.kinds().contains(kind);
  }

  @Override
  public RoomRecord create(Call call, String kind, String name, JsonObject options) throws Refusal {
    String userId = call.identity().userId();
    newRooms.check((Routes.Call) call, userId);
    try {
      return hub.create(kind, name, options, userId);
    } catch (NewRoom.Refused e) {
      throw Refusal.bad(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Optional<RoomRecord> find(String roomId) {
    return hub.find(roomId);
  }

  @Override
  public Answer edit(String roomId, String userId, String type, JsonObject payload) {
    return hub.edit(roomId, userId, new Command(type, 0, payload)).join();
  }

  @Override
  public void remove(String roomId, @Nullable String by) throws Refusal {
    try {
      hub.remove(roomId, by).get(REMOVE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Refusal(503, "UNAVAILABLE", "the room could not be deleted; try again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "UNAVAILABLE", "the server is stopping");
    }
  }
}
