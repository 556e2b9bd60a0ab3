import type { Json, JsonObject } from "../state/json.js";
import type { ApiOptions } from "./request.js";
import { sender } from "./send.js";

/** Whom one muted or blocked. */
export interface ApartEntry {
  readonly userId: string;
  readonly name: string;
  readonly mute: boolean;
  readonly block: boolean;
}

export type ReportReason = "harassment" | "hate" | "sexual" | "spam" | "cheating" | "other";

export interface ReportRequest {
  /** A user's id. */
  readonly about: string;
  readonly roomId?: string;
  readonly reason: ReportReason;
  readonly note?: string;
  /** What was said where the server keeps nothing. */
  readonly told?: readonly string[];
}

interface Person {
  readonly userId: string;
  readonly name: string;
}

/** A line as the room kept it when somebody reported. */
export interface ReportedLine {
  readonly id: string;
  readonly from: string;
  readonly name: string;
  readonly message: string;
  readonly at: number;
}

export interface ReportEntry {
  readonly id: string;
  readonly at: number;
  readonly by: Person;
  readonly about: Person;
  readonly roomId: string | null;
  readonly reason: ReportReason;
  readonly note: string | null;
  readonly context: { readonly said: readonly ReportedLine[]; readonly told?: readonly string[] };
  readonly closed: boolean;
}

export interface UserBan {
  readonly userId: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly reason: string | null;
  readonly by: string;
}

export interface AuditEntry {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  readonly byName: string;
  readonly what: string;
  readonly about: string | null;
  readonly aboutName: string | null;
  readonly roomId: string | null;
  readonly detail: JsonObject;
}

export type UserRole = "admin" | "user" | "guest";

/** Somebody who uses the server. */
export interface ListedUser {
  readonly userId: string;
  readonly name: string;
  readonly role: UserRole;
  /** Since when they are known, milliseconds since 1970. */
  readonly since: number;
  /** Milliseconds since 1970; null if they are not banned. */
  readonly bannedUntil: number | null;
}

/** A room as admins see it listed. */
export interface AdminRoom {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly online: number;
  /** Milliseconds since 1970, as the next. */
  readonly createdAt: number;
  readonly activeAt: number;
  /** The id of whoever made it. */
  readonly by: string;
  readonly byName: string;
}

/** Getting rid of somebody. Each rejects with an `HttpProblem`. */
export interface ModerationApi {
  apart(): Promise<readonly ApartEntry[]>;
  /** Both false takes it back. In the room named it holds at once, in others from the next join on. */
  setApart(
    userId: string,
    apart: { readonly mute: boolean; readonly block: boolean },
    roomId?: string,
  ): Promise<void>;
  report(request: ReportRequest): Promise<void>;
}

/** What only admins may: who may use the server, and who did what. */
export interface ServerModerationApi {
  /** The newest, or those before one. */
  reports(before?: string): Promise<{ reports: readonly ReportEntry[]; more: boolean }>;
  closeReport(id: string): Promise<void>;
  bans(): Promise<readonly UserBan[]>;
  ban(userId: string, minutes: number, reason?: string): Promise<void>;
  liftBan(userId: string): Promise<void>;
  audit(before?: string): Promise<{ entries: readonly AuditEntry[]; more: boolean }>;
  /** Accounts and guests by a part of their name or their id, "" for all; the newest, or those before one. */
  users(search: string, before?: string): Promise<{ users: readonly ListedUser[]; more: boolean }>;
  setRole(userId: string, role: "admin" | "user"): Promise<void>;
  /** Deletes an account; what its user made stays. */
  deleteUser(userId: string): Promise<void>;
  /** All rooms, listed or not, searched as users are. */
  rooms(search: string, before?: string): Promise<{ rooms: readonly AdminRoom[]; more: boolean }>;
}

export function createModerationApi(options: ApiOptions): ModerationApi {
  const send = sender(options);
  return {
    apart: async () => listOf(await send("GET", "/me/apart"), "apart"),
    setApart: async (userId, { mute, block }, roomId) => {
      const body = { mute, block, ...(roomId === undefined ? {} : { roomId }) };
      await send("PUT", `/me/apart/${encodeURIComponent(userId)}`, body);
    },
    report: async (request) => {
      await send("POST", "/reports", request);
    },
  };
}

export function createServerModerationApi(options: ApiOptions): ServerModerationApi {
  const send = sender(options);
  const from = (before: string | undefined, search = "") => {
    const query = new URLSearchParams();
    if (search !== "") query.set("search", search);
    if (before !== undefined) query.set("before", before);
    return query.size === 0 ? "" : `?${query}`;
  };
  return {
    reports: (before) => send("GET", `/admin/reports${from(before)}`),
    closeReport: async (id) => {
      await send("POST", `/admin/reports/${encodeURIComponent(id)}/close`);
    },
    bans: async () => listOf(await send("GET", "/admin/bans"), "bans"),
    ban: async (userId, minutes, reason) => {
      const body = { minutes, ...(reason === undefined || reason === "" ? {} : { reason }) };
      await send("PUT", `/admin/bans/${encodeURIComponent(userId)}`, body);
    },
    liftBan: async (userId) => {
      await send("DELETE", `/admin/bans/${encodeURIComponent(userId)}`);
    },
    audit: (before) => send("GET", `/admin/audit${from(before)}`),
    users: (search, before) => send("GET", `/admin/users${from(before, search)}`),
    setRole: async (userId, role) => {
      await send("PUT", `/admin/users/${encodeURIComponent(userId)}`, { role });
    },
    deleteUser: async (userId) => {
      await send("DELETE", `/admin/users/${encodeURIComponent(userId)}`);
    },
    rooms: (search, before) => send("GET", `/admin/rooms${from(before, search)}`),
  };
}

function listOf<T>(answer: Json, name: string): readonly T[] {
  return (answer as JsonObject)[name] as never;
}
