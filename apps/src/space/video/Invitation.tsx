import { useEffect, useState } from "react";
import type { Calls } from "roomkeeper/calls";
import { useStore } from "roomkeeper/react";
import {
  type DevicePreference,
  keepDevicePreference,
  keptDevicePreference,
} from "./devicePreference";
import { listOf } from "./sentences";

type Props = { calls: Calls; names: readonly string[] };

/**
 * Asks at the first neighbour, in the page's own words, before the browser asks in its own. Who chose before is asked
 * no more.
 */
export function Invitation({ calls, names }: Props) {
  const { local } = calls;
  const [isAnswered, setAnswered] = useState(false);
  const microphone = useStore(local.microphone).status;
  const camera = useStore(local.camera).status;
  const isMet = names.length > 0;

  useEffect(() => {
    const preference = isMet && !isAnswered ? keptDevicePreference() : null;
    if (preference === null) return;
    setAnswered(true);
    local.start(preference).catch(() => {});
  }, [isMet, isAnswered, local]);

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
        <button
          type="button"
          className="button button--small button--primary"
          onClick={() => answer({ microphone: true, camera: true })}
        >
          Camera and microphone
        </button>
        <button
          type="button"
          className="button button--small"
          onClick={() => answer({ microphone: true, camera: false })}
        >
          Microphone only
        </button>
        <button
          type="button"
          className="button button--small"
          onClick={() => answer({ microphone: false, camera: false })}
        >
          Just listen
        </button>
      </div>
    </div>
  );
}
