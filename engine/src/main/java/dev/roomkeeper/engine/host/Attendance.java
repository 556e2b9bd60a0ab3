package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is here, by which connection, and when those who are not are looked at next. That somebody is
 * a member, and whether the others see them online, stands in the room's document.
 */
final class Attendance {
  static final long RETURN_MILLIS = 5_000;

  private final Map<Long, String> members = new LinkedHashMap<>(); // connection -> member
  private final Map<String, Long> connections = new HashMap<>(); // member -> connection
  private long sweepAtTicks;
  private long idleSinceTicks;

  Attendance(long takenAtTicks) {
    this.idleSinceTicks = takenAtTicks;
    // Who was connected before has a while to return before the others are told that they are gone.
    this.sweepAtTicks = takenAtTicks + RETURN_MILLIS;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  int size() {
    return members.size();
  }

  boolean isHere(long connection) {
    return members.containsKey(connection);
  }

  /** Whose connection it is; null for nobody's who is here. */
  @Nullable String member(long connection) {
    return members.get(connection);
  }

  /** The connections of all who are here, in the order of their coming. */
  List<Long> connections() {
    return List.copyOf(members.keySet());
  }

  /** By which connection the member is here; null if it is not. */
  @Nullable Long connection(String memberId) {
    return connections.get(memberId);
  }

  /** Notes that the member is here by this connection; the one it replaces, or null. */
  @Nullable Long arrive(String memberId, long connection) {
    Long older = connections.put(memberId, connection);
    if (older != null) {
      members.remove(older);
    }
    members.put(connection, memberId);
    return older;
  }

  /** Notes that the connection is gone; the member who is not here any more, or null. */
  @Nullable String leave(long connection, long nowTicks) {
    String memberId = members.remove(connection);
    if (memberId != null) {
      connections.remove(memberId);
      idleSinceTicks = nowTicks;
    }
    return memberId;
  }

  /** Takes an arrival back; false if a newer connection has replaced it already. */
  boolean takeBack(String memberId, long connection) {
    boolean isTheirs = connections.remove(memberId, connection);
    if (isTheirs) {
      members.remove(connection);
    }
    return isTheirs;
  }

  /** Since when nobody is here, if nobody is. */
  long idleSinceTicks() {
    return idleSinceTicks;
  }

  // --- Who is not here ---

  /** When {@link #sweep} is due; Long.MAX_VALUE for never. */
  long sweepAtTicks() {
    return sweepAtTicks;
  }

  /** Has those who are not here looked at by then. */
  void sweepBy(long ticks) {
    sweepAtTicks = Math.min(sweepAtTicks, ticks);
  }

  /**
   * Looks for those who have no connection: what the room is to be told, that they are offline, or
   * that their time of grace is over.
   */
  List<Room.Input> sweep(List<Member> all, long graceMillis, Moment moment) {
    List<Room.Input> absences = new ArrayList<>();
    long nextMillis = Long.MAX_VALUE;
    for (Member member : all) {
      long leftMillis = member.sinceMillis() + graceMillis - moment.nowMillis();
      if (connections.containsKey(member.id())) {
        continue;
      }
      if (member.online()) {
        absences.add(new Room.Input.Offline(member.id()));
        nextMillis = Math.min(nextMillis, graceMillis);
      } else if (leftMillis <= 0) {
        absences.add(new Room.Input.Expire(member.id()));
      } else {
        nextMillis = Math.min(nextMillis, leftMillis);
      }
    }
    sweepAtTicks = nextMillis == Long.MAX_VALUE ? Long.MAX_VALUE : moment.ticks() + nextMillis;
    return absences;
  }
}
