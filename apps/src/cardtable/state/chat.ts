import type { Store } from "roomkeeper";
import type { CardTable } from "roomkeeper/cardtable";
import { createValue } from "../../lib/value";

export type Line = {
  readonly id: number;
  readonly from: string;
  readonly text: string;
  readonly at: Date;
};
export type Chat = {
  readonly lines: Store<readonly Line[]>;
  readonly unread: Store<number>;
  /** While it is open nothing stays unread. */
  setOpen(open: boolean): void;
  say(text: string): Promise<unknown>;
  stop(): void;
};

const linesMax = 300;
export const textMax = 1000;

/** What was said since one came: messages are events of the room, not part of its state. */
export function createChat(table: CardTable): Chat {
  const lines = createValue<readonly Line[]>([]);
  const unread = createValue(0);
  let open = false;
  let nextId = 1;
  const stop = table.room.on("message", ({ from, payload }) => {
    const text = textOf(payload);
    if (text === "" || from === undefined) return;
    const line = { id: nextId++, from, text, at: new Date() };
    lines.set([...lines.getSnapshot(), line].slice(-linesMax));
    if (!open && from !== table.room.self()) unread.set(unread.getSnapshot() + 1);
  });
  return {
    lines,
    unread,
    setOpen(next) {
      open = next;
      if (open) unread.set(0);
    },
    say: (text) => table.say({ text: text.slice(0, textMax) }),
    stop,
  };
}

function textOf(payload: unknown): string {
  if (typeof payload !== "object" || payload === null || !("text" in payload)) return "";
  return typeof payload.text === "string" ? payload.text.trim() : "";
}
