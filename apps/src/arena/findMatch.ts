import { HttpProblem, joinLobby, type Standing } from "roomkeeper";
import { identity } from "../lib/identity";
import { keepAsking } from "../lib/keepAsking";
import { createValue } from "../lib/value";

/** So often it is looked whether the queue still knows of one. */
const lookMillis = 3_000;

/** A search for a match among people. */
export type Search = {
  readonly getSnapshot: () => Standing;
  readonly subscribe: (listener: () => void) => () => void;
  /** The server's clock. */
  readonly now: () => number;
  /** Waits no more; false if a match has begun already. */
  readonly cancel: () => Promise<boolean>;
  /** Looks away. The place is kept for half a minute, for who comes back. */
  readonly close: () => void;
};

/**
 * Waits in the queue for a match of the arena, until there is one or it is given up. A queue that has forgotten is asked
 * again with the ticket that it gave, so the time one has waited is not lost.
 */
export function findMatch(name: string, onRefused: (error: unknown) => void): Search {
  const { token, matches } = identity(name);
  const standing = createValue<Standing>({ state: "none" });
  const lobby = joinLobby({ token });
  let ticket: string | undefined;
  let isAsked = false;
  let isOver = false;

  function heard(next: Standing): void {
    if (isOver) return;
    ticket = next.ticket ?? ticket;
    if (next.state !== "none") isAsked = true;
    standing.set(next);
  }

  let stopAsking = (): void => {};
  function ask(): void {
    stopAsking();
    stopAsking = keepAsking({
      load: () => matches.play({ kind: "arena", ...(ticket === undefined ? {} : { ticket }) }),
      onKnown: heard,
      onTrouble: () => {},
      onRefused: (error) => {
        if (ticket === undefined) onRefused(error);
        else {
          ticket = undefined; // It may be too old.
          ask();
        }
      },
    });
  }

  ask();
  const stopView = lobby.view.subscribe(() => {
    const next = lobby.get();
    if (next.state !== undefined && (next.state !== "none" || isAsked)) heard(next);
  });
  const looking = setInterval(() => {
    const isLost = standing.getSnapshot().state === "none";
    if (isLost && isAsked && lobby.status.getSnapshot().state === "joined") ask();
  }, lookMillis);

  function close(): void {
    isOver = true;
    stopAsking();
    stopView();
    clearInterval(looking);
    lobby.leave();
  }

  return {
    getSnapshot: standing.getSnapshot,
    subscribe: standing.subscribe,
    now: lobby.serverNow,
    close,
    cancel: async () => {
      stopAsking();
      try {
        await matches.cancel();
      } catch (error) {
        const status = error instanceof HttpProblem ? error.status : 0;
        if (status === 409) return false;
        if (status !== 404) throw error; // With 404 it was given back already.
      }
      close();
      return true;
    },
  };
}
