import { isFiniteJson, type Json, type JsonObject, type Path } from "../state/json.js";
import { createReplica } from "../state/replica.js";
import { createCell, createListeners, type Listeners } from "../state/store.js";
import { encodeFrame } from "../wire/codec-json.js";
import type { Joined, ResumePoint, RoomEvent, RoomInfo, ServerFrame } from "../wire/frames.js";
import { systemTimers } from "../wire/timers.js";
import { createCasts } from "./casts.js";
import { startLifecycle } from "./lifecycle.js";
import { createOutbox } from "./outbox.js";
import { createPredictions, type PredictionHandle } from "./predictions.js";
import { type JoinOptions, type Prediction, type Preview, type Room, RoomError } from "./types.js";
import { createRoomView } from "./view.js";

/** The server takes no larger frame; it is refused here, since one that closed the socket would be sent again. */
const FRAME_BYTES_MAX = 64 * 1024;

/** Joins a room and stays in it, across broken connections, until `leave()` or a refusal. */
export function joinRoom<View extends object = JsonObject>(options: JoinOptions): Room<View> {
  const timers = options.timers ?? systemTimers;
  const replica = createReplica();
  const predictions = createPredictions();
  const view = createRoomView(replica, predictions);
  const latency = createCell<number | null>(null);
  const events = new Map<string, Listeners<[RoomEvent]>>();
  const errors = createListeners<[RoomError]>();
  const eventsLost = createListeners<[]>();
  const outbox = createOutbox(view.settled);
  const casts = createCasts(timers, (frame) => lifecycle.send(frame));

  let self: string | null = null;
  let info: RoomInfo | null = null;
  let resumePoint: ResumePoint | null = null;
  let serverAheadMillis = 0;

  function serverNow(): number {
    return timers.now() + serverAheadMillis;
  }

  function onJoined(joined: Joined): void {
    const { state, session, epoch, version } = joined;
    self = joined.self;
    info = joined.room;
    resumePoint = { session, epoch, version };
    serverAheadMillis = joined.now - timers.now();
    outbox.online(session, (frame) => lifecycle.send(frame));
    view.change((held) =>
      state.resumed ? held.resume(state.changes, state.live) : held.replace(state.layers),
    );
    if (!state.resumed) return;
    if (state.eventsLost) eventsLost.call();
    for (const event of state.events) emit(event);
  }

  function onFrame(frame: ServerFrame): void {
    switch (frame.kind) {
      case "patch":
        if (resumePoint) {
          resumePoint = {
            ...resumePoint,
            epoch: frame.epoch,
            version: frame.version,
          };
        }
        view.change((held) => held.change(frame.changes));
        return;
      case "ack":
        outbox.ack(frame.seq, {
          epoch: frame.epoch,
          version: frame.version,
          durable: frame.durable,
        });
        return;
      case "reject":
        if (frame.seq === null) errors.call(new RoomError(frame.code, frame.message));
        else outbox.reject(frame.seq, new RoomError(frame.code, frame.message));
        return;
      case "error":
        errors.call(new RoomError(frame.code, frame.message));
        return;
      case "event":
        emit(frame.event);
        return;
      case "joined":
      case "pong":
      case "other":
        return;
    }
  }

  function emit(event: RoomEvent): void {
    events.get(event.type)?.call(event);
  }

  const lifecycle = startLifecycle({
    join: options,
    timers,
    serverNow,
    resumePoint: () => resumePoint,
    onJoined,
    onFrame,
    onLatency: (roundTripMillis, now) => {
      serverAheadMillis = now + roundTripMillis / 2 - timers.now();
      latency.set(roundTripMillis);
    },
    onDown: () => {
      outbox.offline();
      casts.clear();
      latency.set(null);
    },
    onUnreadable: (message) => {
      resumePoint = null;
      errors.call(new RoomError("INTERNAL", `unreadable frame: ${message}`));
    },
    onStopped: () => {
      outbox.offline();
      casts.clear();
      latency.set(null);
      outbox.abandon("CLOSED", "the room was left or refused before an answer came");
    },
  });

  function canCommand(type: string, payload: JsonObject): RoomError | null {
    const { state } = lifecycle.status.getSnapshot();
    if (state === "closed" || state === "refused") {
      return new RoomError("CLOSED", `the connection is ${state}`);
    }
    if (!outbox.hasRoom()) return new RoomError("UNAVAILABLE", "too many commands are waiting");
    return sendable(type, payload);
  }

  function command(
    type: string,
    payload: JsonObject,
    predict: Prediction<JsonObject> | undefined,
  ): ReturnType<Room["command"]> {
    const problem = canCommand(type, payload);
    if (problem) return Promise.reject(problem);
    let prediction: PredictionHandle | null = null;
    try {
      if (typeof predict === "function") predict(view.lazy());
      if (predict) prediction = predictions.add(predict);
    } catch (error) {
      return Promise.reject(error);
    }
    casts.flush();
    const answer = outbox.add(type, payload, prediction);
    view.predicted();
    return answer;
  }

  function preview(change: Prediction<View>): Preview<View> {
    let laid: PredictionHandle | null = null;
    const result: Preview<View> = {
      set: (change) => {
        const next = change as Prediction<JsonObject>;
        if (laid) laid.replace(next);
        else laid = predictions.add(next);
        view.predicted();
      },
      clear: () => {
        laid?.remove();
        laid = null;
        view.predicted();
      },
    };
    result.set(change);
    return result;
  }

  function get(): View;
  function get(path: Path): Json | undefined;
  function get(path?: Path): View | Json | undefined {
    // The view's shape is the room kind's contract; nothing is checked at run time.
    if (!path) return view.root() as unknown as View;
    return view.at(path);
  }

  return {
    id: options.roomId,
    status: lifecycle.status,
    self: () => self,
    info: () => info,
    latencyMillis: latency,
    serverNow,
    view: { getSnapshot: () => get(), subscribe: (listener) => view.listen([], listener) },
    get,
    subscribe: view.watch,
    each: view.watchEach,
    at: (path) => ({
      getSnapshot: () => view.at(path),
      subscribe: (listener) => view.listen(path, listener),
    }),
    command: (type, payload, { predict } = {}) =>
      command(type, payload, predict as Prediction<JsonObject> | undefined),
    cast: (type, payload, castOptions = {}) => {
      const problem = sendable(type, payload);
      if (problem) throw problem;
      if (lifecycle.status.getSnapshot().state === "joined") casts.cast(type, payload, castOptions);
    },
    preview,
    on: (type, callback) => {
      const listeners = events.get(type) ?? createListeners<[RoomEvent]>();
      events.set(type, listeners);
      return listeners.add(callback);
    },
    onError: errors.add,
    onEventsLost: eventsLost.add,
    rejoin: (changes = {}) => lifecycle.rejoin(changes),
    leave: lifecycle.leave,
  };
}

/** What the server would refuse, or JSON would silently turn into something else. */
function sendable(type: string, payload: JsonObject): RoomError | null {
  if (!isFiniteJson(payload)) {
    return new RoomError("BAD_REQUEST", `${type}: a number in the payload is not finite`);
  }
  const text = encodeFrame({ type, seq: Number.MAX_SAFE_INTEGER, payload });
  // A UTF-16 unit takes at most three bytes in UTF-8.
  if (
    text.length * 3 > FRAME_BYTES_MAX &&
    new TextEncoder().encode(text).length > FRAME_BYTES_MAX
  ) {
    return new RoomError("TOO_LARGE", `${type}: the frame is larger than ${FRAME_BYTES_MAX} bytes`);
  }
  return null;
}
