/** A track that tells whether its device was given back. */
export class FakeTrack {
  enabled = true;
  isStopped = false;
  onended: (() => void) | null = null;

  constructor(
    readonly kind: "audio" | "video",
    readonly deviceId: string,
  ) {}

  stop(): void {
    this.isStopped = true;
  }
  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId };
  }
}

/** A browser with these devices; what it was asked for, and what it shall answer, is the test's. */
export function createBrowser(...ids: string[]) {
  const listeners = new Set<() => void>();
  const browser = {
    ids: [...ids],
    asked: [] as MediaStreamConstraints[],
    tracks: [] as FakeTrack[],
    /** Kinds whose question is answered with this error. */
    errors: {} as { audio?: string; video?: string },
    denied: [] as string[],
    /** Holds the answers back until it resolves. */
    wait: Promise.resolve() as Promise<void>,
    plugged: () => {
      for (const listener of listeners) listener();
    },
    permissions: {
      query: async ({ name }: { name: string }) => ({
        state: browser.denied.includes(name) ? "denied" : "prompt",
      }),
    } as unknown as Permissions,
    mediaDevices: {
      getUserMedia: async (constraints: MediaStreamConstraints) => {
        browser.asked.push(constraints);
        await browser.wait;
        const tracks = (["audio", "video"] as const)
          .filter((kind) => constraints[kind])
          .map((kind) => give(kind, constraints[kind] as MediaTrackConstraints));
        browser.tracks.push(...tracks);
        return streamOf(tracks);
      },
      enumerateDevices: async () =>
        browser.ids.map((id) => ({
          deviceId: id,
          kind: id.startsWith("mic") ? "audioinput" : "videoinput",
          label: id,
        })),
      addEventListener: (_: string, listener: () => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    } as unknown as MediaDevices,
    listeners,
  };

  function give(kind: "audio" | "video", { deviceId }: MediaTrackConstraints): FakeTrack {
    const error = browser.errors[kind];
    if (error) throw new DOMException("no", error);
    const found = browser.ids.filter((id) => id.startsWith(kind === "audio" ? "mic" : "cam"));
    const wanted = (deviceId as { exact: string } | undefined)?.exact;
    if (found.length === 0) throw new DOMException("no", "NotFoundError");
    if (wanted && !found.includes(wanted)) throw new DOMException("no", "OverconstrainedError");
    return new FakeTrack(kind, wanted ?? (found[0] as string));
  }

  return browser;
}

function streamOf(tracks: FakeTrack[]): MediaStream {
  const of = (kind: string) => () => tracks.filter((track) => track.kind === kind);
  return {
    getTracks: () => tracks,
    getAudioTracks: of("audio"),
    getVideoTracks: of("video"),
  } as unknown as MediaStream;
}
