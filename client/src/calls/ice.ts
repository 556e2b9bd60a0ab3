import type { IceAnswer } from "../http/ice.js";
import type { Timers } from "../wire/timers.js";

/** So long a link waits for the servers; without them those of one network find each other all the same. */
const PATIENCE_MILLIS = 4_000;
const RETRY_MILLIS = 10_000;

/** The ICE servers, with credentials that have at least half their time to live. */
export function createIceServers(
  ask: () => Promise<IceAnswer>,
  timers: Timers,
): () => Promise<RTCIceServer[]> {
  let known: { readonly servers: RTCIceServer[]; readonly renewAt: number } | null = null;
  let asking: Promise<RTCIceServer[]> | null = null;

  async function renew(): Promise<RTCIceServer[]> {
    try {
      const { iceServers, ttlSeconds } = await ask();
      const servers = [...iceServers];
      known = { servers, renewAt: timers.now() + ttlSeconds * 500 };
    } catch {
      known = { servers: known?.servers ?? [], renewAt: timers.now() + RETRY_MILLIS };
    }
    asking = null;
    return known.servers;
  }

  function impatient(answer: Promise<RTCIceServer[]>): Promise<RTCIceServer[]> {
    return new Promise((resolve) => {
      const late = timers.setTimeout(() => resolve(known?.servers ?? []), PATIENCE_MILLIS);
      answer.then((servers) => {
        timers.clearTimeout(late);
        resolve(servers);
      });
    });
  }

  return async () => {
    if (known && timers.now() < known.renewAt) return known.servers;
    asking ??= renew();
    return impatient(asking);
  };
}
