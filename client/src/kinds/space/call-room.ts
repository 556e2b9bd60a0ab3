import type { CallRoom } from "../../calls/call-room.js";
import { decodeSignal, encodeSignal } from "../../calls/signals.js";
import type { Room } from "../../room/types.js";
import { isObject, own } from "../../state/json.js";

/** A room of kind `space`. */
export function spaceCallRoom<View extends object>(room: Room<View>): CallRoom {
  const isJoined = () => room.status.getSnapshot().state === "joined";

  function place(memberId: string | null): { x: number; y: number } | null {
    const walker = memberId === null ? undefined : room.get(["walkers", memberId]);
    if (!isObject(walker)) return null;
    const x = own(walker, "x");
    const y = own(walker, "y");
    return typeof x === "number" && typeof y === "number" ? { x, y } : null;
  }

  return {
    self: room.self,
    isJoined,
    isOver: () => ["refused", "closed"].includes(room.status.getSnapshot().state),
    neighbours: () => {
      const near = room.get(["near"]);
      return isObject(near) ? Object.keys(near) : [];
    },
    isOnline: (memberId) => room.get(["people", memberId, "online"]) === true,
    distanceTo: (memberId) => {
      const mine = place(room.self());
      const theirs = place(memberId);
      return mine && theirs
        ? Math.max(Math.abs(mine.x - theirs.x), Math.abs(mine.y - theirs.y))
        : null;
    },
    send: (to, signal) => {
      const data = encodeSignal(signal);
      if (!data || !isJoined()) return;
      // Refused to who is no neighbour any more, whose link closes; what is lost otherwise is made good by a new try.
      room.command("signal", { to, data }).catch(() => {});
    },
    onSignal: (listener) =>
      room.on("signal", ({ from, payload }) => {
        const signal = decodeSignal(isObject(payload) ? own(payload, "data") : undefined);
        if (from !== undefined && signal) listener(from, signal);
      }),
    onChange: (listener) => {
      const stops = [
        room.status.subscribe(listener),
        ...["near", "walkers", "people"].map((name) => room.subscribe([name], listener)),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    onRejoined: (listener) => {
      let wasLost = false;
      const stops = [
        room.status.subscribe(() => {
          const { state } = room.status.getSnapshot();
          if (state === "reconnecting") wasLost = true;
          if (state !== "joined" || !wasLost) return;
          wasLost = false;
          listener();
        }),
        room.onEventsLost(listener),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
