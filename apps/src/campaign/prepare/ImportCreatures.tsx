import { Trash2 } from "lucide-react";
import { useCallback, useState } from "react";
import { useCampaignInfo } from "roomkeeper/campaign/react";
import { attempt, errorMessage } from "../../lib/attempt";
import { useLoaded } from "../../lib/useLoaded";
import { FormError } from "../../ui/FormError";
import { plural } from "../model/words";
import { useSitting } from "../state/context";

const bytesMax = 5_000_000;

/** Reads creatures that open5e or Improved Initiative saved, and keeps them as one's own. */
export function ImportCreatures() {
  const edition = useCampaignInfo()?.edition ?? "2024";
  const { api } = useSitting();
  const [error, setError] = useState<string | null>(null);
  const [report, setReport] = useState<{
    readonly kept: number;
    readonly notRead: readonly string[];
  } | null>(null);
  const own = useLoaded(useCallback(() => api.ownCreatures(), [api]));
  const read = async (file: File): Promise<void> => {
    setError(null);
    setReport(null);
    try {
      if (file.size > bytesMax) throw new Error("the file is larger than 5 MB");
      const data: unknown = JSON.parse(await file.text());
      if (typeof data !== "object" || data === null) throw new Error("the file holds no creatures");
      const found = await api.importCreatures(edition, data as never);
      setReport({ kept: found.creatures.length, notRead: found.notRead });
    } catch (failure) {
      setError(failure instanceof SyntaxError ? "The file is no JSON." : errorMessage(failure));
    }
    own.reload();
  };
  return (
    <>
      <p className="dialog__text">
        A JSON file from open5e or Improved Initiative. What is read is yours, in the bestiary of
        all your campaigns.
      </p>
      <label className="field">
        <span className="field__label">File</span>
        <input
          className="input"
          type="file"
          accept="application/json,.json"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file !== undefined) void read(file);
          }}
        />
      </label>
      <FormError sentence={error} />
      {report !== null && (
        <div role="status">
          <p>{plural(report.kept, "creature")} read.</p>
          {report.notRead.length > 0 && (
            <details className="more" open>
              <summary>{plural(report.notRead.length, "thing")} not read</summary>
              <ul className="unread">
                {report.notRead.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
      {own.loaded.state === "known" && own.loaded.value.length > 0 && (
        <ul className="rows" aria-label="Your own creatures">
          {own.loaded.value.map(({ id, n }) => (
            <li key={id} className="rows__one">
              <span className="rows__name">{n}</span>
              <button
                type="button"
                className="icon-button"
                aria-label={`Delete ${n}`}
                title="Delete"
                onClick={() => void attempt(api.removeCreature(id)).then(own.reload)}
              >
                <Trash2 size={17} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
