import { useSyncExternalStore } from "react";

export type Page =
  | { name: "start" }
  | { name: "table"; roomId: string }
  | { name: "space"; spaceId: string }
  | { name: "unknown" };

/** Which page an address means. */
export function pageOf(pathname: string): Page {
  const parts = pathname.split("/").filter((part) => part !== "");
  const [first, second] = parts;
  if (first === undefined) return { name: "start" };
  if (first === "table" && second !== undefined && parts.length === 2) {
    return { name: "table", roomId: decodeSegment(second) };
  }
  if (first === "space" && second !== undefined && parts.length === 2) {
    return { name: "space", spaceId: decodeSegment(second) };
  }
  return { name: "unknown" };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function tablePath(roomId: string): string {
  return `/table/${encodeURIComponent(roomId)}`;
}

/** A pasted link or bare code, as the room it leads to; `undefined` when it is neither. */
export function roomIdFrom(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  const path = /\/table\/([^/?#\s]+)/.exec(trimmed);
  if (path?.[1] !== undefined) return decodeSegment(path[1]);
  return /^[\w-]{1,64}$/.test(trimmed) ? trimmed : undefined;
}

/** `state` goes with the entry in the browser's history, for the page that opens. */
export function navigate(path: string, state: unknown = null): void {
  history.pushState(state, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}

function subscribe(changed: () => void): () => void {
  addEventListener("popstate", changed);
  return () => removeEventListener("popstate", changed);
}

export function usePathname(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}
