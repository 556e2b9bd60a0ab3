import { type Prediction, type Room, RoomError } from "../../room/types.js";
import { nest } from "../../state/json.js";
import { createCell, derive } from "../../state/store.js";
import { beside, directionOf, samePlace } from "./path.js";
import type { GroundStore, SelfStore } from "./stores.js";
import type { Direction, Place, SpaceView } from "./types.js";

const STEP_MILLIS = 160;
/** Steps on their way to the server; more would only be refused if one of them is. */
const UNANSWERED_MAX = 6;
/** How often a way is looked for anew when the server knows of a wall that this client does not. */
const DETOURS_MAX = 4;
/** What a server that counts steps wants to be left in peace for. */
const PAUSE_MILLIS = 400;

/** A step is shown only from where it began: when an earlier one was refused, all after it fall with it. */
function stepFrom(self: string, from: Place, to: Place): Prediction<SpaceView> {
  return (view) =>
    samePlace(view.walkers?.[self], from) ? nest(["walkers", self], { x: to.x, y: to.y }) : {};
}

export function createSelf(
  room: Room<SpaceView>,
  ground: GroundStore,
  stepMillis: number = STEP_MILLIS,
): { store: SelfStore; close: () => void } {
  const path = createCell<readonly Place[]>([]);
  const direction = createCell<Direction>("down");
  /** Blocks that only the server knows to be closed, as found by walking there on the present way. */
  let closed: Place[] = [];
  let goal: Place | null = null;
  let held: Direction | null = null;
  let unanswered = 0;
  let detours = 0;
  let lastStepAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function here(): Place | undefined {
    const self = room.self();
    return self === null ? undefined : room.get().walkers?.[self];
  }

  function stop(): void {
    held = null;
    goal = null;
    path.set([]);
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function wake(millis: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      walk();
    }, millis);
  }

  /** The next block, or null where there is nothing to do. */
  function next(at: Place): Place | null {
    if (held !== null) {
      direction.set(held);
      const target = beside(at, held);
      return isOpen(target) ? target : null;
    }
    const [first, ...rest] = path.getSnapshot();
    if (!first) return null;
    if (directionOf(at, first) !== null && isOpen(first)) {
      path.set(rest);
      return first;
    }
    // One was put elsewhere, or something was put in the way.
    return plan() ? next(at) : null;
  }

  function isOpen(place: Place): boolean {
    return ground.isFree(place.x, place.y) && !closed.some((other) => samePlace(other, place));
  }

  /** A way from here to the goal around what is known; false if one is there or there is none. */
  function plan(): boolean {
    const at = here();
    detours += 1;
    if (!at || !goal || detours > DETOURS_MAX) {
      stop();
      return false;
    }
    path.set(ground.path(at, goal, closed));
    if (path.getSnapshot().length > 0) return true;
    stop();
    return false;
  }

  function walk(): void {
    const at = here();
    if (!at || (held === null && path.getSnapshot().length === 0)) return;
    const wait = lastStepAt + stepMillis - Date.now();
    const isJoined = room.status.getSnapshot().state === "joined";
    if (wait > 0 || !isJoined || unanswered >= UNANSWERED_MAX) {
      wake(Math.max(wait, isJoined && unanswered < UNANSWERED_MAX ? 0 : stepMillis));
      return;
    }
    const target = next(at);
    if (target) step(at, target);
    if (held !== null || path.getSnapshot().length > 0) wake(stepMillis);
    else goal = null;
  }

  function step(from: Place, to: Place): void {
    const self = room.self();
    if (self === null) return;
    direction.set(directionOf(from, to) ?? direction.getSnapshot());
    lastStepAt = Date.now();
    unanswered += 1;
    room
      .command("move", { x: to.x, y: to.y }, { predict: stepFrom(self, from, to) })
      .catch((error: unknown) => refused(to, error))
      .finally(() => {
        unanswered -= 1;
      });
  }

  function refused(to: Place, error: unknown): void {
    if (!(error instanceof RoomError)) return;
    if (error.code === "RATE_LIMITED") {
      lastStepAt = Date.now() + PAUSE_MILLIS - stepMillis;
      return;
    }
    if (error.code === "CONFLICT") {
      closed = [...closed, to].slice(-64);
      if (goal !== null) plan();
      return;
    }
    // Behind a refused step come others that no longer fit; they change nothing.
    if (error.code !== "BAD_REQUEST") stop();
  }

  const forget = ground.changed.subscribe(() => {
    closed = [];
  });

  return {
    store: {
      place: derive([room.at(["walkers"]), room.status], here, samePlace),
      direction,
      path,
      hold: (next) => {
        if (next === held && next !== null) return;
        if (next === null && held === null) return;
        stop();
        closed = [];
        held = next;
        walk();
      },
      walkTo: (place) => {
        stop();
        closed = [];
        detours = 0;
        const at = here();
        if (!at) return false;
        goal = place;
        if (samePlace(at, place) || !plan()) return samePlace(at, place);
        walk();
        return true;
      },
      stop,
    },
    close: () => {
      stop();
      forget();
    },
  };
}
