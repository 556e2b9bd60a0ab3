import { WifiOff } from "lucide-react";
import { useCampaign } from "roomkeeper/campaign/react";
import { useStore } from "roomkeeper/react";

/** Says that the view may be old, and how old it is. */
export function Away({ keptAt }: { keptAt: number | null }) {
  const { source, waiting } = useCampaign();
  const isAway = useStore(source.status).state !== "joined";
  const count = useStore(waiting);
  const since = keptAt === null ? "" : ` It is as it was on ${new Date(keptAt).toLocaleString()}.`;
  return (
    <output className={isAway ? "away away--shown" : "away"}>
      {isAway && (
        <>
          <WifiOff size={17} aria-hidden />
          <span>
            The server can’t be reached.{since} This page catches up by itself.
            {count > 0 && ` ${count === 1 ? "One move waits" : `${count} moves wait`} to be sent.`}
          </span>
        </>
      )}
    </output>
  );
}
