import { ChevronUp, Mic, MicOff, Video, VideoOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Calls, SourceKind } from "roomkeeper/calls";
import { useStore } from "roomkeeper/react";
import { DeviceMenu } from "./DeviceMenu";
import { keepDevicePreference } from "./devicePreference";
import { buttonLabel, problemWith } from "./sentences";

type Props = { calls: Calls };

/** One's own microphone and camera, always at hand. */
export function CallBar({ calls }: Props) {
  const { local } = calls;
  const microphone = useStore(local.microphone);
  const camera = useStore(local.camera);
  const isSpeaking = useStore(calls.isSpeaking);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);
  const isHeard = microphone.status === "on" && !microphone.isMuted;
  const isSeen = camera.status === "on";

  function toggle(kind: SourceKind): void {
    if (kind === "microphone" && microphone.status === "on") {
      local.setMuted(!microphone.isMuted);
      return;
    }
    if (kind === "camera" && isSeen) local.turnOff("camera");
    else local.turnOn(kind).catch(() => {});
    const isOn = (asked: SourceKind, is: boolean) => (asked === kind ? !is : is);
    keepDevicePreference({
      microphone: isOn("microphone", microphone.status === "on"),
      camera: isOn("camera", isSeen),
    });
  }

  return (
    <div className="call">
      <Problem calls={calls} kind="microphone" />
      <Problem calls={calls} kind="camera" />
      <div className="call__bar" role="toolbar" aria-label="Microphone and camera">
        {isSeen && <SelfView calls={calls} isSpeaking={isSpeaking} />}
        <button
          type="button"
          className={`call__button${isHeard ? " call__button--on" : ""}${
            isSpeaking && !isSeen ? " call__button--speaking" : ""
          }`}
          aria-label={buttonLabel("microphone", microphone)}
          title={buttonLabel("microphone", microphone)}
          aria-busy={microphone.status === "asking"}
          onClick={() => toggle("microphone")}
        >
          {isHeard ? <Mic size={20} /> : <MicOff size={20} />}
          {problemWith("microphone", microphone) !== null && <span className="call__dot" />}
        </button>
        <button
          type="button"
          className={isSeen ? "call__button call__button--on" : "call__button"}
          aria-label={buttonLabel("camera", camera)}
          title={buttonLabel("camera", camera)}
          aria-busy={camera.status === "asking"}
          onClick={() => toggle("camera")}
        >
          {isSeen ? <Video size={20} /> : <VideoOff size={20} />}
          {problemWith("camera", camera) !== null && <span className="call__dot" />}
        </button>
        <button
          type="button"
          className="call__button call__button--narrow"
          aria-label="Choose microphone and camera"
          title="Choose microphone and camera"
          aria-haspopup="menu"
          aria-expanded={menuAt !== null}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            setMenuAt(menuAt === null ? { x: box.left, y: box.top } : null);
          }}
        >
          <ChevronUp size={18} />
        </button>
      </div>
      {menuAt !== null && (
        <DeviceMenu local={local} above={menuAt} onClose={() => setMenuAt(null)} />
      )}
    </div>
  );
}

/** What went wrong with a device, until it is read or put right. */
function Problem({ calls, kind }: Props & { kind: SourceKind }) {
  const state = useStore(calls.local[kind]);
  const [read, setRead] = useState<string | null>(null);
  const problem = problemWith(kind, state);
  if (problem === null || problem === read) return null;
  return (
    <div className="call__problem" role="status">
      <p>{problem}</p>
      <span className="call__choices">
        <button
          type="button"
          className="button button--small"
          onClick={() => calls.local.turnOn(kind).catch(() => {})}
        >
          Try again
        </button>
        <button type="button" className="button button--small" onClick={() => setRead(problem)}>
          Close
        </button>
      </span>
    </div>
  );
}

function SelfView({ calls, isSpeaking }: Props & { isSpeaking: boolean }) {
  const video = useRef<HTMLVideoElement>(null);
  const { deviceId } = useStore(calls.local.camera);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another device is another track
  useEffect(() => {
    const track = calls.local.tracks().video;
    if (video.current !== null) video.current.srcObject = track ? new MediaStream([track]) : null;
  }, [calls, deviceId]);
  return (
    <video
      ref={video}
      className={isSpeaking ? "call__self call__self--speaking" : "call__self"}
      aria-label="Your own picture"
      muted
      autoPlay
      playsInline
    />
  );
}
