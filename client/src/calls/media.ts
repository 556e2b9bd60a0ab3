import { createCell, createListeners, type Store } from "../state/store.js";
import type { Tracks } from "./peer.js";
import type { MediaFlags } from "./signals.js";
import { createSource, type Source, type SourceKind, type SourceState } from "./source.js";

export interface Device {
  readonly id: string;
  readonly kind: SourceKind;
  /** As the browser calls it; "" before the person allowed any. */
  readonly label: string;
}

/** This person's microphone and camera. Each may be there or not. */
export interface LocalMedia {
  readonly microphone: Store<SourceState>;
  readonly camera: Store<SourceState>;
  readonly devices: Store<readonly Device[]>;
  /** Asks for what is named, in one question. */
  start(wanted: { readonly microphone: boolean; readonly camera: boolean }): Promise<void>;
  turnOn(kind: SourceKind): Promise<void>;
  /** Gives the device back: its light goes out. */
  turnOff(kind: SourceKind): void;
  /** A muted microphone is kept, so that speaking again takes no time. */
  setMuted(isMuted: boolean): void;
  choose(kind: SourceKind, deviceId: string): Promise<void>;
  readonly tracks: () => Tracks;
  /** What the others get of it. */
  readonly flags: () => MediaFlags;
  /** Calls back when tracks or flags are others. */
  readonly onChange: (listener: () => void) => () => void;
  close(): void;
}

/** The part of the browser that is used; `navigator` fits. */
export interface MediaBrowser {
  readonly mediaDevices?: MediaDevices | undefined;
  readonly permissions?: Permissions | undefined;
}

export function createLocalMedia(browser: MediaBrowser): LocalMedia {
  const { mediaDevices } = browser;
  // Not there on pages that came over http from another machine.
  const ask = mediaDevices?.getUserMedia
    ? (constraints: MediaStreamConstraints) => mediaDevices.getUserMedia(constraints)
    : null;
  const sources: Record<SourceKind, Source> = {
    microphone: createSource("microphone", ask),
    camera: createSource("camera", ask),
  };
  const kinds = ["microphone", "camera"] as const;
  const devices = createCell<readonly Device[]>([]);
  const changed = createListeners<[]>();

  const stops = kinds.map((kind) =>
    sources[kind].state.subscribe(() => {
      changed.call();
      // Only after the first permission do devices have names.
      if (sources[kind].state.getSnapshot().status === "on") list();
    }),
  );

  function list(): void {
    mediaDevices?.enumerateDevices?.().then(
      (all) => devices.set(all.flatMap(toDevice)),
      () => {},
    );
  }

  function devicesChanged(): void {
    list();
    for (const kind of kinds) sources[kind].devicesChanged();
  }

  mediaDevices?.addEventListener?.("devicechange", devicesChanged);
  list();

  /** Whether asking would get a no without the person being asked. */
  async function isDenied(kind: SourceKind): Promise<boolean> {
    try {
      // Not every browser knows these names.
      const name = kind as PermissionName;
      return (await browser.permissions?.query({ name }))?.state === "denied";
    } catch {
      return false;
    }
  }

  async function start(wanted: { microphone: boolean; camera: boolean }): Promise<void> {
    const asked = kinds.filter((kind) => wanted[kind] && !sources[kind].track());
    const denied = await Promise.all(asked.map(isDenied));
    const both = asked.length === 2 && !denied.includes(true);
    if (!both || !ask) {
      await Promise.all(asked.map((kind) => sources[kind].turnOn()));
      return;
    }
    const { microphone, camera } = sources;
    const heard = microphone.begin();
    const seen = camera.begin();
    try {
      const stream = await ask({ audio: microphone.constraints(), video: camera.constraints() });
      heard(stream.getAudioTracks()[0] ?? null);
      seen(stream.getVideoTracks()[0] ?? null);
    } catch (error) {
      // Who said no to both in one question is not asked two more.
      if (error instanceof Error && error.name === "NotAllowedError") {
        heard(error);
        seen(error);
        return;
      }
      // One of them is missing or busy, which must not cost the other.
      await Promise.all([microphone.turnOn(), camera.turnOn()]);
    }
  }

  return {
    microphone: sources.microphone.state,
    camera: sources.camera.state,
    devices,
    start,
    turnOn: (kind) => sources[kind].turnOn(),
    turnOff: (kind) => sources[kind].turnOff(),
    setMuted: (isMuted) => sources.microphone.setMuted(isMuted),
    choose: (kind, deviceId) => sources[kind].choose(deviceId),
    tracks: () => ({ audio: sources.microphone.track(), video: sources.camera.track() }),
    flags: () => ({
      audio: sources.microphone.track() !== null && !sources.microphone.state.getSnapshot().isMuted,
      video: sources.camera.track() !== null,
    }),
    onChange: changed.add,
    close: () => {
      mediaDevices?.removeEventListener?.("devicechange", devicesChanged);
      for (const stop of stops) stop();
      for (const kind of kinds) sources[kind].turnOff();
    },
  };
}

function toDevice({ deviceId, kind, label }: MediaDeviceInfo): Device[] {
  // Before permission browsers name a kind without an id.
  if (deviceId === "" || kind === "audiooutput") return [];
  return [{ id: deviceId, label, kind: kind === "audioinput" ? "microphone" : "camera" }];
}
