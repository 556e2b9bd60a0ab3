package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.PlainJson;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is true of every run, whatever happens in it; says so with a {@link Violation}. */
final class Oracle {
  private Oracle() {}

  @SuppressWarnings("AnnotateFormatMethod") // Details are any objects, shown by %s.
  static void check(boolean holds, String format, @Nullable Object... details) {
    if (!holds) {
      throw new Violation(String.format(format, details));
    }
  }

  /** A command that a member made, however often it is sent. */
  static final class Asked {
    final String id;
    final String type;
    final long seq;
    final JsonObject payload;
    final String session;
    int copies;
    @Nullable Answer answer;
    long answeredEpoch;
    long answeredVersion;

    Asked(String id, String type, long seq, JsonObject payload, String session) {
      this.id = id;
      this.type = type;
      this.seq = seq;
      this.payload = payload;
      this.session = session;
    }
  }

  /** A host remembers so many at least, also in tests where its bounds are low. */
  private static final int RESUMED_VERSIONS = 20;

  private record Stamp(long epoch, long version) {}

  private record Refusal(Asked asked, Answer.Reject answer, int copies) {}

  /** All that is known of one room: what the journal holds, and what members were shown. */
  static final class RoomTruth {
    private final Map<Long, Map<String, @Nullable Object>> replayed = new HashMap<>();
    private final Map<Stamp, Layers> shown = new HashMap<>();
    private final TreeMap<Long, Long> beginOfEpoch = new TreeMap<>();
    private final TreeMap<Long, Long> takenAt = new TreeMap<>();
    private final TreeMap<Long, Long> servedFrom = new TreeMap<>(); // epoch -> when it was taken
    private final TreeMap<Long, Long> sentAt = new TreeMap<>(); // epoch -> last time
    final List<Commit> commits = new ArrayList<>();
    private final Map<String, Commit> effective = new HashMap<>();
    private final Set<String> numbered = new HashSet<>();
    private final Map<String, Long> liveEpochs = new HashMap<>(); // by nonce
    private final Map<String, Asked> asked = new HashMap<>(); // by session and number
    private final Map<String, Long> newest = new HashMap<>(); // number in effect, by session
    final WakeTruth wakes = new WakeTruth();
    private final Set<String> refusedEdits = new HashSet<>();
    private final Map<String, Refusal> refused = new HashMap<>();
    private final IdentityHashMap<JsonObject, Map<String, @Nullable Object>> plain =
        new IdentityHashMap<>();
    private Map<String, @Nullable Object> state = new TreeMap<>();
    private long head;

    RoomTruth() {
      replayed.put(0L, state);
    }

    // --- The journal ---

    void taken(long epoch, long begin, long now) {
      check(epoch > lastEpoch(), "epoch %d was taken again", epoch);
      beginOfEpoch.put(epoch, begin);
      takenAt.put(epoch, now);
    }

    private long lastEpoch() {
      return beginOfEpoch.isEmpty() ? 0 : beginOfEpoch.lastKey();
    }

    long head() {
      return head;
    }

    void kept(Commit commit) {
      check(
          commit.epoch() == lastEpoch(),
          "a commit of epoch %d was kept in epoch %d",
          commit.epoch(),
          lastEpoch());
      check(commit.base() == head, "commit %d does not follow head %d", commit.version(), head);
      isWorthAVersion(commit);
      head = commit.version();
      commits.add(commit);
      Map<String, @Nullable Object> before = state;
      state =
          withoutEmptyLayers(PlainJson.mergePatch(state, PlainJson.of(commit.change().patch())));
      replayed.put(head, state);
      check(
          commit.base() > 0 || PlainJson.members(state.get(Layers.ALL)).containsKey("began"),
          "the room is at version %d and never began",
          head);
      wakes.kept(state);
      RevertTruth.kept(commit, commits, before, state);
      for (Event event : commit.events()) {
        String id = Objects.requireNonNull(event.payload().text("id"));
        check(effective.put(id, commit) == null, "command %s took effect twice", id);
        check(!refusedEdits.contains(id), "edit %s was refused, and happened then", id);
        Refusal refusal = refused.get(id);
        check(
            refusal == null || refusal.asked.copies > refusal.copies,
            "%s was answered %s, and happened then",
            id,
            refusal);
      }
      if (commit.seq() > 0 && commit.durable()) {
        numbered(commit);
      }
      Layers seen = shown.get(new Stamp(commit.epoch(), head));
      if (seen != null) {
        sameAsReplayed(seen, head, "what members saw");
      }
    }

    /** Live changes never raise the version, and nothing else does that changes nothing. */
    private static void isWorthAVersion(Commit commit) {
      check(
          commit.change().keys().stream().noneMatch(Layers::isLive),
          "a commit changes live layers: %s",
          commit);
      check(
          !commit.change().isEmpty() || !commit.events().isEmpty(),
          "a commit changes nothing: %s",
          commit);
    }

    private void numbered(Commit commit) {
      String session = sessionOf(commit);
      String number = session + "/" + commit.seq();
      check(numbered.add(number), "number %s took effect twice", number);
      Asked command = asked.get(number);
      if (command != null && command.type.equals(Room.PASSPHRASE)) {
        effective.put(command.id, commit);
      }
      // Sent once each by one connection, commands take effect in the order of their numbers.
      if (command != null && command.copies == 1) {
        long before = newest.getOrDefault(session, 0L);
        check(before < commit.seq(), "%d took effect before %s", before, number);
        newest.put(session, commit.seq());
      }
    }

    /** A member asks for something, for the first time. */
    void asked(Asked command) {
      asked.put(command.session + "/" + command.seq, command);
    }

    /** In which epoch the live value was first shown; now if it never was. */
    long liveEpoch(String nonce, long epoch) {
      Long first = liveEpochs.putIfAbsent(nonce, epoch);
      return first == null ? epoch : first;
    }

    private String sessionOf(Commit commit) {
      Object engine = state.get(Layers.ENGINE);
      Object sessions = PlainJson.members(engine).get("sessions");
      return String.valueOf(
          PlainJson.members(PlainJson.members(sessions).get(String.valueOf(commit.author())))
              .get("id"));
    }

    private static Map<String, @Nullable Object> withoutEmptyLayers(
        Map<String, @Nullable Object> layers) {
      layers.values().removeIf(layer -> PlainJson.members(layer).isEmpty());
      return layers;
    }

    private void sameAsReplayed(Layers layers, long version, String what) {
      Map<String, @Nullable Object> truth = replayed.get(version);
      check(truth != null, "%s: version %d is not in the journal", what, version);
      Map<String, @Nullable Object> found = new TreeMap<>();
      layers.root().forEach((layer, _) -> found.put(layer, plain(layers.root().object(layer))));
      check(
          found.equals(truth),
          "%s at version %d is not what the journal says:%n%s%n%s",
          what,
          version,
          found,
          truth);
    }

    void snapshot(long version, Layers layers) {
      check(version <= head, "a snapshot of %d beyond the head %d", version, head);
      sameAsReplayed(layers, version, "a snapshot");
    }

    void recovered(Room room) {
      check(room.version() == head, "recovered %d, the head is %d", room.version(), head);
      sameAsReplayed(room.layers(), head, "a recovered room");
    }

    @Nullable Commit effect(String id) {
      return effective.get(id);
    }

    // --- What members are shown ---

    /** Whether what was true at that stamp is still a part of the room's history. */
    boolean survived(long epoch, long version) {
      return survived(epoch, version, lastEpoch());
    }

    /** Whether it was a part of it when the later epoch was the newest. */
    boolean survived(long epoch, long version, long laterEpoch) {
      return epoch >= laterEpoch
          || beginOfEpoch.subMap(epoch, false, laterEpoch, true).values().stream()
              .allMatch(begin -> version <= begin);
    }

    /**
     * Whether the host has to know what led from that point to its version of now. It may have let
     * go of what is long ago.
     */
    boolean isResumable(long epoch, long version, SimHost host, long now) {
      return epoch <= host.epoch()
          && version >= host.recentFrom()
          && version <= now // Who makes a version up may name one that comes later.
          && now - version <= RESUMED_VERSIONS
          && survived(epoch, version, host.epoch())
          && commits.stream().anyMatch(commit -> commit.version() == version);
    }

    void shown(Room room) {
      Stamp stamp = new Stamp(room.epoch(), room.version());
      Layers kept = room.layers().kept();
      Layers before = shown.put(stamp, kept);
      check(
          before == null || before.equals(kept),
          "two histories: %s was shown as%n%s%nand as%n%s",
          stamp,
          before,
          kept);
      if (before == null
          && replayed.containsKey(room.version())
          && room.version() <= head
          && survived(room.epoch(), room.version())) {
        sameAsReplayed(room.layers(), room.version(), "what members are shown");
      }
    }

    /** As plain JSON; the same layer is asked for again and again. */
    Map<String, @Nullable Object> plain(JsonObject object) {
      if (plain.size() > 200) {
        plain.clear();
      }
      return plain.computeIfAbsent(object, PlainJson::of);
    }

    Layers at(long epoch, long version) {
      Layers layers = shown.get(new Stamp(epoch, version));
      if (layers == null) {
        throw new Violation("nothing was ever shown at (" + epoch + ", " + version + ")");
      }
      return layers;
    }

    /** A host was opened at this epoch. */
    void served(long epoch) {
      servedFrom.put(epoch, Objects.requireNonNull(takenAt.get(epoch)));
      for (Map.Entry<Long, Long> former : sentAt.headMap(epoch).entrySet()) {
        inLease(former.getKey(), former.getValue());
      }
    }

    /** Nothing may leave a host once another has had the room for a lease's time. */
    void maySend(long epoch, long now) {
      sentAt.put(epoch, now);
      inLease(epoch, now);
    }

    private void inLease(long epoch, long at) {
      Map.Entry<Long, Long> next = servedFrom.higherEntry(epoch);
      check(
          next == null || at < next.getValue() + SimHost.LEASE_MILLIS,
          "epoch %d was sent %d ms after epoch %s took over",
          epoch,
          next == null ? 0 : at - next.getValue(),
          next);
    }

    // --- Answers ---

    /**
     * @param answer null if the edit was not taken in
     */
    void edited(String id, @Nullable Answer answer) {
      Commit effect = effective.get(id);
      if (answer instanceof Answer.Ack ack) {
        check(
            effect != null && effect.epoch() == ack.epoch() && effect.version() == ack.version(),
            "%s of %s, and the journal has %s",
            ack,
            id,
            effect);
      } else if (!(answer instanceof Answer.Reject no
          && no.message().startsWith("this may have"))) {
        check(effect == null, "%s of %s, which happened", answer, id);
        refusedEdits.add(id);
      }
    }

    /**
     * @param released the ids of all commands in effect at the host that answers
     */
    void answered(Asked asked, Answer answer, Room at, Set<String> released) {
      Commit effect = effective.get(asked.id);
      boolean isEffective = effect != null || released.contains(asked.id);
      switch (answer) {
        case Answer.Ack ack when ack.durable() -> {
          check(isDurable(asked.type), "%s is not durable: %s", asked.type, ack);
          check(
              effect != null && effect.epoch() == ack.epoch() && effect.version() == ack.version(),
              "%s of %s, and the journal has %s",
              ack,
              asked.id,
              effect);
        }
        case Answer.Ack ack when asked.type.equals(SimKind.LAZY) ->
            check(isEffective, "%s of %s, which never happened", ack, asked.id);
        case Answer.Ack ack ->
            check(asked.type.equals(SimKind.EPHEMERAL), "%s is durable: %s", asked.id, ack);
        case Answer.Reject reject -> {
          boolean isNoOutcome = reject.code() == Code.UNAVAILABLE || isTooMuch(reject);
          if (!isNoOutcome || asked.copies == 1) {
            check(
                !isEffective || isForgotten(reject), "%s of %s, which happened", reject, asked.id);
          }
          if (reject.code() == Code.CONFLICT && reject.message().startsWith("taken by all#")) {
            String other = reject.message().substring("taken by all#".length());
            check(
                other.equals(asked.id) || released.contains(other) || effective.containsKey(other),
                "%s to %s, which never happened",
                reject,
                asked.id);
          }
        }
      }
      if (isOutcome(asked, answer)) {
        sameAsBefore(asked, answer, at);
      } else {
        check(
            !(asked.answer instanceof Answer.Ack ack && ack.durable())
                || at.epoch()
                    < ack.epoch() // A former owner, asked by who pretends to know no newer.
                || (answer instanceof Answer.Reject reject
                    && (isForgotten(reject) || isTooMuch(reject))),
            "%s was answered %s and then %s",
            asked.id,
            asked.answer,
            answer);
      }
    }

    private static boolean isDurable(String type) {
      return List.of(SimKind.DURABLE, SimKind.REVERT, SimKind.REAPPLY, Room.PASSPHRASE)
          .contains(type);
    }

    private static boolean isForgotten(Answer.Reject reject) {
      return reject.code() == Code.CONFLICT && reject.message().endsWith("outcomes are kept");
    }

    /** P15: this may be said of a command sent again, whatever became of it before. */
    private static boolean isTooMuch(Answer.Reject reject) {
      return reject.code() == Code.RATE_LIMITED;
    }

    private static boolean isOutcome(Asked asked, Answer answer) {
      return !asked.type.equals(SimKind.EPHEMERAL)
          && !(answer instanceof Answer.Reject reject
              && (reject.code() == Code.UNAVAILABLE || isTooMuch(reject) || isForgotten(reject)));
    }

    private void sameAsBefore(Asked asked, Answer answer, Room at) {
      Answer before = asked.answer;
      if (before != null && !before.equals(answer)) {
        long version = before instanceof Answer.Ack ack ? ack.version() : asked.answeredVersion;
        boolean isLost =
            !(before instanceof Answer.Ack ack && ack.durable())
                && (at.epoch() < asked.answeredEpoch || !survived(asked.answeredEpoch, version));
        check(isLost, "%s was answered %s and then %s", asked.id, before, answer);
      }
      if (before == null || !before.equals(answer)) {
        asked.answer = answer;
        asked.answeredEpoch = at.epoch();
        asked.answeredVersion = at.version();
      }
    }
  }

  /** Every marked value names the layer it was written in: there it is, and nowhere else. */
  static void marksBelong(String layer, @Nullable Object value) {
    PlainJson.forEachText(
        "",
        value,
        (path, text) -> {
          int end = text.indexOf('#');
          check(
              end < 0 || text.substring(0, end).equals(layer),
              "%s stands in layer %s at %s",
              text,
              layer,
              path);
        });
  }

  /** The events that the journal has for everybody between two versions. */
  static List<String> eventsToAll(RoomTruth truth, long afterVersion, long upTo) {
    List<String> ids = new ArrayList<>();
    for (int i = truth.commits.size() - 1; i >= 0; i--) {
      Commit commit = truth.commits.get(i);
      if (commit.base() < afterVersion) {
        break;
      }
      if (commit.version() <= upTo) {
        for (Event event : commit.events()) {
          if (event.layer().equals(Layers.ALL)) {
            ids.add(Objects.requireNonNull(event.payload().text("id")));
          }
        }
      }
    }
    return ids;
  }

  static Set<String> newIds() {
    return new HashSet<>();
  }
}
