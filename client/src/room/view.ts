import { addTouched, type Touched, type TouchedKeys } from "../state/doc.js";
import {
  isObject,
  type Json,
  type JsonObject,
  type JsonObjectBuilder,
  own,
  type Path,
  put,
  share,
  valueAt,
} from "../state/json.js";
import { createLiveView, type LiveView, type Step } from "../state/live-view.js";
import type { Replica } from "../state/replica.js";
import { Branch, type Changes } from "../state/tree.js";
import { type Below, type Laid, lazyView, type Predictions } from "./predictions.js";

/** What this member sees: the replica with the open predictions laid over it. */
export interface RoomView extends Omit<LiveView, "tell" | "tellEach"> {
  at(path: Path): Json | undefined;
  root(): JsonObject;
  /** The whole as predictions see it: a part is made plain JSON only when it is looked at. */
  lazy(): JsonObject;
  /** Runs a change of the replica, lays the predictions over it, and tells the watchers. */
  change(run: (replica: Replica) => Changes | null): void;
  /**
   * A prediction came or is another. Whoever reads sees it at once. The watchers are told of the first in a turn at once,
   * and of all others together at the turn's end.
   */
  predicted(): void;
  /** Predictions went, since the server answered: the watchers are told at the turn's end. */
  settled(): void;
}

const NO_CHANGES: Changes = new Map();
type Compared = Map<string, { before: Json | undefined; touched: Touched }>;

export function createRoomView(replica: Replica, predictions: Predictions): RoomView {
  const { merged } = replica;
  const live = createLiveView();
  const below: Below = { keys: () => merged.children.keys(), at: (key) => merged.at([key]) };
  /** Where predictions may differ from what is below. */
  let laidTouched: TouchedKeys = new Map();
  /** What is shown in place of what lies below, by key. */
  let shown: ReadonlyMap<string, Json | undefined> = new Map();
  let whole: JsonObject | null = null;
  /** Whether predictions changed since they were laid. */
  let isStale = false;
  let untold: Step[] = [];
  let isTelling = false;
  let willTell = false;

  /** What is seen: below, with what is shown in its place. */
  const seen: Below = {
    keys: () => {
      const keys = new Set([...below.keys(), ...shown.keys()]);
      return [...keys].filter((key) => !shown.has(key) || shown.get(key) !== undefined);
    },
    at: (key) => (shown.has(key) ? shown.get(key) : below.at(key)),
  };

  function at(path: Path): Json | undefined {
    refresh();
    const [key, ...rest] = path;
    if (key === undefined) return root();
    return shown.has(key) ? valueAt(shown.get(key), rest) : merged.at(path);
  }

  function root(): JsonObject {
    refresh();
    whole ??= shown.size === 0 ? merged.json() : withShown(merged.json(), shown);
    return whole;
  }

  function refresh(): void {
    if (isStale) step(NO_CHANGES);
  }

  /** Lays the predictions over what is below, after that changed or they did. */
  function step(changes: Changes): void {
    isStale = false;
    const before = shown;
    const next = new Map<string, Json | undefined>();
    const touched = touchedByChanges(changes);
    let laying: Laid;
    if (changes.size === 0 && predictions.onlyGrew()) {
      for (const [key, value] of before) next.set(key, value);
      laying = predictions.layNew(seen);
      addTouched(laidTouched, laying.touched);
    } else {
      addTouched(touched, laidTouched);
      for (const [key, value] of before) keepIdentity(key, value, touched);
      laying = predictions.layAll(below);
      laidTouched = laying.touched;
    }
    addTouched(touched, laying.touched);
    const compared: Compared = new Map();
    for (const key of touched.keys()) {
      if (!before.has(key) && !laying.values.has(key)) continue;
      const old = seen.at(key);
      const how = touched.get(key) as Touched;
      if (laying.values.has(key)) {
        next.set(key, shareTouched(old, laying.values.get(key), how, laying.isOwn));
      }
      compared.set(key, { before: old, touched: how });
    }
    shown = next;
    tellLater(changes, before, compared);
  }

  /** What a prediction foretold and the server now says keeps the identity that it was shown with. */
  function keepIdentity(key: string, value: Json | undefined, touched: TouchedKeys): void {
    const branch = merged.children.get(key);
    if (!(branch instanceof Branch) || !isObject(value)) return;
    branch.adopt(value, touched.get(key) ?? new Map());
    merged.forget();
  }

  function tellLater(
    all: Changes,
    before: ReadonlyMap<string, Json | undefined>,
    compared: Compared,
  ): void {
    for (const [key, { before: old }] of compared) {
      if (Object.is(old, seen.at(key))) compared.delete(key);
    }
    // Where predictions lay, or lie, what changed below need not have changed what is seen.
    const changes: Changes = new Map([...all].filter(([key]) => !before.has(key)));
    if (changes.size === 0 && compared.size === 0) return;
    whole = null;
    const one: Step = { changes, compared, at };
    untold.push(one);
    live.tellEach(one);
  }

  /** Answers whether nothing else happened in this turn yet. */
  function atTurnsEnd(): boolean {
    if (willTell) return false;
    willTell = true;
    queueMicrotask(() => {
      willTell = false;
      tell();
    });
    return true;
  }

  function tell(): void {
    refresh();
    // A callback that changes the view gets its turn after those who are still being told.
    if (isTelling) return;
    isTelling = true;
    while (untold.length > 0) {
      const steps = untold;
      untold = [];
      for (const one of steps) live.tell(one);
      refresh();
    }
    isTelling = false;
  }

  return {
    at,
    root,
    lazy: () => {
      refresh();
      return lazyView(seen);
    },
    watch: live.watch,
    listen: live.listen,
    watchEach: live.watchEach,
    change: (run) => {
      refresh();
      const changes = run(replica);
      if (changes !== null) step(changes);
      tell();
    },
    predicted: () => {
      isStale = true;
      if (atTurnsEnd()) tell();
    },
    settled: () => {
      isStale = true;
      atTurnsEnd();
    },
  };
}

function withShown(base: JsonObject, shown: ReadonlyMap<string, Json | undefined>): JsonObject {
  const result: JsonObjectBuilder = { ...base };
  for (const [key, value] of shown) {
    if (value === undefined) delete result[key];
    else put(result, key, value);
  }
  return result;
}

function touchedByChanges(changes: Changes): TouchedKeys {
  const touched: TouchedKeys = new Map();
  for (const [key, change] of changes) {
    touched.set(key, change instanceof Map ? touchedByChanges(change) : "whole");
  }
  return touched;
}

/** {@link share} that looks only where something was touched; changes `next` in place where it may. */
function shareTouched(
  before: Json | undefined,
  next: Json | undefined,
  touched: Touched,
  isOwn: (value: JsonObject) => boolean,
): Json | undefined {
  if (before === undefined || next === undefined || Object.is(before, next)) return next;
  if (touched === "whole" || !isObject(before) || !isObject(next)) return share(before, next);
  let result: JsonObject = next;
  let same = true;
  for (const [key, how] of touched) {
    const [was, is] = [own(before, key), own(next, key)];
    const value = shareTouched(was, is, how, isOwn);
    if (!Object.is(was, value)) same = false;
    if (value === undefined || Object.is(is, value)) continue;
    if (!isOwn(result) && result === next) result = { ...next };
    put(result as JsonObjectBuilder, key, value);
  }
  return same ? before : result;
}
