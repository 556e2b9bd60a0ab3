import type { FakeTimers } from "../support/fakes.js";

/** What stands in a description of the fake connections, in place of an SDP. */
interface Sdp {
  readonly connection: number;
  /** Counts the searches for a path. */
  readonly ice: number;
  readonly answers?: string;
}

/**
 * A network of connections that keep to the rules of signalling states, roll-backs and negotiationneeded, as the
 * specification has them, and to one that costs real calls: a connection never takes the description of a third.
 */
export function createNetwork(timers: FakeTimers) {
  const all: FakeConnection[] = [];
  let isDown = false;

  function later(step: () => void, millis = 5): void {
    timers.setTimeout(step, millis);
  }

  class FakeConnection {
    readonly id = all.push(this) - 1;
    signalingState: RTCSignalingState = "stable";
    connectionState: RTCPeerConnectionState = "new";
    localDescription: RTCSessionDescription | null = null;
    remote: FakeConnection | null = null;
    ice = 0;
    readonly kinds: string[] = [];
    onnegotiationneeded: (() => void) | null = null;
    onconnectionstatechange: (() => void) | null = null;
    onicecandidate: ((event: unknown) => void) | null = null;
    ontrack: ((event: unknown) => void) | null = null;
    private isNeeded = false;
    private stableLocal: RTCSessionDescription | null = null;

    constructor(public configuration: RTCConfiguration) {}

    addTransceiver(kind: string): void {
      this.kinds.push(kind);
      this.need();
    }

    restartIce(): void {
      this.ice += 1;
      this.need();
    }

    private need(): void {
      this.isNeeded = true;
      later(() => {
        const isDue = this.isNeeded && this.signalingState === "stable" && !this.isClosed();
        if (!isDue) return;
        this.isNeeded = false;
        this.onnegotiationneeded?.();
      }, 1);
    }

    isClosed(): boolean {
      return this.signalingState === "closed";
    }

    private check(): void {
      if (this.isClosed()) throw new DOMException("closed", "InvalidStateError");
    }

    async setLocalDescription(description?: RTCSessionDescriptionInit): Promise<void> {
      await Promise.resolve();
      this.check();
      if (description?.type === "rollback") return this.rollBack();
      const isAnswer = this.signalingState === "have-remote-offer";
      const sdp: Sdp = {
        connection: this.id,
        ice: this.ice,
        ...(isAnswer && this.remote ? { answers: this.remote.localDescription?.sdp ?? "" } : {}),
      };
      this.isNeeded = false;
      this.localDescription = {
        type: isAnswer ? "answer" : "offer",
        sdp: JSON.stringify(sdp),
      } as RTCSessionDescription;
      this.become(isAnswer ? "stable" : "have-local-offer");
      if (!isAnswer) this.onicecandidate?.({ candidate: candidateOf(this.id) });
    }

    private rollBack(): void {
      if (this.signalingState !== "have-local-offer")
        throw new DOMException("rollback", "InvalidStateError");
      this.localDescription = this.stableLocal;
      this.isNeeded = true;
      this.become("stable");
    }

    async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      await Promise.resolve();
      this.check();
      const sdp = JSON.parse(description.sdp ?? "") as Sdp;
      const sender = all[sdp.connection] as FakeConnection;
      if (this.remote && this.remote !== sender) throw new Error("another fingerprint");
      if (description.type === "answer") {
        if (
          this.signalingState !== "have-local-offer" ||
          sdp.answers !== this.localDescription?.sdp
        )
          throw new DOMException("an answer to nothing", "InvalidStateError");
        this.remote = sender;
        this.become("stable");
        return;
      }
      if (this.signalingState === "have-local-offer") this.rollBack();
      this.remote = sender;
      if (this.kinds.length === 0) this.kinds.push(...sender.kinds);
      this.become("have-remote-offer");
    }

    private become(state: RTCSignalingState): void {
      this.signalingState = state;
      if (state !== "stable") return;
      this.stableLocal = this.localDescription;
      if (this.isNeeded) this.need();
      later(() => this.tryConnect());
    }

    private tryConnect(): void {
      const { remote } = this;
      if (isDown || !remote || remote.remote !== this) return;
      if (this.signalingState !== "stable" || remote.signalingState !== "stable") return;
      for (const end of [this, remote]) end.turn("connected");
    }

    turn(state: RTCPeerConnectionState): void {
      if (this.isClosed() || this.connectionState === state) return;
      this.connectionState = state;
      this.onconnectionstatechange?.();
    }

    async addIceCandidate(): Promise<void> {
      if (!this.remote) throw new DOMException("no description yet", "InvalidStateError");
    }

    getConfiguration(): RTCConfiguration {
      return this.configuration;
    }
    setConfiguration(configuration: RTCConfiguration): void {
      this.configuration = configuration;
    }
    getTransceivers(): unknown[] {
      return [];
    }
    getSenders(): unknown[] {
      return [];
    }

    close(): void {
      const { remote } = this;
      this.signalingState = "closed";
      this.connectionState = "closed";
      if (remote?.remote === this) later(() => remote.turn("disconnected"), 4_000);
    }
  }

  return {
    all,
    connect: (configuration: RTCConfiguration) =>
      new FakeConnection(configuration) as unknown as RTCPeerConnection,
    /** Breaks or mends all paths. A mended one needs to be looked for. */
    setDown: (down: boolean) => {
      isDown = down;
      if (down) for (const each of all) if (each.remote) each.turn("disconnected");
    },
    /** Those that are open, in the order in which they were made. */
    open: () => all.filter((each) => !each.isClosed()),
  };
}

function candidateOf(id: number): unknown {
  const candidate = { candidate: `candidate:${id}`, sdpMid: "0", sdpMLineIndex: 0 };
  return { ...candidate, toJSON: () => candidate };
}
