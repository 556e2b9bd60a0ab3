import { useSyncExternalStore } from "react";

export type AdminSection = "avatars" | "elements" | "maps" | "people" | "feedback";

export type Page =
  | { name: "start" }
  | { name: "table"; roomId: string }
  | { name: "space"; spaceId: string }
  | { name: "spaces" }
  | { name: "arena" }
  | { name: "match"; roomId: string }
  | { name: "account" }
  | { name: "signin" }
  | { name: "signup" }
  | { name: "feedback" }
  | { name: "admin"; section: AdminSection }
  | { name: "unknown" };

export const spacesPath = "/spaces";
export const arenaPagePath = "/arena";
export const accountPath = "/account";
export const signInPath = "/signin";
export const signUpPath = "/signup";
export const adminPath = "/admin";
export const feedbackPath = "/feedback";

const adminSections: readonly AdminSection[] = [
  "avatars",
  "elements",
  "maps",
  "people",
  "feedback",
];

/** Which page an address means. */
export function pageOf(pathname: string): Page {
  const parts = pathname.split("/").filter((part) => part !== "");
  const [first, second] = parts;
  if (first === undefined) return { name: "start" };
  if (parts.length === 1) return topPage(first);
  if (second === undefined || parts.length > 2) return { name: "unknown" };
  if (first === "table") return { name: "table", roomId: decodeSegment(second) };
  if (first === "arena") return { name: "match", roomId: decodeSegment(second) };
  if (first === "space") return { name: "space", spaceId: decodeSegment(second) };
  const section = first === "admin" ? adminSections.find((one) => one === second) : undefined;
  return section === undefined ? { name: "unknown" } : { name: "admin", section };
}

function topPage(name: string): Page {
  switch (name) {
    case "spaces":
    case "arena":
    case "account":
    case "signin":
    case "signup":
    case "feedback":
      return { name };
    case "app": // as clients of the metaverse course know the start page
      return { name: "start" };
    case "admin":
      return { name, section: "avatars" };
    default:
      return { name: "unknown" };
  }
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

export function spacePath(spaceId: string): string {
  return `/space/${encodeURIComponent(spaceId)}`;
}

export function arenaPath(roomId: string): string {
  return `${arenaPagePath}/${encodeURIComponent(roomId)}`;
}

export function adminSectionPath(section: AdminSection): string {
  return `${adminPath}/${section}`;
}

/**
 * The path of the page that a pasted link leads to. A bare code names a room of the kind that is asked for; `undefined`
 * when it is neither.
 */
export function pathFrom(text: string, kind: "table" | "space"): string | undefined {
  const trimmed = text.trim();
  const [, linked, code] = /\/(table|space)\/([^/?#\s]+)/.exec(trimmed) ?? [];
  const id = code === undefined ? bareCode(trimmed) : decodeSegment(code);
  if (id === undefined) return undefined;
  return (linked ?? kind) === "table" ? tablePath(id) : spacePath(id);
}

function bareCode(text: string): string | undefined {
  return /^[\w-]{1,64}$/.test(text) ? text : undefined;
}

/** `state` goes with the entry in the browser's history, for the page that opens. */
export function navigate(path: string, state: unknown = null): void {
  history.pushState(state, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** The same in place of the page that is shown, for one that nobody should come back to. */
export function replacePage(path: string, state: unknown = null): void {
  history.replaceState(state, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}

function subscribe(changed: () => void): () => void {
  addEventListener("popstate", changed);
  return () => removeEventListener("popstate", changed);
}

export function usePathname(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}
