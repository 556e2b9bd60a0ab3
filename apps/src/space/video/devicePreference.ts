const entry = "roomkeeper.talk";

/** With what somebody talks, as last chosen in this browser. */
export type DevicePreference = { readonly microphone: boolean; readonly camera: boolean };

/** Null before the first choice. */
export function keptDevicePreference(): DevicePreference | null {
  try {
    const kept = localStorage.getItem(entry);
    if (kept === null) return null;
    return { microphone: kept.includes("microphone"), camera: kept.includes("camera") };
  } catch {
    return null;
  }
}

export function keepDevicePreference({ microphone, camera }: DevicePreference): void {
  try {
    const wanted = [microphone ? "microphone" : "", camera ? "camera" : ""].filter(Boolean);
    localStorage.setItem(entry, wanted.join(" "));
  } catch {
    // A page may be forbidden to store anything; then one is asked at each visit.
  }
}
