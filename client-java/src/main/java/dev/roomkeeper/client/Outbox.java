package dev.roomkeeper.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A room's commands that have no answer yet. Each takes effect once, however often the connection
 * breaks: an unanswered command is sent again under its number (P15). All methods run on the room's
 * loop.
 */
final class Outbox {
  /** When so many commands wait, further ones are refused. */
  private static final int WAITING_MAX = 256;

  /**
   * A room keeps the last 64 outcomes of a session. A command that is sent again must be among
   * them, so no command is sent further ahead of the oldest unanswered one.
   */
  private static final int WINDOW = 64;

  private record Waiting(String type, ObjectNode payload, CompletableFuture<Ack> answer) {
    ClientFrame.Command frame(long seq) {
      return new ClientFrame.Command(type, OptionalLong.of(seq), payload);
    }
  }

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final TreeMap<Long, Waiting> unanswered = new TreeMap<>();
  private @Nullable Consumer<ClientFrame.Command> send;
  private String session = "";
  private long nextSeq = 1;

  void add(String type, ObjectNode payload, CompletableFuture<Ack> answer) {
    if (waiting.size() >= WAITING_MAX) {
      answer.completeExceptionally(
          new RoomException(
              RoomException.UNAVAILABLE, WAITING_MAX + " commands are waiting already"));
      return;
    }
    waiting.add(new Waiting(type, payload, answer));
    pump();
  }

  /**
   * A connection is up. Sends the unanswered commands again if the session is the old one, else
   * fails them.
   */
  void online(String joinedSession, Consumer<ClientFrame.Command> sender) {
    send = sender;
    List<Waiting> lost = List.of();
    if (!joinedSession.equals(session)) {
      session = joinedSession;
      nextSeq = 1;
      lost = List.copyOf(unanswered.values());
      unanswered.clear();
    }
    unanswered.forEach((seq, command) -> sender.accept(command.frame(seq)));
    pump();
    fail(
        lost,
        new RoomException(
            RoomException.UNKNOWN_OUTCOME, "the room forgot the session before it answered"));
  }

  void offline() {
    send = null;
  }

  void acked(long seq, Ack ack) {
    Waiting command = unanswered.remove(seq);
    pump();
    if (command != null) {
      command.answer.complete(ack);
    }
  }

  void rejected(long seq, RoomException refusal) {
    Waiting command = unanswered.remove(seq);
    pump();
    if (command != null) {
      command.answer.completeExceptionally(refusal);
    }
  }

  /** Fails all commands. */
  void abandon(RoomException why) {
    List<Waiting> all = new ArrayList<>(unanswered.values());
    all.addAll(waiting);
    unanswered.clear();
    waiting.clear();
    fail(all, why);
  }

  int size() {
    return unanswered.size() + waiting.size();
  }

  private void pump() {
    while (send != null && !waiting.isEmpty()) {
      long oldest = unanswered.isEmpty() ? nextSeq : unanswered.firstKey();
      if (nextSeq - oldest >= WINDOW) {
        return;
      }
      Waiting command = waiting.remove();
      long seq = nextSeq++;
      unanswered.put(seq, command);
      send.accept(command.frame(seq));
    }
  }

  private static void fail(Collection<Waiting> commands, RoomException why) {
    commands.forEach(command -> command.answer.completeExceptionally(why));
  }
}
