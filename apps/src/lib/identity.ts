import {
  type Api,
  createApi,
  createMatchesApi,
  guest,
  heldToken,
  keptGuestKey,
  type MatchesApi,
  type TokenProvider,
} from "roomkeeper";
import { type Account, account, keepAccount } from "./account";
import { currentPath, navigate, signInPath } from "./router";
import { createKept } from "./storage";

const nameEntry = "roomkeeper.name";
export const nameMax = 40;

/** The name that this browser's person goes by: the account's, or a guest's own; "" before they gave one. */
export function keptName(): string {
  return account.getSnapshot()?.name ?? guestName();
}

const name = createKept(nameEntry, (text) => (text ?? "").slice(0, 4 * nameMax), String);

export function guestName(): string {
  return name.getSnapshot();
}

export function keepName(given: string): void {
  name.set(given);
}

/** Who one is to the server: rooms and API take the token. */
type Identity = {
  readonly token: TokenProvider;
  readonly api: Api;
  readonly matches: MatchesApi;
};

/** Whether the server may know this browser's person already. */
export function isKnown(): boolean {
  return account.getSnapshot() !== null || keptGuestKey() !== null;
}

let current: (Identity & { readonly key: string }) | null = null;

// Who signs out is another guest than who was here before the account took that one over.
account.subscribe(() => {
  current = null;
});

/**
 * Whoever is signed in, or else the guest of this name. The key behind a guest stays the same when the name changes; an
 * account keeps its own name.
 */
export function identity(name: string): Identity {
  const someone = account.getSnapshot();
  const key = someone === null ? `guest ${name}` : `account ${someone.token}`;
  if (current?.key !== key) {
    const token = someone === null ? guest({ name }).token : tokenOf(someone);
    current = { key, token, api: createApi({ token }), matches: createMatchesApi({ token }) };
  }
  return current;
}

/** An account's token can't be renewed: when it runs out, the way leads back to where one signs in. */
function tokenOf({ token }: Account): TokenProvider {
  return heldToken(token, () => {
    if (account.getSnapshot()?.token !== token) return;
    keepAccount(null);
    navigate(signInPath, { next: currentPath(), hasEnded: true });
  });
}
