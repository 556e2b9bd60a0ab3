import { useState } from "react";
import { attempt } from "../../lib/attempt";

/** Asks for the entries before those that are shown. */
export function Older({ onClick }: { onClick: () => Promise<void> }) {
  const [isBusy, setBusy] = useState(false);
  const show = async (): Promise<void> => {
    setBusy(true);
    await attempt(onClick());
    setBusy(false);
  };
  return (
    <button
      type="button"
      className="button entries__more"
      disabled={isBusy}
      onClick={() => void show()}
    >
      Show older
    </button>
  );
}

/** A time in milliseconds since 1970, as this browser writes it. */
export function Time({ at }: { at: number }) {
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()}>
      {date.toLocaleString([], { dateStyle: "medium", timeStyle: "short" })}
    </time>
  );
}
