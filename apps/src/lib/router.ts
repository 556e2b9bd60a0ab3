import { useSyncExternalStore } from "react";
import { hrefOf, pathWithin } from "./site";

const adminSections = [
  "avatars",
  "elements",
  "maps",
  "people",
  "rooms",
  "feedback",
  "reports",
] as const;

export type AdminSection = (typeof adminSections)[number];

export type Page =
  | { name: "start" }
  | { name: "table"; roomId: string }
  | { name: "space"; spaceId: string }
  | { name: "spaces" }
  | { name: "campaigns" }
  | { name: "campaign"; campaignId: string }
  | { name: "campaignScreen"; campaignId: string }
  | { name: "arena" }
  | { name: "leaderboard" }
  | { name: "match"; roomId: string }
  | { name: "account" }
  | { name: "signin" }
  | { name: "signup" }
  | { name: "feedback" }
  | { name: "replay" }
  | { name: "admin"; section: AdminSection }
  | { name: "unknown" };

export const spacesPath = "/spaces";
export const campaignsPath = "/campaigns";
export const arenaPagePath = "/arena";
/** No room's id is a word. */
export const leaderboardPath = "/arena/leaderboard";
export const accountPath = "/account";
export const signInPath = "/signin";
export const signUpPath = "/signup";
export const adminPath = "/admin";
export const feedbackPath = "/feedback";

/** Which page an address means. */
export function pageOf(pathname: string): Page {
  const parts = pathname.split("/").filter((part) => part !== "");
  const [first, second] = parts;
  if (first === undefined) return { name: "start" };
  if (parts.length === 1) return topPage(first);
  if (second === undefined) return { name: "unknown" };
  if (first === "campaign") return campaignPage(decodeSegment(second), parts.slice(2));
  if (parts.length > 2) return { name: "unknown" };
  if (first === "table") return { name: "table", roomId: decodeSegment(second) };
  if (first === "arena" && second === "leaderboard") return { name: "leaderboard" };
  if (first === "arena") return { name: "match", roomId: decodeSegment(second) };
  if (first === "space") return { name: "space", spaceId: decodeSegment(second) };
  const section = first === "admin" ? adminSections.find((one) => one === second) : undefined;
  return section === undefined ? { name: "unknown" } : { name: "admin", section };
}

function campaignPage(campaignId: string, rest: readonly string[]): Page {
  if (rest.length === 0) return { name: "campaign", campaignId };
  const isScreen = rest.length === 1 && rest[0] === "screen";
  return isScreen ? { name: "campaignScreen", campaignId } : { name: "unknown" };
}

function topPage(name: string): Page {
  switch (name) {
    case "spaces":
    case "campaigns":
    case "arena":
    case "account":
    case "signin":
    case "signup":
    case "feedback":
    case "replay":
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

export function campaignPath(campaignId: string): string {
  return `/campaign/${encodeURIComponent(campaignId)}`;
}

/** What the table's television shows. */
export function campaignScreenPath(campaignId: string): string {
  return `${campaignPath(campaignId)}/screen`;
}

export function arenaPath(roomId: string): string {
  return `${arenaPagePath}/${encodeURIComponent(roomId)}`;
}

/** The page of a room of this kind; undefined for a kind without pages. */
export function roomPath(kind: string, roomId: string): string | undefined {
  switch (kind) {
    case "cardtable":
      return tablePath(roomId);
    case "space":
      return spacePath(roomId);
    case "campaign":
      return campaignPath(roomId);
    case "arena":
      return arenaPath(roomId);
    default:
      return undefined;
  }
}

export function adminSectionPath(section: AdminSection): string {
  return `${adminPath}/${section}`;
}

/** What a table inside another page says to it when one wants to leave. */
export const insideClosed = "roomkeeper: left the table";

/** Whether this page is shown inside another one of ours, as the table in a space. */
export function isInside(): boolean {
  return new URLSearchParams(location.search).has("inside") && window.parent !== window;
}

/** Leaves the page for where it belongs: the page around it, or this path. */
export function leaveTo(path: string): void {
  if (isInside()) window.parent.postMessage(insideClosed, location.origin);
  else navigate(path);
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
  history.pushState(state, "", hrefOf(path));
  dispatchEvent(new PopStateEvent("popstate"));
}

/** The same in place of the page that is shown, for one that nobody should come back to. */
export function replacePage(path: string, state: unknown = null): void {
  history.replaceState(state, "", hrefOf(path));
  dispatchEvent(new PopStateEvent("popstate"));
}

function subscribe(changed: () => void): () => void {
  addEventListener("popstate", changed);
  return () => removeEventListener("popstate", changed);
}

/** The path of the page that is shown, without the path below which the server is found. */
export function currentPath(): string {
  return pathWithin(location.pathname);
}

export function usePathname(): string {
  return useSyncExternalStore(subscribe, currentPath);
}
