import { Pause, Play } from "lucide-react";
import { useStore } from "roomkeeper/react";
import type { Replay } from "roomkeeper/replay";

const speeds = [1, 2, 4, 8] as const;

/** Plays what was recorded, stops it, and goes to any moment of it. */
export function ReplayBar<View extends object>({ replay }: { replay: Replay<View> }) {
  const position = useStore(replay.position);
  const isPlaying = useStore(replay.playing);
  const speed = useStore(replay.speed);
  const next = speeds[(speeds.indexOf(speed as 1) + 1) % speeds.length] ?? 1;
  return (
    <section className="replay-bar" aria-label="Recording">
      <button
        type="button"
        className="icon-button"
        aria-label={isPlaying ? "Pause" : "Play"}
        title={isPlaying ? "Pause" : "Play"}
        onClick={isPlaying ? replay.pause : replay.play}
      >
        {isPlaying ? <Pause size={20} aria-hidden /> : <Play size={20} aria-hidden />}
      </button>
      <input
        className="replay-bar__slider"
        type="range"
        aria-label="Moment"
        aria-valuetext={`${clock(position)} of ${clock(replay.lengthMillis)}`}
        min={0}
        max={replay.lengthMillis}
        step={100}
        value={position}
        onChange={(event) => replay.seek(Number(event.target.value))}
      />
      <span className="replay-bar__time">
        {clock(position)} / {clock(replay.lengthMillis)}
      </span>
      <button
        type="button"
        className="button button--small"
        aria-label={`Speed: ${speed} times`}
        onClick={() => replay.setSpeed(next)}
      >
        {speed}×
      </button>
    </section>
  );
}

function clock(millis: number): string {
  const seconds = Math.floor(millis / 1_000);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((n) =>
    String(n).padStart(2, "0"),
  );
  const hours = Math.floor(seconds / 3_600);
  return `${hours > 0 ? `${hours}:` : ""}${parts.join(":")}`;
}
