import { createKept } from "../../lib/storage";

const entry = "roomkeeper.talk";

/** With what somebody talks, as last chosen in this browser. */
export type DevicePreference = { readonly microphone: boolean; readonly camera: boolean };

const kept = createKept<DevicePreference | null>(
  entry,
  (text) =>
    text === null
      ? null
      : { microphone: text.includes("microphone"), camera: text.includes("camera") },
  (preference) =>
    preference &&
    [preference.microphone ? "microphone" : "", preference.camera ? "camera" : ""]
      .filter(Boolean)
      .join(" "),
);

/** Null before the first choice. */
export function keptDevicePreference(): DevicePreference | null {
  return kept.getSnapshot();
}

export function keepDevicePreference(preference: DevicePreference): void {
  kept.set(preference);
}
