import type { Room } from "roomkeeper";
import type { Place, SpaceView } from "roomkeeper/space";

/** What came in over one connection so far. */
export type Figures = {
  readonly frames: number;
  readonly energy: number;
  readonly packets: number;
  /** The kinds of the two ends of the path, such as "host to host". */
  readonly path: string;
};

/** One page's side of things, for the test. */
export type Side = {
  readonly connections: readonly RTCPeerConnection[];
  received(memberId: string): Promise<Figures | null>;
  self(): string | null;
  near(): string[];
  walk(dx: number, dy: number, steps: number): Promise<void>;
};

declare global {
  var callSide: Side;
}

/** To be made before the first connection is. */
export function createSide(room: Room<SpaceView>): Side {
  const connections = watchConnections();
  const place = (): Place => {
    const at = room.get().walkers?.[room.self() ?? ""];
    if (at === undefined) throw new Error("stands nowhere");
    return at;
  };
  return {
    connections,
    received: (memberId) => received(connections, memberId),
    self: room.self,
    near: () => Object.keys(room.get().near ?? {}).sort(),
    walk: async (dx, dy, steps) => {
      for (let i = 0; i < steps; i++) {
        const from = place();
        await room.command("move", { x: from.x + dx, y: from.y + dy });
        // The room takes ten steps a second.
        await new Promise((done) => setTimeout(done, 110));
      }
    },
  };
}

function watchConnections(): RTCPeerConnection[] {
  const made: RTCPeerConnection[] = [];
  const Original = RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.push(this);
    }
  };
  return made;
}

/** Over the connection whose sound plays in the tile of this member; null if there is none. */
async function received(
  connections: readonly RTCPeerConnection[],
  memberId: string,
): Promise<Figures | null> {
  const tile = document.querySelector(`[data-id="${memberId}"] video`);
  const stream = tile instanceof HTMLVideoElement ? tile.srcObject : null;
  const tracks = stream instanceof MediaStream ? stream.getTracks() : [];
  const connection = connections.find(
    (each) =>
      each.connectionState !== "closed" &&
      each.getReceivers().some(({ track }) => tracks.includes(track)),
  );
  return connection ? figuresOf(await connection.getStats()) : null;
}

function figuresOf(stats: RTCStatsReport): Figures {
  let figures: Figures = { frames: 0, energy: 0, packets: 0, path: "" };
  for (const stat of stats.values()) {
    if (stat.type === "inbound-rtp") {
      figures = {
        ...figures,
        packets: figures.packets + (stat.packetsReceived ?? 0),
        ...(stat.kind === "video"
          ? { frames: stat.framesDecoded ?? 0 }
          : { energy: stat.totalAudioEnergy ?? 0 }),
      };
    }
    const pair = stat.type === "transport" ? stats.get(stat.selectedCandidatePairId) : undefined;
    if (pair !== undefined) {
      const [from, to] = [pair.localCandidateId, pair.remoteCandidateId].map(
        (id) => stats.get(id)?.candidateType,
      );
      figures = { ...figures, path: `${from} to ${to}` };
    }
  }
  return figures;
}
