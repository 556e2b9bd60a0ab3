package dev.roomkeeper.bench;

import dev.roomkeeper.client.ServerAddress;
import dev.roomkeeper.client.User;
import io.netty.channel.EventLoop;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What every scenario runs on. */
record Stage(
    ServerAddress target,
    HttpApi api,
    List<EventLoop> loops,
    @Nullable ServerProbe probe,
    Wire wire,
    PrintWriter progress) {
  /**
   * Creates rooms and joins so many members to each. The first members of all rooms join first,
   * then the second ones, and so on.
   */
  Fleet fleet(String name, int rooms, int perRoom, int flushMillis, Talk talk) {
    say("%s: opening %,d rooms, joining %,d clients", name, rooms, rooms * perRoom);
    List<User> guests = api.guests(rooms * perRoom);
    List<String> roomIds = api.rooms(rooms, "bench " + name, flushMillis, perRoom);
    List<Client.Seat> seats = new ArrayList<>();
    for (int i = 0; i < rooms * perRoom; i++) {
      seats.add(new Client.Seat(roomIds.get(i % rooms), guests.get(i), null));
    }
    return Fleet.join(loops, target, seats, new Client.Manner(wire, talk));
  }

  void say(String format, Object... values) {
    progress.printf(Locale.ROOT, "# " + format + "%n", values);
    progress.flush();
  }
}
