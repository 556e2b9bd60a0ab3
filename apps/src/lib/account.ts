import { useSyncExternalStore } from "react";
import type { Store } from "roomkeeper";
import { createKept } from "./storage";

/** Someone with an account who signed in in this browser. The token is the secret; it goes to the server alone. */
export type Account = {
  readonly token: string;
  readonly userId: string;
  readonly name: string;
  /** To know which pages to offer; what one may is decided by the server. */
  readonly role: "admin" | "user";
  readonly imageUrl?: string;
};

const accountEntry = "roomkeeper.account";

const value = createKept<Account | null>(accountEntry, accountFrom, (kept) =>
  kept === null ? null : JSON.stringify(kept),
);

/** Who is signed in in this browser, in all its tabs; null for a guest. */
export const account: Store<Account | null> = value;

export function useAccount(): Account | null {
  return useSyncExternalStore(account.subscribe, account.getSnapshot);
}

/** Signs in, out with null, or keeps what changed. */
export function keepAccount(next: Account | null): void {
  value.set(next);
}

/** What was kept, by this version or another, or by hand: an account, or nobody. */
export function accountFrom(text: string | null): Account | null {
  if (text === null) return null;
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof kept !== "object" || kept === null) return null;
  const { token, userId, name, role, imageUrl } = kept as Record<string, unknown>;
  if (typeof token !== "string" || typeof userId !== "string" || typeof name !== "string") {
    return null;
  }
  return {
    token,
    userId,
    name,
    role: role === "admin" ? "admin" : "user",
    ...(typeof imageUrl === "string" ? { imageUrl } : {}),
  };
}
