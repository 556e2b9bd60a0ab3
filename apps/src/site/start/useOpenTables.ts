import { useCallback, useEffect, useRef, useState } from "react";
import type { Api, RoomListing } from "roomkeeper";

const refreshMillis = 5000;

type OpenTables =
  | { readonly state: "loading" }
  | { readonly state: "unreachable" }
  | { readonly state: "known"; readonly tables: readonly RoomListing[] };

/** The open tables, asked for again and again while the page is looked at. */
export function useOpenTables(api: Api): { tables: OpenTables; refresh: () => void } {
  const [tables, setTables] = useState<OpenTables>({ state: "loading" });
  const round = useRef(0);
  const refresh = useCallback((): void => {
    const mine = ++round.current;
    api.listRooms("cardtable").then(
      (rooms) => {
        if (mine === round.current) setTables({ state: "known", tables: inOrder(rooms) });
      },
      () => {
        if (mine === round.current) setTables({ state: "unreachable" });
      },
    );
  }, [api]);
  useEffect(() => {
    refresh();
    const asking = setInterval(() => {
      if (document.visibilityState === "visible") refresh();
    }, refreshMillis);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(asking);
      document.removeEventListener("visibilitychange", refresh);
      round.current++;
    };
  }, [refresh]);
  return { tables, refresh };
}

/** Tables where somebody sits come first. */
function inOrder(rooms: readonly RoomListing[]): readonly RoomListing[] {
  return [...rooms].sort((a, b) => b.online - a.online);
}
