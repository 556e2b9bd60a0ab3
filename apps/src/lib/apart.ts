import { type ApartEntry, createModerationApi, type ModerationApi, type Store } from "roomkeeper";
import { account } from "./account";
import { identity, keptName } from "./identity";
import { createValue } from "./value";

const entries = createValue<readonly ApartEntry[]>([]);
const mutedIds = createValue<ReadonlySet<string>>(new Set());

/** Whom one muted or blocked, in every room. */
export const apart: Store<readonly ApartEntry[]> = entries;

/** The ids of those whose words and voice are not to be shown here. */
export const muted: Store<ReadonlySet<string>> = mutedIds;

entries.subscribe(() =>
  mutedIds.set(
    new Set(entries.getSnapshot().flatMap(({ userId, mute }) => (mute ? [userId] : []))),
  ),
);

// What one wants of others is one's own: it does not go with the browser.
account.subscribe(() => entries.set([]));

export function moderation(): ModerationApi {
  return createModerationApi({ token: identity(keptName()).token });
}

/** Fetches it anew; what can't be fetched is as it was. */
export async function loadApart(): Promise<void> {
  try {
    entries.set(await moderation().apart());
  } catch {
    // The room says of whom one is apart; the mutes come with the next page.
  }
}

/** Keeps what one wants of somebody; it holds at once in this room. */
export async function setApart(next: ApartEntry, roomId: string): Promise<void> {
  await moderation().setApart(next.userId, next, roomId);
  const others = entries.getSnapshot().filter(({ userId }) => userId !== next.userId);
  entries.set(next.mute || next.block ? [next, ...others] : others);
}
