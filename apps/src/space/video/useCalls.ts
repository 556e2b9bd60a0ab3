import { useEffect, useState } from "react";
import type { Room, TokenProvider } from "roomkeeper";
import { type Calls, createCalls, iceServersOf } from "roomkeeper/calls";
import { spaceCallRoom } from "roomkeeper/space";
import { muted } from "../../lib/apart";

/** The talk of this room for as long as the component is there; null at first. */
export function useCalls<View extends object>(
  room: Room<View>,
  token: TokenProvider,
  transport: RTCIceTransportPolicy = "all",
): Calls | null {
  const [calls, setCalls] = useState<Calls | null>(null);
  useEffect(() => {
    // A browser without WebRTC, or one in which it was switched off, has a space without video.
    if (typeof RTCPeerConnection === "undefined") return;
    const made = createCalls({
      room: spaceCallRoom(room),
      iceServers: iceServersOf({ token }),
      transport,
      muted,
    });
    setCalls(made);
    return () => {
      setCalls(null);
      made.close();
    };
  }, [room, token, transport]);
  return calls;
}
