import { useMemo } from "react";
import type { Room } from "roomkeeper";
import { useStore } from "roomkeeper/react";
import { useAccount } from "../../lib/account";

export type Ban = {
  readonly userId: string;
  readonly name: string;
  readonly address: boolean;
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly reason?: string;
};

/** Somebody who may enter a room that is not for everybody; "" where the name is not known. */
export type Invited = { readonly userId: string; readonly name: string };

export type House = {
  readonly ownerId: string | null;
  /** What the owner called the room since it was made; "" for nothing. */
  readonly name: string;
  readonly isClosed: boolean;
  readonly bans: readonly (Ban & { readonly id: string })[];
  /** Who may enter, for whoever runs the room; null if everybody may. */
  readonly only: readonly Invited[] | null;
  /** To know what to offer; what one may is decided by the room. */
  readonly mayModerate: boolean;
};

type Kept = {
  readonly owner?: string;
  readonly name?: string;
  readonly closed?: boolean;
  readonly only?: readonly Invited[] | "everybody";
  readonly bans?: { readonly [id: string]: Ban };
};

/** Who runs the room, whatever its kind. */
export function useHouse<View extends object>(room: Room<View>): House {
  const store = useMemo(() => room.at(["house"] as readonly string[]), [room]);
  const { owner, name, closed, only, bans = {} } = (useStore(store) ?? {}) as unknown as Kept;
  const isAdmin = useAccount()?.role === "admin";
  return {
    ownerId: owner ?? null,
    name: name ?? "",
    isClosed: closed === true,
    only: only === undefined || only === "everybody" ? null : only,
    bans: Object.entries(bans).map(([id, ban]) => ({ ...ban, id })),
    mayModerate: isAdmin || (owner !== undefined && owner === room.self()),
  };
}
