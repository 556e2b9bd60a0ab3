import { useEffect, useState } from "react";
import type { BoardObject } from "roomkeeper/cardtable";
import { textIn } from "../model/things";
import { useDesk } from "../state/context";

const stillMillis = 1500;

/**
 * Who else moves this right now. Nobody says that they let go: whoever has not moved it for a while is not shown any
 * longer.
 */
export function useHolder(object: BoardObject | undefined): string | null {
  const { table } = useDesk();
  const by = object === undefined ? "" : textIn(object, "by");
  const where = object === undefined ? "" : `${object.x} ${object.y} ${object.rotation}`;
  const [seen, setSeen] = useState("");
  const isOther = by !== "" && by !== table.room.self();
  useEffect(() => {
    if (!isOther) return;
    const timer = setTimeout(() => setSeen(`${by} ${where}`), stillMillis);
    return () => clearTimeout(timer);
  }, [isOther, by, where]);
  return isOther && seen !== `${by} ${where}` ? by : null;
}
