import { useEffect, useState } from "react";
import { useCampaign } from "roomkeeper/campaign/react";

/** How long ago something was by the server's clock, in minutes and seconds. */
export function ElapsedTime({ since }: { since: number }) {
  const { source } = useCampaign();
  const [now, setNow] = useState(() => source.serverNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(source.serverNow()), 1_000);
    return () => clearInterval(timer);
  }, [source]);
  const seconds = Math.max(0, Math.floor((now - since) / 1_000));
  if (since === 0 || seconds >= 36_000) return null;
  const shown = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <span className="elapsed" role="timer" aria-live="off" title="How long this turn has lasted">
      {shown}
    </span>
  );
}
