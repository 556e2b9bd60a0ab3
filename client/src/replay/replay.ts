import { createPredictions } from "../room/predictions.js";
import { type Room, RoomError, type RoomStatus } from "../room/types.js";
import { createRoomView } from "../room/view.js";
import type { JsonObject, Path } from "../state/json.js";
import { createReplica } from "../state/replica.js";
import { createCell, createListeners, type Listeners, type Store } from "../state/store.js";
import type { RoomEvent } from "../wire/frames.js";
import { systemTimers, type Timers } from "../wire/timers.js";
import type { Recording, Step } from "./recording.js";

/** A recording that plays: the room as it was at `position`. */
export interface Replay<View extends object = JsonObject> {
  /** Shows what was; commands are refused, and everything else is as in a room that one is in. */
  readonly room: Room<View>;
  readonly lengthMillis: number;
  /** Milliseconds from the beginning. */
  readonly position: Store<number>;
  readonly playing: Store<boolean>;
  /** 1 is as it was. */
  readonly speed: Store<number>;
  setSpeed(factor: number): void;
  /** From the beginning if it is at its end. */
  play(): void;
  pause(): void;
  seek(millis: number): void;
  close(): void;
}

const TICK_MILLIS = 100;

export function createReplay<View extends object = JsonObject>(
  recording: Recording,
  { timers = systemTimers }: { readonly timers?: Timers } = {},
): Replay<View> {
  const { steps } = recording;
  const lengthMillis = steps.at(-1)?.at ?? 0;
  const replica = createReplica();
  const view = createRoomView(replica, createPredictions());
  const events = new Map<string, Listeners<[RoomEvent]>>();
  const position = createCell(0);
  const playing = createCell(false);
  const speed = createCell(1);
  let taken = 0;
  let lastAt = timers.now();
  let timer: unknown = null;

  /** Takes all steps up to a moment; events only while it plays, since a leap is no time passing. */
  function takeUntil(millis: number, tells: boolean): void {
    while (taken < steps.length && (steps[taken] as Step).at <= millis) {
      const step = steps[taken] as Step;
      taken += 1;
      if ("event" in step) {
        if (tells) events.get(step.event.type)?.call(step.event);
      } else {
        view.change((held) =>
          "layers" in step ? held.replace(step.layers, step.live ?? {}) : held.change(step),
        );
      }
    }
    position.set(millis);
  }

  function tick(): void {
    const now = timers.now();
    const next = position.getSnapshot() + (now - lastAt) * speed.getSnapshot();
    lastAt = now;
    takeUntil(Math.min(next, lengthMillis), true);
    if (next >= lengthMillis) playing.set(false);
    else schedule();
  }

  function schedule(): void {
    const due = steps[taken]?.at ?? lengthMillis;
    const wait = (due - position.getSnapshot()) / speed.getSnapshot();
    timer = timers.setTimeout(tick, Math.max(4, Math.min(wait, TICK_MILLIS)));
  }

  function pause(): void {
    if (timer !== null) timers.clearTimeout(timer);
    timer = null;
    playing.set(false);
  }

  function seek(millis: number): void {
    const to = Math.max(0, Math.min(millis, lengthMillis));
    // The first step is the whole state: back is from the beginning again.
    if (to < position.getSnapshot()) taken = 0;
    takeUntil(to, false);
  }

  function play(): void {
    if (playing.getSnapshot()) return;
    if (position.getSnapshot() >= lengthMillis) seek(0);
    lastAt = timers.now();
    playing.set(true);
    schedule();
  }

  takeUntil(0, false);

  const status = createCell<RoomStatus>({ state: "joined" });
  const refused = () =>
    Promise.reject(new RoomError("FORBIDDEN", "what was recorded can't be changed"));
  const get = (path: Path = []): unknown => view.at(path);
  const room: Room<View> = {
    id: recording.room.id,
    status,
    self: () => recording.self,
    info: () => recording.room,
    latencyMillis: createCell<number | null>(null),
    serverNow: () => recording.startedAt + position.getSnapshot(),
    view: {
      getSnapshot: () => get() as View,
      subscribe: (listener) => view.listen([], listener),
    },
    get: get as Room<View>["get"],
    subscribe: (path, callback) => view.watch(path, callback as (value: unknown) => void),
    each: view.watchEach,
    at: (path) => ({
      getSnapshot: () => get(path) as never,
      subscribe: (listener) => view.listen(path, listener),
    }),
    command: refused,
    cast: () => {},
    preview: () => ({ set: () => {}, clear: () => {} }),
    on: (type, callback) => {
      const listeners = events.get(type) ?? createListeners<[RoomEvent]>();
      events.set(type, listeners);
      return listeners.add(callback);
    },
    onError: () => () => {},
    onEventsLost: () => () => {},
    rejoin: () => {},
    leave: () => {
      pause();
      status.set({ state: "closed" });
    },
  };
  return {
    room,
    lengthMillis,
    position,
    playing,
    speed,
    setSpeed: (factor) => {
      if (playing.getSnapshot()) {
        pause();
        speed.set(factor);
        play();
      } else {
        speed.set(factor);
      }
    },
    play,
    pause,
    seek,
    close: room.leave,
  };
}
