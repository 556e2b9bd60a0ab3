import { createCell, type Store } from "../state/store.js";

export type SourceKind = "microphone" | "camera";

/** How a microphone or camera stands; all but `on` send nothing, and none of them keeps one out of a call. */
export type SourceStatus =
  | "off"
  /** The browser asks the person. */
  | "asking"
  | "on"
  /** The person, or a setting of the browser or the system, said no. */
  | "refused"
  /** There is none, or it was unplugged. */
  | "missing"
  /** Another program holds it, or it failed. */
  | "busy"
  /** This browser gives none to this page, for instance since it did not come over https. */
  | "unsupported";

export interface SourceState {
  readonly status: SourceStatus;
  /** On, and sending silence. */
  readonly isMuted: boolean;
  /** The device in use, or chosen for the next time; null for the browser's choice. */
  readonly deviceId: string | null;
}

/** A microphone or a camera. */
export interface Source {
  readonly state: Store<SourceState>;
  readonly track: () => MediaStreamTrack | null;
  turnOn(): Promise<void>;
  turnOff(): void;
  setMuted(isMuted: boolean): void;
  /** Uses this device, at once if one is in use. */
  choose(deviceId: string): Promise<void>;
  /** The devices are others than before: one that was missed may be back. */
  devicesChanged(): void;
  /** For who asks for two sources in one prompt: gives what came of it. */
  begin(): (outcome: MediaStreamTrack | Error | null) => void;
  readonly constraints: () => MediaTrackConstraints;
}

type Ask = (constraints: MediaStreamConstraints) => Promise<MediaStream>;

const WISHES: Record<SourceKind, MediaTrackConstraints> = {
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  // A tile is small, and up to eight people get it.
  camera: { width: { ideal: 320 }, height: { ideal: 240 }, frameRate: { ideal: 20, max: 30 } },
};

export function createSource(kind: SourceKind, ask: Ask | null): Source {
  const state = createCell<SourceState>({ status: "off", isMuted: false, deviceId: null });
  let track: MediaStreamTrack | null = null;
  /** Counts what was asked for, so that an answer that comes too late is let go. */
  let asked = 0;
  /** A source that went missing comes back by itself, one that was turned off does not. */
  let isWanted = false;

  function change(part: Partial<SourceState>): void {
    state.set({ ...state.getSnapshot(), ...part });
  }

  function constraints(): MediaTrackConstraints {
    const { deviceId } = state.getSnapshot();
    return { ...WISHES[kind], ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }) };
  }

  function release(): void {
    if (!track) return;
    track.onended = null;
    track.stop();
    track = null;
  }

  function use(next: MediaStreamTrack): void {
    release();
    track = next;
    next.enabled = !state.getSnapshot().isMuted;
    next.onended = () => {
      if (track !== next) return;
      track = null;
      change({ status: "missing", deviceId: null });
      turnOn().catch(() => {}); // Perhaps there is another one.
    };
    change({ status: "on", deviceId: next.getSettings().deviceId ?? null });
  }

  function begin(): (outcome: MediaStreamTrack | Error | null) => void {
    asked += 1;
    const mine = asked;
    isWanted = true;
    if (!track) change({ status: "asking" });
    return (outcome) => {
      if (mine !== asked) {
        if (outcome && !(outcome instanceof Error)) outcome.stop();
      } else if (outcome instanceof Error && track !== null) {
        // The one that works is rather kept than lost to one that does not.
        change({ status: "on", deviceId: track.getSettings().deviceId ?? null });
      } else if (outcome instanceof Error) {
        change({ status: statusOf(outcome), isMuted: false });
      } else if (outcome === null) {
        release();
        change({ status: "missing", isMuted: false });
      } else {
        use(outcome);
      }
    };
  }

  async function turnOn(): Promise<void> {
    const done = begin();
    if (!ask) {
      done(new DOMException("no media devices", "NotSupportedError"));
      return;
    }
    try {
      done(await get(ask));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async function get(from: Ask): Promise<MediaStreamTrack | null> {
    const key = kind === "microphone" ? "audio" : "video";
    const first = (stream: MediaStream) => stream.getTracks()[0] ?? null;
    try {
      return first(await from({ [key]: constraints() }));
    } catch (error) {
      const isGone = error instanceof Error && error.name === "OverconstrainedError";
      if (!isGone || state.getSnapshot().deviceId === null) throw error;
      // The chosen device is not there any more: rather another one than none.
      change({ deviceId: null });
      return first(await from({ [key]: constraints() }));
    }
  }

  return {
    state,
    track: () => track,
    turnOn,
    turnOff: () => {
      asked += 1;
      isWanted = false;
      release();
      change({ status: "off", isMuted: false });
    },
    setMuted: (isMuted) => {
      if (track) track.enabled = !isMuted;
      change({ isMuted });
    },
    choose: async (deviceId) => {
      const { status } = state.getSnapshot();
      change({ deviceId });
      if (status !== "off") await turnOn();
      const chosen = state.getSnapshot();
      if (chosen.status === "on" && chosen.deviceId !== deviceId) {
        throw new DOMException("this device can't be used now", "NotReadableError");
      }
    },
    devicesChanged: () => {
      const { status } = state.getSnapshot();
      if (isWanted && (status === "missing" || status === "busy")) turnOn().catch(() => {});
    },
    begin,
    constraints,
  };
}

function statusOf(error: Error): SourceStatus {
  switch (error.name) {
    case "NotAllowedError":
    case "SecurityError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotSupportedError":
    case "TypeError":
      return "unsupported";
    default:
      return "busy";
  }
}
