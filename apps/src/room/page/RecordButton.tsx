import { Circle, Square } from "lucide-react";
import { useEffect, useState } from "react";
import type { Room } from "roomkeeper";
import { useStore } from "roomkeeper/react";
import { type Recorder, record } from "roomkeeper/replay";

/** By room: a recording goes on while the panel it was begun in is closed. */
const running = new WeakMap<object, Recorder>();

/** Records what this person sees from now on, into a file that plays on the page for recordings. */
export function RecordButton<View extends object>({ room }: { room: Room<View> }) {
  const [recorder, setRecorder] = useState<Recorder | null>(running.get(room) ?? null);
  useEffect(() => setRecorder(running.get(room) ?? null), [room]);
  const begin = (): void => {
    const next = record(room);
    running.set(room, next);
    setRecorder(next);
  };
  const end = (of: Recorder): void => {
    of.stop();
    running.delete(room);
    setRecorder(null);
    save(JSON.stringify(of.recording()), `${room.info()?.name || "room"}.recording.json`);
  };
  if (recorder === null) {
    return (
      <button type="button" className="button" onClick={begin}>
        <Circle size={17} aria-hidden />
        Record from now on
      </button>
    );
  }
  return (
    <button type="button" className="button" onClick={() => end(recorder)}>
      <Square size={17} aria-hidden />
      <Count recorder={recorder} />
    </button>
  );
}

function Count({ recorder }: { recorder: Recorder }) {
  const length = useStore(recorder.length);
  return <>Stop and save ({length === 1 ? "1 step" : `${length} steps`})</>;
}

function save(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
