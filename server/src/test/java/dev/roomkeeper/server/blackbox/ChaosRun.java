package dev.roomkeeper.server.blackbox;

import dev.roomkeeper.server.blackbox.RoomClient.Absence;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Members of many rooms on three nodes behind nginx, and what is done to these meanwhile. */
final class ChaosRun implements AutoCloseable {
  /** What may happen to a cluster. */
  enum Trouble {
    KILL,
    FREEZE,
    DRAIN,
    REDIS_EMPTIED,
    REDIS_EMPTIED_AND_KILL,
    REDIS_RESTARTED,
    POSTGRES_PAUSED,
    POSTGRES_RESTARTED
  }

  /** A trouble and when it began, on the clock of {@link System#nanoTime}. */
  private record Began(Trouble trouble, long atNanos) {}

  /** A member on a frozen node leaves it after four seconds: only then it matters what it does. */
  private static final long FROZEN_MILLIS_MIN = 5_000;

  private static final long MILLIS_MIN = 2_000;

  private static final int NODES = 3;
  private static final long PATIENCE_SECONDS = 60;

  final Nodes nodes;
  final List<Wanderer> members = new ArrayList<>();
  final List<String> rooms = new ArrayList<>();
  private final Random random;
  private final List<Began> troubles = new ArrayList<>();
  private final List<Long> endsNanos = new ArrayList<>();
  private final List<HistoryAudit.Outage> outages = new ArrayList<>();
  private final List<RoomClient> strangers = new ArrayList<>();

  ChaosRun(Path data, long seed) throws IOException, SQLException {
    random = new Random(seed);
    nodes = new Nodes(NODES, data);
    try (Connection connection = nodes.postgres.connect(nodes.database)) {
      KeptLog.in(connection);
    }
  }

  /**
   * Lets members in, who begin to work.
   *
   * @param kinds of work, dealt out to the rooms in turn
   */
  void populate(int roomCount, int perRoom, long periodMillis, List<CrashCommands> kinds) {
    Site site = new Site(nodes.nginx.port());
    Site.Guest owner = site.guest("owner");
    for (int i = 0; i < roomCount; i++) {
      String room = site.room(owner, "lobby", CrashCommands.object());
      rooms.add(room);
      for (int j = 0; j < perRoom; j++) {
        int number = i * perRoom + j;
        Site.Guest guest = site.guest("m" + number);
        members.add(
            new Wanderer(
                new RoomClient(guest, room),
                number,
                kinds.get(i % kinds.size()),
                random.nextLong(),
                periodMillis,
                nodes.nginx.port()));
      }
    }
    members.forEach(Wanderer::start);
    awaitAllJoined();
  }

  // --- Trouble ---

  /** Makes it, and undoes what can be undone; members may still be on their way back. */
  void make(Trouble trouble, long secondsMax) throws Exception {
    int node = someOwner();
    long millis = MILLIS_MIN + random.nextLong(secondsMax * 1_000 - MILLIS_MIN + 1);
    System.out.printf("Chaos: %s (node %d, %d ms)%n", trouble, node, millis);
    troubles.add(new Began(trouble, System.nanoTime()));
    switch (trouble) {
      case KILL -> killAndStart(node);
      case FREEZE -> {
        endsNanos.add(System.nanoTime());
        nodes.signal("STOP", node);
        Thread.sleep(Math.max(FROZEN_MILLIS_MIN, millis));
        nodes.signal("CONT", node);
      }
      case DRAIN -> drainAndStart(node);
      case REDIS_EMPTIED -> nodes.redis.empty();
      case REDIS_EMPTIED_AND_KILL -> {
        nodes.redis.empty();
        killAndStart(node);
      }
      case REDIS_RESTARTED -> {
        nodes.redis.kill();
        Thread.sleep(millis);
        nodes.redis.startAgain();
      }
      case POSTGRES_PAUSED -> withoutPostgres(true, millis);
      case POSTGRES_RESTARTED -> withoutPostgres(false, millis / 3);
    }
  }

  /**
   * @param isSilent whether PostgreSQL takes connections, and answers nothing; else it refuses them
   */
  void withoutPostgres(boolean isSilent, long millis) throws InterruptedException {
    long from = System.nanoTime();
    if (isSilent) {
      nodes.postgres.pause();
    } else {
      nodes.postgres.stop();
    }
    Thread.sleep(millis);
    if (isSilent) {
      nodes.postgres.resume();
    } else {
      nodes.postgres.startAgain();
    }
    outages.add(new HistoryAudit.Outage(from, System.nanoTime()));
  }

  /** The node that has a room picked at random, so that trouble hits somebody. */
  private int someOwner() throws InterruptedException {
    int node = -1;
    try (HttpClient http = HttpClient.newHttpClient()) {
      node = nodes.owner(http, rooms.get(random.nextInt(rooms.size())));
    } catch (IOException e) {
      // The one that was asked is not well: then any.
    }
    return node < 0 ? random.nextInt(nodes.count()) : node;
  }

  private void killAndStart(int node) throws InterruptedException {
    kill(node);
    Thread.sleep(500 + random.nextInt(1_500));
    nodes.startAgain(node);
  }

  void drainAndStart(int node) {
    int status = nodes.get(node).terminate();
    if (status != 0) {
      throw new AssertionError("a drained node ended with " + status);
    }
    nodes.startAgain(node);
  }

  /** SIGKILL, and nobody to start it again. */
  void kill(int node) {
    endsNanos.add(System.nanoTime());
    nodes.get(node).kill();
  }

  /** The node with the most of these rooms, and which they are. */
  Map.Entry<Integer, List<String>> busiest() throws IOException, InterruptedException {
    List<List<String>> byNode = new ArrayList<>();
    for (int i = 0; i < nodes.count(); i++) {
      byNode.add(new ArrayList<>());
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String room : rooms) {
        int owner = nodes.owner(http, room);
        if (owner >= 0) {
          byNode.get(owner).add(room);
        }
      }
    }
    int most = 0;
    for (int i = 1; i < byNode.size(); i++) {
      most = byNode.get(i).size() > byNode.get(most).size() ? i : most;
    }
    return Map.entry(most, byNode.get(most));
  }

  // --- Waiting ---

  private static void await(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("waited in vain for " + what);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  void awaitAllJoined() {
    await(
        "all members to be joined",
        () -> members.stream().allMatch(member -> member.client.isJoined()));
  }

  /** All members are there, have all answers, and what is lazy is in the database. */
  void comeToRest() throws Exception {
    awaitAllJoined();
    members.forEach(Wanderer::rest);
    await(
        "all answers",
        () ->
            members.stream()
                .allMatch(
                    member -> member.client.isJoined() && member.client.unansweredCount() == 0));
    Site site = new Site(nodes.nginx.port());
    for (String room : rooms) {
      RoomClient client = new RoomClient(site.guest("stranger"), room);
      client.join(nodes.nginx.port());
      strangers.add(client);
    }
    long before = -1;
    for (long heads = heads(); heads != before; heads = heads()) {
      before = heads;
      Thread.sleep(1_500);
    }
  }

  /** How often a room had another owner than its first. */
  long takeovers() throws SQLException {
    return sum("epoch - 1");
  }

  private long heads() throws SQLException {
    return sum("head");
  }

  private long sum(String what) throws SQLException {
    try (Connection connection = nodes.postgres.connect(nodes.database);
        Statement statement = connection.createStatement();
        var sum = statement.executeQuery("SELECT sum(" + what + ") FROM room")) {
      sum.next();
      return sum.getLong(1);
    }
  }

  // --- Afterwards ---

  /** What there is to complain of, after {@link #comeToRest}. */
  HistoryAudit audit(long lazyLimitMillis) throws SQLException {
    HistoryAudit audit = new HistoryAudit(endsNanos, outages, lazyLimitMillis);
    try (Connection connection = nodes.postgres.connect(nodes.database)) {
      for (int i = 0; i < rooms.size(); i++) {
        String room = rooms.get(i);
        List<Wanderer> here =
            members.stream().filter(member -> member.client.roomId.equals(room)).toList();
        audit.audit(connection, room, here, strangers.get(i));
      }
    }
    return audit;
  }

  void report(HistoryAudit audit) {
    System.out.printf(
        "Chaos: %d rooms, %d members; %d durable acks, %d lazy acks, rejects %s, %d unanswered;"
            + " %d answers given again; %d takeovers%n",
        audit.rooms,
        members.size(),
        audit.durableAcks,
        audit.lazyAcks,
        audit.rejects,
        audit.unanswered,
        members.stream().mapToLong(member -> member.client.repeatedAnswers()).sum(),
        audit.epochs - audit.rooms);
    System.out.printf(
        "Chaos: %d durable lost; %d lazy with a mark lost at a node's end, ms from ack to it: %s; %d"
            + " more in outages of the database, %d by nodes that live%n",
        audit.durableLost,
        audit.lostAgesMillis.size(),
        Figures.of(audit.lostAgesMillis),
        audit.lostInOutages,
        audit.lostByLiving);
    System.out.printf(
        "Chaos: %d sights equal the journal, %d are of lost versions; %d snapshots%n",
        audit.sights, audit.sightsOfLost, audit.snapshots);
    Map<Trouble, List<Long>> away = new EnumMap<>(Trouble.class);
    Map<Trouble, List<Long>> back = new EnumMap<>(Trouble.class);
    Map<Trouble, Integer> resumed = new EnumMap<>(Trouble.class);
    Map<Trouble, Integer> anewInDurable = new EnumMap<>(Trouble.class);
    for (Wanderer member : members) {
      for (Absence absence : member.absences()) {
        Began cause = null;
        for (Began each : troubles) {
          cause = each.atNanos() <= absence.leftNanos() ? each : cause;
        }
        if (cause != null) {
          back.computeIfAbsent(cause.trouble(), _ -> new ArrayList<>())
              .add((absence.backNanos() - cause.atNanos()) / 1_000_000);
          away.computeIfAbsent(cause.trouble(), _ -> new ArrayList<>())
              .add((absence.backNanos() - absence.leftNanos()) / 1_000_000);
          anewInDurable.merge(
              cause.trouble(),
              !absence.resumed() && member.isOf(CrashCommands.DURABLE) ? 1 : 0,
              Integer::sum);
          resumed.merge(cause.trouble(), absence.resumed() ? 1 : 0, Integer::sum);
        }
      }
    }
    back.forEach((trouble, millis) ->
        System.out.printf(
            "Chaos: ms from %s to joined again: %s; without a socket: %s; %d joins, %d resumed, %d"
                + " not in durable rooms%n",
            trouble,
            Figures.of(millis),
            Figures.of(away.getOrDefault(trouble, List.of())),
            millis.size(),
            resumed.getOrDefault(trouble, 0),
            anewInDurable.getOrDefault(trouble, 0)));
  }

  @Override
  public void close() {
    members.forEach(Wanderer::leave);
    members.forEach(Wanderer::stop);
    strangers.forEach(RoomClient::drop);
    nodes.close();
  }
}
