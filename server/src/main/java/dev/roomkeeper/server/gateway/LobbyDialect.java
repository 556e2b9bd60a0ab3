package dev.roomkeeper.server.gateway;

import static java.util.Objects.requireNonNull;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.queue.Lobby;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The protocol of docs/PROTOCOL.md for one view that is not a room: the user's place in the queue.
 * The view comes whole after a join, and then as patches of the layer "all". There are no commands.
 */
final class LobbyDialect implements Dialect {
  private static final Wire WIRE = Wire.JSON;
  private static final long EPOCH = 1;
  private static final String NO_COMMANDS = "the lobby takes no commands; ask over HTTP";

  private final Connection connection;
  private final Lobby lobby;
  private Lobby.@Nullable Watch watch;
  private @Nullable JsonObject shown;
  private long version;
  private boolean hasEnded;

  LobbyDialect(Connection connection, Lobby lobby) {
    this.connection = connection;
    this.lobby = lobby;
  }

  @Override
  public @Nullable String take(JsonObject message, boolean withinLimit) {
    ClientFrame frame = ClientFrame.of(message);
    if (!withinLimit && !(frame instanceof ClientFrame.Malformed)) {
      reject(0, Code.RATE_LIMITED, "too many frames a second; slow down and try again");
      return null;
    }
    switch (frame) {
      case ClientFrame.Malformed(var problem) -> {
        return problem;
      }
      case ClientFrame.Join _ -> join();
      case ClientFrame.Watch _ -> reject(0, Code.BAD_REQUEST, "the lobby is joined, not watched");
      case ClientFrame.Ping(var echoed) ->
          connection.say(WIRE.pong(echoed, connection.lane().clock().nowMillis()));
      case ClientFrame.Auth(var token) -> connection.verify(token, this::auth);
      case ClientFrame.Wrong(var seq, var problem) -> reject(seq, Code.BAD_REQUEST, problem);
      case ClientFrame.Differs _ -> reject(0, Code.BAD_REQUEST, NO_COMMANDS);
      case ClientFrame.Ask(var command) -> reject(command.seq(), Code.BAD_REQUEST, NO_COMMANDS);
    }
    return null;
  }

  private void reject(long seq, Code code, String message) {
    connection.say(WIRE.answer(new Answer.Reject(seq, code, message)));
  }

  private void auth(Verification verified) {
    if (verified instanceof Identity renewed && connection.identify(renewed)) {
      connection.say(WIRE.ok("auth"));
    } else {
      String sentence =
          verified instanceof Verification.Refusal refusal
              ? refusal.sentence()
              : "the token is another user's";
      connection.say(error(Code.FORBIDDEN, sentence));
    }
  }

  private void join() {
    Identity identity = connection.identity();
    if (!connection.membership().beginJoin()) {
      reject(0, Code.CONFLICT, "you joined already");
    } else if (identity != null && !hasEnded) {
      watch =
          lobby.watch(
              identity.userId(), view -> connection.lane().post(() -> show(identity, view)));
    }
  }

  private void show(Identity identity, JsonObject view) {
    if (hasEnded) {
      return;
    }
    JsonObject before = shown;
    shown = view;
    version++;
    if (before == null) {
      connection.say(joined(identity, view));
    } else {
      Change.Nested change = Change.diff(new Document(before), new Document(view));
      Map<String, byte[]> changes = Map.of(Layers.ALL, WIRE.change(() -> before, change));
      connection.say(
          WIRE.patch(new Wire.Patch(EPOCH, version, changes, Map.of(), List.of()), false));
    }
  }

  private byte[] joined(Identity identity, JsonObject view) {
    return Frames.message(
        "joined",
        JsonObject.EMPTY
            .with(
                "room",
                JsonObject.EMPTY.with("id", "queue").with("kind", "queue").with("name", "Lobby"))
            .with("epoch", EPOCH)
            .with("version", version)
            .with("live", JsonObject.EMPTY)
            .with("now", connection.lane().clock().nowMillis())
            .with("self", identity.userId())
            .with("session", "lobby-" + connection.id())
            .with("resumed", Json.Bool.FALSE)
            .with("layers", JsonObject.of(Layers.ALL, view)));
  }

  @Override
  public void ended() {
    hasEnded = true;
    if (watch != null) {
      watch.close();
    }
  }

  @Override
  public void arrived(RoomRecord room, Flush flush, Flush.Arrival arrival) {
    throw new IllegalStateException("the lobby is no room");
  }

  @Override
  public void changed(
      FlushFrames frames, Set<String> throughout, Set<String> held, Flush.@Nullable Personal move) {
    throw new IllegalStateException("the lobby is no room");
  }

  @Override
  public Missed missed() {
    return new Conflation(WIRE, new Standing());
  }

  @Override
  public byte @Nullable [] answer(Answer answer) {
    return WIRE.answer(requireNonNull(answer));
  }

  @Override
  public byte[] error(Code code, String sentence) {
    return WIRE.error(code.name(), sentence);
  }

  @Override
  public byte @Nullable [] refusal(String reason) {
    return null; // The close frame says it.
  }
}
