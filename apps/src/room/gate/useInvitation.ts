import { useEffect, useState } from "react";
import { HttpProblem, type RoomSummary } from "roomkeeper";
import { identity, nameMax } from "../../lib/identity";
import { keepAsking } from "../../lib/keepAsking";

/** What is known of the room that one was invited to, before one has a name. */
export type Invitation =
  | { readonly state: "asking" }
  | { readonly state: "known"; readonly room: RoomSummary; readonly by: string | null }
  | { readonly state: "refused"; readonly code: number; readonly reason: string };

/** Looks up the room of a link, by whoever the link says invites. */
export function useInvitation(roomId: string): Invitation {
  const [invitation, setInvitation] = useState<Invitation>({ state: "asking" });
  useEffect(() => {
    setInvitation({ state: "asking" });
    return keepAsking({
      load: () => identity("Guest").api.getRoom(roomId),
      onKnown: (room) => setInvitation({ state: "known", room, by: inviterIn(location.search) }),
      onTrouble: () => undefined,
      onRefused: (error) => {
        const status = error instanceof HttpProblem ? error.status : 0;
        const reason = error instanceof HttpProblem ? error.message : "";
        setInvitation({ state: "refused", code: status === 403 ? 4403 : 4404, reason });
      },
    });
  }, [roomId]);
  return invitation;
}

/** Who a link says invites: a name of no more length than one has, and nothing that turns the text around. */
export function inviterIn(search: string): string | null {
  const by = new URLSearchParams(search).get("by") ?? "";
  const name = [...by.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "").trim()].slice(0, nameMax).join("");
  return name === "" ? null : name;
}
