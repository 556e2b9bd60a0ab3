import type { Touched } from "./doc.js";
import { isObject, type Json, type Path, valueAt } from "./json.js";
import { createListeners, type Listeners } from "./store.js";
import { type Changes, jsonOf, type Replaced } from "./tree.js";

/** What became otherwise in one step, and how to read what stands now. */
export interface Step {
  /** By key, as far as it is known leaf by leaf. */
  readonly changes: Changes;
  /** Values that may be otherwise where they were touched; what is the same keeps its identity. */
  readonly compared: ReadonlyMap<
    string,
    { readonly before: Json | undefined; readonly touched: Touched }
  >;
  readonly at: (path: Path) => Json | undefined;
}

/** Calls back those who watch a path, for what changed at, above or below it. */
export interface LiveView {
  watch(path: Path, callback: (value: Json | undefined) => void): () => void;
  /** The same without the value, which costs nothing if nobody asks for it. */
  listen(path: Path, callback: () => void): () => void;
  /**
   * Calls back for each key of the object at a path whose value is otherwise, before all other watchers are told: for
   * who keeps something up to date with it.
   */
  watchEach(path: Path, callback: (key: string, value: Json | undefined) => void): () => void;
  /** Tells those who watch each key. */
  tellEach(step: Step): void;
  /** Tells all others. */
  tell(step: Step): void;
}

/** The watchers of one path and of the paths below it. */
interface Watched {
  readonly values: Listeners<[Json | undefined]>;
  readonly signals: Listeners<[]>;
  readonly entries: Listeners<[string, Json | undefined]>;
  readonly children: Map<string, Watched>;
}

export function createLiveView(): LiveView {
  const root = createWatched();

  function add(path: Path, subscribe: (watched: Watched) => () => void): () => void {
    const trail: Watched[] = [root];
    for (const key of path) {
      const parent = trail[trail.length - 1] as Watched;
      let child = parent.children.get(key);
      if (!child) {
        child = createWatched();
        parent.children.set(key, child);
      }
      trail.push(child);
    }
    const remove = subscribe(trail[trail.length - 1] as Watched);
    return () => {
      remove();
      for (let depth = path.length; depth > 0; depth -= 1) {
        const node = trail[depth] as Watched;
        const siblings = (trail[depth - 1] as Watched).children;
        const key = path[depth - 1] as string;
        if (!isUnused(node)) return;
        if (siblings.get(key) === node) siblings.delete(key);
      }
    };
  }

  return {
    watch: (path, callback) => add(path, ({ values }) => values.add(callback)),
    listen: (path, callback) => add(path, ({ signals }) => signals.add(callback)),
    watchEach: (path, callback) => add(path, ({ entries }) => entries.add(callback)),
    tellEach: (step) => tellRoot(root, step, tellEntries),
    tell: (step) => tellRoot(root, step, tellValue),
  };
}

function createWatched(): Watched {
  return {
    values: createListeners(),
    signals: createListeners(),
    entries: createListeners(),
    children: new Map(),
  };
}

function isUnused({ values, signals, entries, children }: Watched): boolean {
  return values.size() + signals.size() + entries.size() + children.size === 0;
}

/** Tells the watchers of one path; `read` gives the value of a key of it, and with null all of it. */
type Tell = (
  node: Watched,
  keys: Iterable<string>,
  read: (key: string | null) => Json | undefined,
) => void;

const tellEntries: Tell = ({ entries }, keys, read) => {
  if (entries.size() > 0) for (const key of keys) entries.call(key, read(key));
};

const tellValue: Tell = ({ values, signals }, _keys, read) => {
  if (values.size() > 0) values.call(read(null));
  signals.call();
};

function tellRoot(root: Watched, { changes, compared, at }: Step, tell: Tell): void {
  const otherwise = new Set<string>(changes.keys());
  for (const [key, change] of changes) {
    const child = root.children.get(key);
    if (child) tellChange(child, [key], change, at, tell);
  }
  for (const [key, { before, touched }] of compared) {
    const after = at([key]);
    if (Object.is(before, after)) continue;
    otherwise.add(key);
    const child = root.children.get(key);
    if (child) tellDifference(child, before, after, touched, tell);
  }
  if (otherwise.size > 0) tell(root, otherwise, (key) => at(key === null ? [] : [key]));
}

function tellChange(
  node: Watched,
  path: Path,
  change: Changes | Replaced,
  at: Step["at"],
  tell: Tell,
): void {
  if (!(change instanceof Map)) {
    const before = change.before === undefined ? undefined : jsonOf(change.before);
    tellDifference(node, before, at(path), "whole", tell);
    return;
  }
  for (const key of inBoth(node.children, change)) {
    const child = node.children.get(key) as Watched;
    tellChange(child, [...path, key], change.get(key) as Changes | Replaced, at, tell);
  }
  tell(node, change.keys(), (key) => at(key === null ? path : [...path, key]));
}

/** Where only the values are known: follows those that are watched. */
function tellDifference(
  node: Watched,
  before: Json | undefined,
  after: Json | undefined,
  touched: Touched,
  tell: Tell,
): void {
  if (Object.is(before, after)) return;
  const keys = touched === "whole" ? [...node.children.keys()] : inBoth(node.children, touched);
  for (const key of keys) {
    const how = touched === "whole" ? touched : (touched.get(key) as Touched);
    const child = node.children.get(key);
    if (child) tellDifference(child, valueAt(before, [key]), valueAt(after, [key]), how, tell);
  }
  const differ = node.entries.size() > 0 ? differing(before, after, touched) : [];
  tell(node, differ, (key) => (key === null ? after : valueAt(after, [key])));
}

/** Goes through whichever is fewer: a thousand things on the table are watched, and one of them moved. */
function inBoth(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): string[] {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  return [...few.keys()].filter((key) => many.has(key));
}

function differing(
  before: Json | undefined,
  after: Json | undefined,
  touched: Touched,
): readonly string[] {
  const keysOf = (value: Json | undefined) => (isObject(value) ? Object.keys(value) : []);
  const keys =
    touched === "whole" ? new Set([...keysOf(before), ...keysOf(after)]) : touched.keys();
  return [...keys].filter((key) => !Object.is(valueAt(before, [key]), valueAt(after, [key])));
}
