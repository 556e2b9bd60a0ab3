import { Film } from "lucide-react";
import { type ReactNode, useState } from "react";
import { type Recording, recordingFrom } from "roomkeeper/replay";
import { errorMessage } from "../../lib/attempt";
import { hrefOf } from "../../lib/site";
import { FormError } from "../../ui/FormError";

type Props = {
  /** The page that plays it; null for a kind of room that has none. */
  show: (recording: Recording) => ReactNode;
};

/** Opens a recording from a file, and plays it. It stays on this device. */
export default function ReplayPage({ show }: Props) {
  const [recording, setRecording] = useState<Recording | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  if (recording !== null) return show(recording);
  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      const found = recordingFrom(await file.text());
      if (show(found) === null) throw new Error(`No page here plays a “${found.room.kind}”.`);
      setProblem(null);
      setRecording(found);
    } catch (error) {
      setProblem(errorMessage(error));
    }
  };
  return (
    <main className="gate" tabIndex={-1}>
      <div className="gate__card">
        <img src={hrefOf("/mark.svg")} alt="" width={48} height={48} />
        <h1 className="gate__title">Play a recording</h1>
        <p className="gate__text">
          Whoever is in a room can record what they see, into a file. It plays here, and is sent
          nowhere.
        </p>
        <label className="button button--primary file-button">
          <Film size={18} aria-hidden />
          Choose the file
          <input
            className="file-button__input"
            type="file"
            accept=".json,application/json"
            onChange={(event) => void open(event.target.files?.[0])}
          />
        </label>
        <FormError sentence={problem} />
        <a className="gate__out" href={hrefOf("/")}>
          To the start page
        </a>
      </div>
    </main>
  );
}
