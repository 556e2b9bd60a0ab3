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
 * Which members are online and on which connection, and when to check on the offline ones.
 * Membership itself, and whether the others see a member as online, is in the room's document.
 */
final class Attendance {
  static final long RETURN_MILLIS = 5_000;

  private final Map<Long, String> members = new LinkedHashMap<>(); // connection -> member
  private final Map<String, Long> connections = new HashMap<>(); // member -> connection
  private long sweepAtTicks;
  private long idleSinceTicks;

  Attendance(long takenAtTicks) {
    this.idleSinceTicks = takenAtTicks;
    // After a takeover, members get some time to reconnect before the others see them as offline.
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

  /** The member on this connection, or null if nobody is. */
  @Nullable String member(long connection) {
    return members.get(connection);
  }

  /** All connections, in order of arrival. */
  List<Long> connections() {
    return List.copyOf(members.keySet());
  }

  /** The member's connection, or null if the member is offline. */
  @Nullable Long connection(String memberId) {
    return connections.get(memberId);
  }

  /**
   * Records that the member is online on this connection. Returns the connection it replaces, or
   * null.
   */
  @Nullable Long arrive(String memberId, long connection) {
    Long older = connections.put(memberId, connection);
    if (older != null) {
      members.remove(older);
    }
    members.put(connection, memberId);
    return older;
  }

  /** Records that the connection is gone. Returns the member that went offline, or null. */
  @Nullable String leave(long connection, long nowTicks) {
    String memberId = members.remove(connection);
    if (memberId != null) {
      connections.remove(memberId);
      idleSinceTicks = nowTicks;
    }
    return memberId;
  }

  /** Undoes an arrival. Returns false if a newer connection has replaced it already. */
  boolean takeBack(String memberId, long connection) {
    boolean isTheirs = connections.remove(memberId, connection);
    if (isTheirs) {
      members.remove(connection);
    }
    return isTheirs;
  }

  /** Since when the room is empty, in ticks. Only meaningful while it is empty. */
  long idleSinceTicks() {
    return idleSinceTicks;
  }

  // --- Offline members ---

  /** When {@link #sweep} is due; Long.MAX_VALUE for never. */
  long sweepAtTicks() {
    return sweepAtTicks;
  }

  /** Makes sure that offline members are checked by then. */
  void sweepBy(long ticks) {
    sweepAtTicks = Math.min(sweepAtTicks, ticks);
  }

  /**
   * Finds members without a connection. Returns what the room must be told: that they went offline,
   * or that their grace period is over.
   */
  List<Occasion> sweep(Room room, Moment moment) {
    List<Occasion> absences = new ArrayList<>();
    long nextMillis = Long.MAX_VALUE;
    for (Member member : room.members()) {
      long graceMillis = room.graceMillis(member.id());
      long leftMillis = member.sinceMillis() + graceMillis - moment.nowMillis();
      if (connections.containsKey(member.id())) {
        continue;
      }
      if (member.online()) {
        absences.add(new Occasion.Offline(member.id()));
        nextMillis = Math.min(nextMillis, graceMillis);
      } else if (leftMillis <= 0) {
        absences.add(new Occasion.Expire(member.id()));
      } else {
        nextMillis = Math.min(nextMillis, leftMillis);
      }
    }
    sweepAtTicks = nextMillis == Long.MAX_VALUE ? Long.MAX_VALUE : moment.ticks() + nextMillis;
    return absences;
  }
}
