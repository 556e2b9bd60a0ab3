import type { JsonObject, Path } from "../state/json.js";
import { createReplica } from "../state/replica.js";
import { createListeners, type Listeners } from "../state/store.js";
import type { Joined, ResumePoint, RoomEvent, RoomInfo, ServerFrame } from "../wire/frames.js";
import { systemTimers } from "../wire/timers.js";
import { createCasts } from "./casts.js";
import { createClock } from "./clock.js";
import { after, type LastEvent, unseen } from "./events.js";
import { startLifecycle } from "./lifecycle.js";
import { createOutbox } from "./outbox.js";
import { createPredictions, type PredictionHandle } from "./predictions.js";
import { whyUnsendable } from "./sendable.js";
import {
  type JoinOptions,
  type Prediction,
  type Preview,
  type Room,
  RoomError,
  type ValueAt,
} from "./types.js";
import { createRoomView } from "./view.js";

/** Joins a room and stays in it, across broken connections, until `leave()` or a refusal. */
export function joinRoom<View extends object = JsonObject>(options: JoinOptions): Room<View> {
  const timers = options.timers ?? systemTimers;
  const replica = createReplica();
  const predictions = createPredictions();
  const view = createRoomView(replica, predictions);
  const clock = createClock(timers);
  const events = new Map<string, Listeners<[RoomEvent]>>();
  const errors = createListeners<[RoomError]>();
  const eventsLost = createListeners<[]>();
  const outbox = createOutbox(view.settled);
  const casts = createCasts(timers, (frame) => lifecycle.send(frame));

  let self: string | null = null;
  let info: RoomInfo | null = null;
  let resumePoint: ResumePoint | null = null;
  let lastEvent: LastEvent | null = null;

  function onJoined(joined: Joined): void {
    const { state, session, epoch, version } = joined;
    self = joined.self;
    info = joined.room;
    resumePoint = self === null ? null : { session, epoch, version };
    clock.begin(joined.now);
    if (self !== null) outbox.online(session, (frame) => lifecycle.send(frame));
    view.change((held) =>
      state.resumed
        ? held.resume(state.changes, state.live)
        : held.replace(state.layers, state.live),
    );
    if (!state.resumed) {
      lastEvent = null;
      return;
    }
    if (state.eventsLost) eventsLost.call();
    for (const event of unseen(state.events, lastEvent)) emit(event);
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
      case "check":
      case "other":
        return;
    }
  }

  function emit(event: RoomEvent): void {
    lastEvent = after(lastEvent, event);
    events.get(event.type)?.call(event);
  }

  const lifecycle = startLifecycle({
    join: options,
    timers,
    clock,
    resumePoint: () => resumePoint,
    onJoined,
    onFrame,
    onLatency: clock.sample,
    onDown: () => {
      outbox.offline();
      casts.clear();
      clock.end();
    },
    onUnreadable: (message) => {
      resumePoint = null;
      errors.call(new RoomError("INTERNAL", `unreadable frame: ${message}`));
    },
    onStopped: () => {
      outbox.offline();
      casts.clear();
      clock.end();
      outbox.abandon("CLOSED", "the room was left or refused before an answer came");
    },
  });

  function canCommand(type: string, payload: JsonObject): RoomError | null {
    const { state } = lifecycle.status.getSnapshot();
    if (state === "closed" || state === "refused") {
      return new RoomError("CLOSED", `the connection is ${state}`);
    }
    if (options.watch) return new RoomError("FORBIDDEN", "who watches can't change the room");
    if (!outbox.hasRoom()) return new RoomError("UNAVAILABLE", "too many commands are waiting");
    return whyUnsendable(type, payload);
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

  // The view's shape is the room kind's contract; nothing is checked at run time.
  function get(): View;
  function get<const P extends Path>(path: P): ValueAt<View, P>;
  function get(path: Path = []): unknown {
    return view.at(path);
  }

  return {
    id: options.roomId,
    status: lifecycle.status,
    self: () => self,
    info: () => info,
    latencyMillis: clock.latencyMillis,
    serverNow: clock.now,
    view: { getSnapshot: () => get(), subscribe: (listener) => view.listen([], listener) },
    get,
    subscribe: (path, callback) => view.watch(path, callback as (value: unknown) => void),
    each: view.watchEach,
    at: (path) => ({
      getSnapshot: () => get(path),
      subscribe: (listener) => view.listen(path, listener),
    }),
    command: (type, payload, { predict } = {}) =>
      command(type, payload, predict as Prediction<JsonObject> | undefined),
    cast: (type, payload, castOptions = {}) => {
      const problem = whyUnsendable(type, payload);
      if (problem) throw problem;
      if (options.watch) return;
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
