package dev.roomkeeper.server.blackbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Compares what the members of rooms were told and saw with what is in the database. */
final class HistoryAudit {
  private static final Pattern MARK = Pattern.compile("mk\\d+x\\d+k");

  /** How long before a node's end something lazy may have been acknowledged and yet be lost. */
  static final long LAZY_MILLIS = 250;

  /** When the database did not answer, on the clock of {@link System#nanoTime}. */
  record Outage(long fromNanos, long toNanos) {}

  /** What waited for the database is in it after this time at the latest. */
  private static final long CATCH_UP_NANOS = 5_000_000_000L;

  private static final long JUST_NOW_NANOS = 50_000_000;

  final List<String> faults = new ArrayList<>();
  final List<Long> lostAgesMillis = new ArrayList<>();
  final Map<String, Integer> rejects = new HashMap<>();
  int rooms;
  int durableAcks;
  int durableLost;
  int lazyAcks;
  int lostInOutages;
  int lostByLiving;
  int unanswered;
  int sights;
  int sightsOfLost;
  int snapshots;
  long epochs;

  private final long lazyLimitMillis;
  private final List<Long> endsNanos;
  private final List<Outage> outages;

  /**
   * @param endsNanos when nodes were killed or frozen, on the clock of {@link System#nanoTime}
   * @param lazyLimitMillis how old may be what is lost; {@link #LAZY_MILLIS}, and what a busy
   *     machine adds
   */
  HistoryAudit(List<Long> endsNanos, List<Outage> outages, long lazyLimitMillis) {
    this.endsNanos = endsNanos;
    this.outages = outages;
    this.lazyLimitMillis = lazyLimitMillis;
  }

  /** One room, all of whose members are given. It must be quiet. */
  void audit(Connection connection, String room, List<Wanderer> members, RoomClient stranger)
      throws SQLException {
    List<RoomClient.Sight> seen = new ArrayList<>();
    members.forEach(member -> seen.addAll(member.client.sights()));
    seen.addAll(stranger.sights());
    JournalAudit journal = JournalAudit.of(connection, room, seen);
    journal.faults.forEach(fault -> faults.add(room + ": " + fault));
    rooms++;
    sights += journal.sightsCompared;
    sightsOfLost += journal.sightsOfLost;
    snapshots += journal.snapshots;
    epochs += journal.epoch;
    Map<String, Integer> marks = new HashMap<>();
    Map<String, List<JournalAudit.Row>> numbered = new HashMap<>();
    for (JournalAudit.Row row : journal.rows) {
      for (Matcher found = MARK.matcher(row.patch() + row.events()); found.find(); ) {
        marks.merge(found.group(), 1, Integer::sum);
      }
      if (row.seq() > 0) {
        numbered.computeIfAbsent(row.author() + "/" + row.seq(), _ -> new ArrayList<>()).add(row);
      }
    }
    numbered.forEach((command, rows) -> {
      if (rows.size() > 1) {
        faults.add(command + " is in the journal " + rows.size() + " times: " + rows);
      }
    });
    endsAtTheSame(room, stranger, journal);
    for (Wanderer member : members) {
      faults.addAll(member.faults());
      unanswered += member.client.unansweredCount();
      endsAtTheSame(room, member.client, journal);
      for (var told : member.client.told().entrySet()) {
        compare(member, told.getKey(), told.getValue(), journal, marks, numbered);
      }
    }
  }

  private void endsAtTheSame(String room, RoomClient client, JournalAudit journal) {
    for (String layer : List.of("all", "member:" + client.userId())) {
      JsonNode kept = journal.layers.path(layer);
      JsonNode held = client.at(layer);
      if (!kept.equals(held) && !(kept.isMissingNode() && held.isEmpty())) {
        faults.add(
            room
                + ": "
                + client.guest.name()
                + " ends at "
                + client.epoch()
                + ":"
                + client.version()
                + " with "
                + layer
                + " "
                + Figures.shown(held)
                + " and not "
                + Figures.shown(kept));
      }
    }
  }

  private void compare(
      Wanderer member,
      long seq,
      RoomClient.Told told,
      JournalAudit journal,
      Map<String, Integer> marks,
      Map<String, List<JournalAudit.Row>> numbered) {
    CrashCommands.Ask ask = member.asked.get(seq);
    String mark = ask == null ? "" : ask.mark();
    String name = member.client.guest.name() + "/" + seq;
    int found = marks.getOrDefault(mark, 0);
    List<JournalAudit.Row> rows =
        numbered.getOrDefault(member.client.userId() + "/" + seq, List.of());
    if (told.isDurable()) {
      durableAcks++;
      JournalAudit.Row row = journal.byVersion.get(told.version());
      boolean there =
          row != null
              && row.epoch() == told.epoch()
              && row.durable()
              && rows.equals(List.of(row))
              && row.patch().contains(mark);
      if (!there || (!mark.isEmpty() && found != 1)) {
        durableLost++;
        faults.add(name + " was acknowledged " + told.frame() + " and is " + found + "× at " + row);
      }
    } else if (told.isAck()) {
      lazyAcks++;
      if (found > 1) {
        faults.add(name + " took effect " + found + " times");
      } else if (found == 0 && !mark.isEmpty()) {
        lost(name, told, journal);
      }
    } else {
      rejects.merge(told.code(), 1, Integer::sum);
      boolean isOutcome = !told.code().equals("RATE_LIMITED");
      if (isOutcome && (found > 0 || rows.stream().anyMatch(JournalAudit.Row::durable))) {
        faults.add(name + " was rejected " + told.frame() + " and is there: " + rows);
      }
    }
  }

  /**
   * Only a node's end may lose it, and only one that came soon after its ack, or before the
   * database was back.
   */
  private void lost(String name, RoomClient.Told told, JournalAudit journal) {
    if (!isBeyondItsEpoch(told, journal)) {
      faults.add(name + " was acknowledged " + told.frame() + ", is lost, and no epoch followed");
      return;
    }
    Long end =
        endsNanos.stream()
            .filter(each -> each > told.atNanos() - JUST_NOW_NANOS)
            .findFirst()
            .orElse(null);
    long ageMillis = end == null ? Long.MAX_VALUE : Math.max(0, end - told.atNanos()) / 1_000_000;
    if (end != null
        && outages.stream()
            .anyMatch(outage ->
                outage.fromNanos() < end
                    && told.atNanos() < outage.toNanos() + CATCH_UP_NANOS
                    && end < outage.toNanos() + CATCH_UP_NANOS)) {
      lostInOutages++;
      return;
    }
    if (end == null || ageMillis > lazyLimitMillis) {
      lostByLiving++; // Nothing ended then: the room was taken from a node that lives.
    } else {
      lostAgesMillis.add(ageMillis);
    }
  }

  /** Whether a later epoch began before its version: the only way to lose what was told. */
  private static boolean isBeyondItsEpoch(RoomClient.Told told, JournalAudit journal) {
    return journal.rows.stream()
        .filter(row -> row.epoch() > told.epoch())
        .findFirst()
        .map(row -> row.base() < told.version())
        .orElse(journal.epoch > told.epoch() && journal.head < told.version());
  }
}
