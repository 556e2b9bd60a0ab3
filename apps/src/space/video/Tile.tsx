import { MicOff, VideoOff, WifiOff } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Neighbour } from "roomkeeper/calls";
import { initialOf } from "../../ui/Avatar";
import { tileLabel } from "./sentences";

type Props = {
  neighbour: Neighbour;
  name: string;
  /** The browser does not play it before the page was touched. */
  onSilenced: (element: HTMLMediaElement) => void;
};

/** One neighbour: its picture, or its initial while the camera is off, and in any case its sound. */
export function Tile({ neighbour, name, onSilenced }: Props) {
  const { stream, state, hasAudio, hasVideo, isSpeaking, volume } = neighbour;
  const video = useRef<HTMLVideoElement>(null);
  const silenced = useRef(onSilenced);
  silenced.current = onSilenced;

  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = stream;
    if (stream === null) return;
    element.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === "NotAllowedError") {
        silenced.current(element);
      }
    });
    return () => {
      element.srcObject = null;
    };
  }, [stream]);

  useEffect(() => {
    // Where the system alone sets the volume (iOS) this does nothing.
    if (video.current !== null) video.current.volume = volume;
  }, [volume]);

  const isLive = state === "connected";
  return (
    <li
      className={isSpeaking ? "tile tile--speaking" : "tile"}
      data-id={neighbour.id}
      data-state={state}
      aria-label={tileLabel(name, neighbour)}
    >
      {/* biome-ignore lint/a11y/useMediaCaption: people talking have no captions */}
      <video
        ref={video}
        className={hasVideo && isLive ? "tile__video" : "tile__video tile__video--hidden"}
        playsInline
        autoPlay
      />
      {!(hasVideo && isLive) && (
        <span className="tile__initial" aria-hidden>
          {initialOf(name)}
        </span>
      )}
      {state !== "connected" && (
        <span className="tile__state" aria-hidden>
          {state === "failed" ? <WifiOff size={18} /> : <span className="tile__spinner" />}
        </span>
      )}
      <span className="tile__name" aria-hidden>
        {isLive && !hasAudio && <MicOff size={13} className="tile__off" />}
        {isLive && !hasVideo && <VideoOff size={13} className="tile__off" />}
        <span className="ellipsis">{name}</span>
      </span>
    </li>
  );
}
