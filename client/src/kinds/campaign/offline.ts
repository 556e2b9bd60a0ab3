import type { KeyStorage } from "../../http/guest.js";
import { RoomError } from "../../room/types.js";
import type { CampaignSource } from "./stores.js";
import type { CampaignView } from "./view.js";

/** A campaign as it was when the server was last there. */
export interface Kept {
  readonly view: CampaignView;
  readonly self: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const PREFIX = "roomkeeper.campaign.";
const WAIT_MILLIS = 2_000;
/** What is larger is not kept: a page has some five megabytes in all. */
const LENGTH_MAX = 1_000_000;

/** Keeps what is seen of campaigns, for when the server can't be reached. One at a time: the last one. */
export function createKeep(storage: KeyStorage & { removeItem(key: string): void }) {
  const index = `${PREFIX}last`;

  function write(source: CampaignSource): void {
    const self = source.self();
    if (self === null) return;
    // Who is online is nothing that stays so.
    const view = { ...source.view.getSnapshot(), online: {} };
    const text = JSON.stringify({ view, self, at: Date.now() });
    if (text.length > LENGTH_MAX) return;
    try {
      const before = storage.getItem(index);
      if (before !== null && before !== source.id) storage.removeItem(PREFIX + before);
      storage.setItem(PREFIX + source.id, text);
      storage.setItem(index, source.id);
    } catch {
      // It is full or forbidden: then nothing is shown while the server is away.
    }
  }

  return {
    /** Follows a joined campaign; answers the way to stop. */
    follow(source: CampaignSource): () => void {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stop = source.view.subscribe(() => {
        timer ??= setTimeout(() => {
          timer = undefined;
          if (source.status.getSnapshot().state === "joined") write(source);
        }, WAIT_MILLIS);
      });
      return () => {
        stop();
        clearTimeout(timer);
      };
    },
    /** What was kept of a campaign, or null. */
    read(id: string): Kept | null {
      try {
        const kept: unknown = JSON.parse(storage.getItem(PREFIX + id) ?? "null");
        return isKept(kept) ? kept : null;
      } catch {
        return null;
      }
    },
    forget(id: string): void {
      try {
        storage.removeItem(PREFIX + id);
      } catch {
        // Forbidden, so nothing was kept either.
      }
    },
  };
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== "object" || value === null) return false;
  const { view, self, at } = value as Partial<Record<keyof Kept, unknown>>;
  return (
    typeof view === "object" && view !== null && typeof self === "string" && typeof at === "number"
  );
}

/** A campaign that can be looked at and not changed. */
export function keptSource(id: string, { view, self, at }: Kept): CampaignSource {
  const never = () => () => {};
  // The same each time: whoever reads a store would take another one for news.
  const status = { state: "closed" } as const;
  return {
    id,
    view: { getSnapshot: () => view, subscribe: never },
    status: { getSnapshot: () => status, subscribe: never },
    self: () => self,
    serverNow: () => at,
    command: () => Promise.reject(new RoomError("UNAVAILABLE", "the server can't be reached")),
  };
}
