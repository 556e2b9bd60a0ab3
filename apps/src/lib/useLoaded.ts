import { useCallback, useEffect, useRef, useState } from "react";
import { HttpProblem } from "roomkeeper";

const retryMillis = 5000;

export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly error: unknown }
  | { readonly state: "known"; readonly value: T };

/**
 * What `load` answers, asked for once and on `reload`; while the server can't be reached, again and again. `load` must
 * stay the same function for as long as it means the same.
 */
export function useLoaded<T>(load: () => Promise<T>): {
  readonly loaded: Loaded<T>;
  readonly reload: () => void;
  /** Shows what is known to have changed, before the server is asked again. */
  readonly change: (change: (value: T) => T) => void;
} {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  const round = useRef(0);
  const reload = useCallback((): void => {
    const mine = ++round.current;
    load().then(
      (value) => {
        if (mine === round.current) setLoaded({ state: "known", value });
      },
      (error: unknown) => {
        if (mine === round.current) setLoaded({ state: "failed", error });
      },
    );
  }, [load]);
  useEffect(() => {
    setLoaded({ state: "loading" });
    reload();
    return () => {
      round.current++;
    };
  }, [reload]);
  const isUnreachable = loaded.state === "failed" && isOutOfReach(loaded.error);
  useEffect(() => {
    if (!isUnreachable) return;
    const asking = setInterval(() => {
      if (document.visibilityState === "visible") reload();
    }, retryMillis);
    return () => clearInterval(asking);
  }, [isUnreachable, reload]);
  const change = useCallback((apply: (value: T) => T): void => {
    setLoaded((now) => (now.state === "known" ? { ...now, value: apply(now.value) } : now));
  }, []);
  return { loaded, reload, change };
}

/** Whether there was no answer, rather than a refusal. */
export function isOutOfReach(error: unknown): boolean {
  return error instanceof HttpProblem && (error.status === 0 || error.status >= 502);
}
