import { type Json, type JsonObject, type Path, valueAt } from "./json.js";
import { callSafely, createListeners, type Listeners, type Store } from "./store.js";

/** A document that changes as a whole and is watched by path. */
export interface LiveView extends Store<JsonObject> {
  readonly watch: (path: Path, callback: (value: Json | undefined) => void) => () => void;
  /** Sets the document and tells the watchers of the paths whose values are others than before. */
  readonly set: (next: JsonObject) => void;
}

/** The watchers of one path and of the paths below it. */
interface Watched {
  readonly listeners: Listeners<[Json | undefined]>;
  readonly children: Map<string, Watched>;
}

export function createLiveView(initial: JsonObject): LiveView {
  let current = initial;
  let told = initial;
  let telling = false;
  const root = createWatched();

  function set(next: JsonObject): void {
    current = next;
    // A callback that changes the view gets its turn after those who are still being told.
    if (telling) return;
    telling = true;
    while (told !== current) {
      const before = told;
      told = current;
      tell(root, before, told);
    }
    telling = false;
  }

  function watch(path: Path, callback: (value: Json | undefined) => void): () => void {
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
    const remove = (trail[trail.length - 1] as Watched).listeners.add(callback);
    return () => {
      remove();
      for (let depth = path.length; depth > 0; depth -= 1) {
        const node = trail[depth] as Watched;
        const siblings = (trail[depth - 1] as Watched).children;
        const key = path[depth - 1] as string;
        if (node.listeners.size() > 0 || node.children.size > 0) return;
        if (siblings.get(key) === node) siblings.delete(key);
      }
    };
  }

  return {
    getSnapshot: () => current,
    subscribe: (listener) => watch([], listener),
    watch,
    set,
  };
}

function createWatched(): Watched {
  return { listeners: createListeners(), children: new Map() };
}

function tell(node: Watched, before: Json | undefined, after: Json | undefined): void {
  if (Object.is(before, after)) return;
  for (const [key, child] of [...node.children]) {
    tell(child, valueAt(before, [key]), valueAt(after, [key]));
  }
  callSafely(() => node.listeners.call(after));
}
