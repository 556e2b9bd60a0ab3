package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands of one client: what it asks, sends again, and was answered. */
final class SimCommands {
  private static final int PENDING_MAX = 20;
  private static final int SENT_KEPT = 90;
  private static final int DONE_KEPT = 12;

  private final World sim;
  private final SimRoom room;
  private final SimClient client;

  private String session = "";
  private long nextSeq = 1;
  private int made;
  private final Map<Long, Oracle.Asked> pending = new LinkedHashMap<>();
  private final Map<Long, Oracle.Asked> sent = new LinkedHashMap<>();
  private final Deque<Long> done = new ArrayDeque<>(); // versions of what it did for good

  SimCommands(World sim, SimRoom room, SimClient client) {
    this.sim = sim;
    this.room = room;
    this.client = client;
  }

  boolean isOf(String inSession) {
    return inSession.equals(session);
  }

  /** The client has joined in this session: what is unanswered in it is sent again. */
  void begin(String inSession) {
    if (!isOf(inSession)) {
      session = inSession;
      nextSeq = 1;
      pending.clear();
      sent.clear();
    }
    List.copyOf(pending.values()).forEach(this::send);
  }

  void answered(Answer answer, SimView next) {
    if (answer.seq() == 0) {
      Oracle.check(answer instanceof Answer.Reject, "%s got %s without a number", client, answer);
      return;
    }
    if (answer instanceof Answer.Ack ack) {
      // P14: the effect is there before the ack.
      Oracle.check(
          ack.epoch() < next.epoch()
              || (ack.epoch() == next.epoch() && ack.version() <= next.version()),
          "%s got %s at (%d, %d)",
          client,
          ack,
          next.epoch(),
          next.version());
    }
    if (answer instanceof Answer.Ack(_, _, var version, var durable) && durable) {
      done.add(version);
      if (done.size() > DONE_KEPT) {
        done.remove();
      }
    }
    Oracle.Asked command = pending.remove(answer.seq());
    if (command != null
        && answer instanceof Answer.Reject reject
        && (reject.code() == Code.UNAVAILABLE || reject.code() == Code.RATE_LIMITED)
        && (!sim.faults() || sim.chance(0.5))) {
      pending.put(answer.seq(), command);
      String inSession = session;
      sim.at(
          sim.now() + 50 + sim.below(300),
          () -> {
            if (session.equals(inSession)
                && pending.containsKey(command.seq)
                && client.isJoined()) {
              send(command);
            }
          });
    }
  }

  void sendAgain() {
    if (!sent.isEmpty()) {
      List<Oracle.Asked> all = List.copyOf(sent.values());
      send(all.get(sim.below(all.size())));
    }
  }

  void ask() {
    if (pending.size() >= PENDING_MAX) {
      return;
    }
    String type = type();
    String id = client.memberId + "-" + ++made;
    boolean isNumbered = !type.equals(SimKind.INPUT) && !sim.chance(0.1);
    long seq = isNumbered ? nextSeq++ : 0;
    JsonObject payload = payload(type, id);
    Oracle.Asked command = new Oracle.Asked(id, type, seq, payload, session);
    if (seq > 0) {
      room.truth.asked(command);
      pending.put(seq, command);
      sent.put(seq, command);
      sent.remove(seq - SENT_KEPT);
    }
    send(command);
  }

  private String type() {
    int draw = sim.below(100);
    if (draw < 3) {
      return Room.PASSPHRASE;
    }
    if (draw < 9) {
      return sim.chance(0.7) ? SimKind.REVERT : SimKind.REAPPLY;
    }
    return draw < 20
        ? SimKind.INPUT
        : draw < 55 ? SimKind.DURABLE : draw < 80 ? SimKind.LAZY : SimKind.EPHEMERAL;
  }

  private JsonObject payload(String type, String id) {
    SimPayload payload = new SimPayload(sim, room, client.memberId, id);
    return switch (type) {
      case Room.PASSPHRASE ->
          sim.chance(0.2)
              ? JsonObject.EMPTY
              : JsonObject.of("passphrase", Json.of(client.rightPassphrase().text()));
      case SimKind.REVERT, SimKind.REAPPLY -> payload.redo(someVersion());
      case SimKind.INPUT -> JsonObject.of("id", Json.of(id));
      default -> payload.of(type);
    };
  }

  private long someVersion() {
    if (done.isEmpty() || sim.chance(0.3)) {
      return 1L + sim.below((int) room.truth.head() + 1);
    }
    List<Long> versions = List.copyOf(done);
    return versions.get(sim.below(versions.size()));
  }

  private void send(Oracle.Asked command) {
    SimLink open = client.link();
    if (open != null) {
      command.copies++;
      open.asked.put(command.seq, command);
      if (command.type.equals(SimKind.INPUT)) {
        room.inputs.sent(command.id, open.id);
      }
      Command sending = new Command(command.type, command.seq, command.payload);
      open.toHost(new Input.Receive(open.id, sending));
    }
  }

  void checkAllAnswered() {
    Oracle.check(pending.isEmpty(), "%s was never answered %s", client, pending.keySet());
  }
}
