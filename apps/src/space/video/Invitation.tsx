import { useState } from "react";
import type { Calls } from "roomkeeper/calls";
import { useStore } from "roomkeeper/react";
import {
  type DevicePreference,
  keepDevicePreference,
  keptDevicePreference,
} from "./devicePreference";
import { listOf } from "./sentences";

const choices = [
  { label: "Camera and microphone", preference: { microphone: true, camera: true } },
  { label: "Microphone only", preference: { microphone: true, camera: false } },
  { label: "Just listen", preference: { microphone: false, camera: false } },
] as const;

function isSame(a: DevicePreference, b: DevicePreference): boolean {
  return a.microphone === b.microphone && a.camera === b.camera;
}

type Props = { calls: Calls; names: readonly string[] };

/**
 * Asks at the first neighbour of a visit, in the page's own words, before the browser asks in its own. Nothing comes on
 * by itself before somebody whom one has not seen yet: what was chosen last time is the first choice, and no more.
 */
export function Invitation({ calls, names }: Props) {
  const { local } = calls;
  const [isAnswered, setAnswered] = useState(false);
  const microphone = useStore(local.microphone).status;
  const camera = useStore(local.camera).status;
  const isMet = names.length > 0;

  const [before] = useState(keptDevicePreference);

  function answer(preference: DevicePreference): void {
    setAnswered(true);
    keepDevicePreference(preference);
    local.start(preference).catch(() => {});
  }

  const isUntouched = microphone === "off" && camera === "off";
  if (!isMet || isAnswered || !isUntouched) return null;
  return (
    <div className="invitation" role="dialog" aria-label="Talk with people near you">
      <p className="invitation__text">
        <strong>{listOf(names)}</strong> {names.length === 1 ? "is" : "are"} near. How would you
        like to join in?
      </p>
      <div className="invitation__choices">
        {choices.map(({ label, preference }) => (
          <button
            key={label}
            type="button"
            className={
              isSame(preference, before ?? choices[0].preference)
                ? "button button--small button--primary"
                : "button button--small"
            }
            onClick={() => answer(preference)}
          >
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}
