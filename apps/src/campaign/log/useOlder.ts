import { useState } from "react";
import type { LogEntry } from "roomkeeper/campaign";
import { useCampaign, useSeat } from "roomkeeper/campaign/react";
import { attempt } from "../../lib/attempt";
import { useSitting } from "../state/context";

/** The room has the newest moves at hand; the DM pages through the others. */
const atHand = 200;

export function useOlder(entries: readonly LogEntry[]) {
  const { source } = useCampaign();
  const { api } = useSitting();
  const isDm = useSeat() === "dm";
  const [older, setOlder] = useState<readonly LogEntry[]>([]);
  const [isLoading, setLoading] = useState(false);
  const [isAll, setAll] = useState(false);
  const last = older.at(-1)?.number ?? entries.at(-1)?.number ?? null;
  const newest = entries.at(-1)?.number ?? 0;

  async function load(): Promise<void> {
    if (last === null) return;
    setLoading(true);
    await attempt(
      api.moves(source.id, last).then(({ moves, more }) => {
        setOlder((before) => [
          ...before,
          ...moves.map(
            (move): LogEntry => ({
              key: `o${move.number}`,
              number: move.number,
              at: move.at,
              author: move.author,
              command: move.command,
              meaning: move.meaning,
              who: [],
              isUndone: move.undone !== undefined,
              undoneBy: move.undoneBy ?? "",
              canUndo: false,
              canRedo: false,
            }),
          ),
        ]);
        setAll(!more);
      }),
    );
    setLoading(false);
  }

  return {
    // Moves that have left the newest since are not shown twice.
    entries: older.filter(({ number }) => (number ?? 0) < newest),
    hasMore: isDm && !isAll && entries.length >= atHand && (last ?? 0) > 1,
    isLoading,
    load: () => void load(),
  };
}
