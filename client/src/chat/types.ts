import type { Ack } from "../room/types.js";
import type { Store } from "../state/store.js";

/** Something said to everybody, as the room keeps it. */
export interface ChatEntry {
  readonly from: string;
  readonly name: string;
  readonly message: string;
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number;
}

export interface ChatLine extends ChatEntry {
  readonly id: string;
  /** Said to everybody, or only to those who stood near. */
  readonly to: "all" | "near";
}

/** What was said. Lines that were seen stay, though the room keeps the newest 50 alone. */
export interface ChatStore {
  /** Oldest first. */
  readonly lines: Store<readonly ChatLine[]>;
  /** Lines of others since `markRead`; those that were there at the first join count as read. */
  readonly unread: Store<number>;
  markRead(): void;
  /** Whether the server may have older ones. */
  readonly hasOlder: Store<boolean>;
  /** Fetches a page of older ones; needs `history` among the options. */
  loadOlder(): Promise<void>;
  /** To everybody in the room. */
  say(message: string): Promise<Ack>;
  /** Takes a line away for everybody: one's own, or anybody's for who runs the room. */
  delete(lineId: string): Promise<Ack>;
  /** What hangs above each head now, for some seconds. */
  readonly bubbles: Store<ReadonlyMap<string, ChatLine>>;
}

/** A page of older messages. */
export interface ChatPage {
  /** Oldest first. */
  readonly messages: readonly (ChatEntry & { readonly id: string })[];
  readonly more: boolean;
}

export interface ChatOptions {
  /** Fetches what was said before a message; e.g. `createSpaceApi(…).chatBefore`. */
  readonly history?: (roomId: string, before: string | undefined) => Promise<ChatPage>;
  /** Those whom the page mutes: nothing of what they say is shown. Whom the room keeps apart is left out besides. */
  readonly muted?: Store<ReadonlySet<string>>;
  /** How long a bubble hangs; default 6000. */
  readonly bubbleMillis?: number;
}

/** A part of a view that holds a chat. */
export interface ChatView {
  /** The newest 50, by ids that sort as they were said. */
  readonly chat?: { readonly [messageId: string]: ChatEntry };
}
