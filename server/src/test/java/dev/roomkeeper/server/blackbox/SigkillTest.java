package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Demanding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * SIGKILL under load, again and again on the same data; then what clients were told is compared
 * with the database. {@code -Droomkeeper.kills=} for more than twenty, {@code -Droomkeeper.seed=}.
 */
@Timeout(1_800)
@Tag("slow")
@Demanding
final class SigkillTest {
  /** How long a kill took: what was acknowledged before may be read while it lasts. */
  private record Kill(long fromNanos, long toNanos) {}

  private static final int KILLS = Integer.getInteger("roomkeeper.kills", 12);
  private static final long SEED = Long.getLong("roomkeeper.seed", System.nanoTime());
  private static final Pattern MARK = Pattern.compile("mk\\d+x\\d+k");
  private static final int CARDS = 200;

  /** How late a lazy commit may be appended; and some, for a machine that is busy with else. */
  private static final long LAZY_MILLIS = 250;

  private static final long BUSY_MACHINE_MILLIS = 500;

  private final Random random = new Random(SEED);
  private final List<BusyMember> members = new ArrayList<>();
  private final List<Kill> kills = new ArrayList<>();
  private final List<Long> listeningMillis = new ArrayList<>();
  private final List<Long> firstJoinedMillis = new ArrayList<>();
  private final List<Long> allJoinedMillis = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  @Test
  void P13_P15_what_was_acknowledged_is_kept_once_through_20_kills(@TempDir Path temp)
      throws Exception {
    System.out.println("SigkillTest: roomkeeper.seed=" + SEED);
    Path data = Files.createDirectory(temp.resolve("data"));
    try (ServerProcess first = ServerProcess.start(ServerProcess.Launch.on(data))) {
      first.terminate();
    }
    KeptLog.in(data);
    ServerProcess server = ServerProcess.start(ServerProcess.Launch.on(data));
    int port = server.port();
    List<String> rooms = List.of();
    List<ObjectNode> fresh = new ArrayList<>();
    try {
      rooms = populate(new Site(port));
      members.forEach(BusyMember::start);
      for (int kill = 0; kill < KILLS; kill++) {
        tellWhere(port);
        letThemWork(server);
        long from = System.nanoTime();
        server.kill();
        kills.add(new Kill(from, System.nanoTime()));
        tellWhere(0);
        assertThat(server.complaints()).isEmpty();
        server = ServerProcess.start(ServerProcess.Launch.on(data).at(port));
      }
      tellWhere(port);
      awaitAllJoined(server);
      Thread.sleep(300); // They work on what the last start brought back.
      members.forEach(BusyMember::stop);
      for (BusyMember member : members) {
        member.client.await("all answers", () -> member.client.unansweredCount() == 0);
      }
      Site.Guest stranger = new Site(port).guest("stranger");
      for (String room : rooms) {
        fresh.add(new RoomClient(stranger, room).join(port).layers());
      }
      Thread.sleep(2 * LAZY_MILLIS); // What is lazy reaches the journal.
      server.kill();
    } finally {
      members.forEach(BusyMember::stop);
      server.close();
    }
    for (int i = 0; i < rooms.size(); i++) {
      audit(data, rooms.get(i), fresh.get(i));
    }
    report();
    assertThat(faults).isEmpty();
    assertThat(durableAcks).as("under load").isGreaterThan(20 * KILLS);
    assertThat(repeatedAnswers()).isGreaterThan(KILLS);
    assertThat(sightsCompared).isGreaterThan(KILLS);
    if (!lostAgesMillis.isEmpty()) {
      assertThat(Figures.at(lostAgesMillis.stream().sorted().toList(), 0.9))
          .as("ms from ack to kill of nearly all lazy commands that were lost")
          .isLessThanOrEqualTo(LAZY_MILLIS);
    }
  }

  private long repeatedAnswers() {
    return members.stream().mapToLong(member -> member.client.repeatedAnswers()).sum();
  }

  private List<String> populate(Site site) throws Exception {
    Site.Guest owner = site.guest("owner");
    String board = site.room(owner, "lobby", CrashCommands.object());
    String lazy = site.room(owner, "lobby", CrashCommands.object());
    String table = site.room(owner, "cardtable", CrashCommands.object());
    for (int i = 0; i < 8; i++) {
      boolean isCards = i >= 3 && i < 6;
      Site.Guest guest = site.guest("m" + i);
      RoomClient client = new RoomClient(guest, i < 3 ? board : isCards ? table : lazy);
      CrashCommands commands =
          i < 3 ? CrashCommands::board : isCards ? CrashCommands::cards : CrashCommands::lazy;
      members.add(new BusyMember(client, i, commands, random.nextLong()));
    }
    return List.of(board, lazy, table);
  }

  private void letThemWork(ServerProcess server) throws InterruptedException {
    long listening = System.nanoTime();
    listeningMillis.add((listening - server.startedNanos()) / 1_000_000);
    if (kills.size() % 6 == 5) {
      Thread.sleep(random.nextInt(150)); // In the middle of everybody's return.
      return;
    }
    awaitAllJoined(server);
    createDeckOnce();
    Thread.sleep(100 + random.nextInt(800));
  }

  private void awaitAllJoined(ServerProcess server) throws InterruptedException {
    boolean first = false;
    while (!members.stream().allMatch(member -> member.client.isJoined())) {
      if (!first && members.stream().anyMatch(member -> member.client.isJoined())) {
        first = true;
        firstJoinedMillis.add((System.nanoTime() - server.startedNanos()) / 1_000_000);
      }
      Thread.sleep(2);
    }
    allJoinedMillis.add((System.nanoTime() - server.startedNanos()) / 1_000_000);
  }

  private void createDeckOnce() {
    if (!kills.isEmpty()) {
      return;
    }
    ObjectNode deck = CrashCommands.object().put("deckId", CrashCommands.DECK).put("open", true);
    var faces = deck.putArray("cards");
    for (int i = 0; i < CARDS; i++) {
      faces.add("face" + i);
    }
    RoomClient dealer = members.get(3).client;
    RoomClient.Told told = dealer.ask("deck.create", deck);
    assertThat(told.isDurable()).isTrue();
  }

  private void tellWhere(int port) {
    members.forEach(member -> member.serverIsAt(port));
  }

  // --- The comparison ---

  private int commands;
  private int durableAcks;
  private int lazyAcks;
  private int rejects;
  private int lazyLost;
  private int sightsCompared;
  private int sightsOfLost;
  private int snapshots;
  private final List<Long> lostAgesMillis = new ArrayList<>();
  private final Map<String, Integer> rejectCodes = new HashMap<>();

  private void audit(Path data, String roomId, ObjectNode fresh) throws Exception {
    List<BusyMember> here =
        members.stream().filter(member -> member.client.roomId.equals(roomId)).toList();
    List<RoomClient.Sight> sights = new ArrayList<>();
    here.forEach(member -> sights.addAll(member.client.sights()));
    JournalAudit audit = JournalAudit.of(data, roomId, sights);
    faults.addAll(audit.faults);
    sightsCompared += audit.sightsCompared;
    sightsOfLost += audit.sightsOfLost;
    snapshots += audit.snapshots;
    if (audit.epoch < KILLS / 2) {
      faults.add("epochs did not rise: " + audit.epoch);
    }
    Map<String, Integer> marks = new HashMap<>();
    Map<String, Integer> numbered = new HashMap<>();
    for (JournalAudit.Row row : audit.rows) {
      for (Matcher found = MARK.matcher(row.patch() + row.events()); found.find(); ) {
        marks.merge(found.group(), 1, Integer::sum);
      }
      if (row.seq() > 0) {
        numbered.merge(row.author() + "/" + row.seq(), 1, Integer::sum);
      }
    }
    numbered.forEach((command, count) -> {
      if (count > 1) {
        faults.add(command + " is in the journal " + count + " times");
      }
    });
    checkSame("a fresh client", fresh.path("all"), audit);
    for (BusyMember member : here) {
      faults.addAll(member.client.faults());
      checkSame(member.client.guest.name(), member.client.at("all"), audit);
      String own = "member:" + member.client.guest.userId();
      if (!audit.layers.path(own).equals(member.client.at(own))
          && !(audit.layers.path(own).isMissingNode() && member.client.at(own).isEmpty())) {
        faults.add(own + " differs at the end");
      }
      for (var told : member.client.told().entrySet()) {
        compare(member, told.getKey(), told.getValue(), audit, marks);
      }
    }
    if (audit.layers.path("server").path("table").path("decks").has(CrashCommands.DECK)) {
      checkCards(audit.layers);
    }
  }

  private void checkSame(String who, JsonNode seen, JournalAudit audit) {
    if (!audit.layers.path("all").equals(seen)) {
      faults.add(who + " sees at the end " + seen + " and not " + audit.layers.path("all"));
    }
  }

  private void compare(
      BusyMember member,
      long seq,
      RoomClient.Told told,
      JournalAudit audit,
      Map<String, Integer> marks) {
    commands++;
    CrashCommands.Ask ask = member.asked.get(seq);
    String mark = ask == null ? "" : ask.mark();
    String name = member.client.guest.name() + "/" + seq;
    int found = marks.getOrDefault(mark, 0);
    if (told.isDurable()) {
      durableAcks++;
      JournalAudit.Row row = audit.byVersion.get(told.version());
      boolean there =
          row != null
              && row.epoch() == told.epoch()
              && row.seq() == seq
              && row.durable()
              && member.client.guest.userId().equals(row.author())
              && row.patch().contains(mark);
      if (!there || (!mark.isEmpty() && found != 1)) {
        faults.add(name + " was acknowledged " + told.frame() + " and is " + found + "× at " + row);
      }
    } else if (told.isAck()) {
      lazyAcks++;
      if (found > 1) {
        faults.add(name + " took effect " + found + " times");
      } else if (found == 0 && !mark.isEmpty()) {
        lost(name, told.atNanos());
      }
    } else {
      rejects++;
      rejectCodes.merge(told.code(), 1, Integer::sum);
      JournalAudit.Row row =
          audit.rows.stream()
              .filter(each ->
                  each.seq() == seq
                      && each.durable()
                      && member.client.guest.userId().equals(each.author()))
              .findFirst()
              .orElse(null);
      if (found > 0 || row != null) {
        faults.add(name + " was rejected " + told.frame() + " and is there: " + row);
      }
    }
  }

  /** Only a kill may lose it, and only one that came soon after its ack. */
  private void lost(String name, long ackedNanos) {
    lazyLost++;
    long ageMillis =
        kills.stream()
            .filter(kill -> kill.toNanos > ackedNanos - 50_000_000)
            .findFirst()
            .map(kill -> Math.max(0, kill.fromNanos - ackedNanos) / 1_000_000)
            .orElse(Long.MAX_VALUE);
    lostAgesMillis.add(ageMillis);
    if (ageMillis > LAZY_MILLIS + BUSY_MACHINE_MILLIS) {
      faults.add(name + " was acknowledged " + ageMillis + " ms before a kill and is lost");
    }
  }

  /** Every card is somewhere, once. */
  private void checkCards(ObjectNode layers) {
    List<String> faces = new ArrayList<>();
    JsonNode table = layers.path("server").path("table");
    table.path("decks").forEach(deck -> deck.path("cards").forEach(c -> faces.add(c.asString())));
    table.path("faces").forEach(face -> faces.add(face.asString()));
    layers
        .path("all")
        .path("board")
        .forEach(object -> {
          if (object.path("faceUp").asBoolean()) {
            faces.add(object.path("face").asString());
          }
        });
    layers.forEachEntry((name, layer) -> {
      if (name.startsWith("member:")) {
        layer
            .path("players")
            .forEach(
                player -> player.path("tray").forEach(c -> faces.add(c.path("face").asString())));
      }
    });
    List<String> all = new ArrayList<>();
    for (int i = 0; i < CARDS; i++) {
      all.add("face" + i);
    }
    Collections.sort(faces);
    Collections.sort(all);
    if (!faces.equals(all)) {
      faults.add("cards were lost or doubled: " + faces);
    }
  }

  private void report() {
    long resumed = members.stream().mapToLong(member -> member.client.resumedCount()).sum();
    long anew = members.stream().mapToLong(member -> member.client.notResumedCount()).sum();
    System.out.printf(
        "SigkillTest: %d kills; %d commands answered: %d durable acks, %d lazy acks, %d rejects"
            + " %s; %d answers given again%n",
        kills.size(), commands, durableAcks, lazyAcks, rejects, rejectCodes, repeatedAnswers());
    System.out.printf(
        "SigkillTest: %d lazy commands with a mark lost; ms from their acks to the kill: %s%n",
        lazyLost, Figures.of(lostAgesMillis));
    System.out.printf(
        "SigkillTest: %d joins resumed, %d anew; %d sights compared with the journal, %d of lost"
            + " versions; %d snapshots compared%n",
        resumed, anew, sightsCompared, sightsOfLost, snapshots);
    System.out.printf(
        "SigkillTest: ms from start to listening %s, to the first joined %s, to all joined %s%n",
        Figures.of(listeningMillis), Figures.of(firstJoinedMillis), Figures.of(allJoinedMillis));
  }
}
