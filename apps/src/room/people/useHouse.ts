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

export type House = {
  readonly ownerId: string | null;
  readonly isClosed: boolean;
  readonly bans: readonly (Ban & { readonly id: string })[];
  /** To know what to offer; what one may is decided by the room. */
  readonly mayModerate: boolean;
};

type Kept = {
  readonly owner?: string;
  readonly closed?: boolean;
  readonly bans?: { readonly [id: string]: Ban };
};

/** Who runs the room, whatever its kind. */
export function useHouse<View extends object>(room: Room<View>): House {
  const store = useMemo(() => room.at(["house"] as readonly string[]), [room]);
  const { owner, closed, bans = {} } = (useStore(store) ?? {}) as unknown as Kept;
  const isAdmin = useAccount()?.role === "admin";
  return {
    ownerId: owner ?? null,
    isClosed: closed === true,
    bans: Object.entries(bans).map(([id, ban]) => ({ ...ban, id })),
    mayModerate: isAdmin || (owner !== undefined && owner === room.self()),
  };
}
