import { CircleAlert, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { errorMessage } from "../lib/attempt";
import { isOutOfReach } from "../lib/useLoaded";

/** A quiet word in the place of what is not there. */
export function Notice({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="notice">
      {icon}
      <div className="notice__text">{children}</div>
    </div>
  );
}

/** Why something could not be shown, and a way to ask again. */
export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const away = isOutOfReach(error);
  return (
    <div className="notice notice--bad" role="status">
      {away ? <WifiOff size={22} aria-hidden /> : <CircleAlert size={22} aria-hidden />}
      <div className="notice__text">
        {away ? (
          <p>
            <b>The server can’t be reached.</b> It may be restarting; this page keeps trying.
          </p>
        ) : (
          <p>{errorMessage(error)}</p>
        )}
      </div>
      <button type="button" className="button button--small" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
