package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The net movement of one walker between two looks at a map, for the course's dialect.
 *
 * @param wasThere whether it was seen before
 * @param place {"x": …, "y": …}, where it is seen now; null for nowhere
 */
record Walk(String userId, boolean wasThere, @Nullable JsonObject place) {
  /** This walk followed by the other, as one. */
  Walk then(Walk later) {
    return new Walk(userId, wasThere, later.place);
  }

  /** The frame that tells others about it; null if they saw nothing. */
  byte @Nullable [] frame() {
    JsonObject user = JsonObject.of("userId", Json.of(userId));
    if (place == null) {
      return wasThere ? Frames.message("user-left", user) : null;
    }
    JsonObject at = user.with("x", place.number("x", 0)).with("y", place.number("y", 0));
    return Frames.message(wasThere ? "movement" : "user-joined", at);
  }
}
