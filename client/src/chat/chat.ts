import { hiddenIn } from "../room/apart.js";
import type { Room } from "../room/types.js";
import { isObject, type Json, own } from "../state/json.js";
import { createCell } from "../state/store.js";
import type { ChatLine, ChatOptions, ChatStore } from "./types.js";

/** How many the room keeps at hand. */
const NEWEST = 50;
/** What this page remembers at most. */
const LINES_MAX = 2_000;
const BUBBLE_MILLIS = 6_000;

/** A room's chat, and the way in for what is said in another way than to everybody. */
export interface Chat {
  readonly store: ChatStore;
  /** Takes a line that was just said to some: its payload, and who said it. Answers whether it was one. */
  hear(from: string | undefined, payload: Json): boolean;
  close(): void;
}

/** What is said in a room whose view has a part `chat`. */
export function createChat<View extends object>(
  room: Room<View>,
  { history, muted, bubbleMillis = BUBBLE_MILLIS }: ChatOptions = {},
): Chat {
  const known = new Map<string, ChatLine>();
  const hidden = hiddenIn(room, muted);
  let kept: ReadonlySet<string> = new Set();
  const lines = createCell<readonly ChatLine[]>([]);
  const unread = createCell(0);
  const hasOlder = createCell(false);
  const bubbles = createCell<ReadonlyMap<string, ChatLine>>(new Map());
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let loading: Promise<void> | null = null;
  let sawFirst = false;

  function publish(): void {
    const sorted = [...known.values()].sort(byTime);
    for (const line of sorted.slice(0, Math.max(0, sorted.length - LINES_MAX)))
      known.delete(line.id);
    const left = hidden.getSnapshot();
    lines.set(sorted.slice(-LINES_MAX).filter(({ from }) => !left.has(from)));
  }

  /** Takes a line that was just said. */
  function fresh(line: ChatLine): void {
    known.set(line.id, line);
    if (hidden.getSnapshot().has(line.from)) return;
    if (line.from !== room.self()) unread.set(unread.getSnapshot() + 1);
    hang(line);
  }

  function hang(line: ChatLine): void {
    bubbles.set(new Map(bubbles.getSnapshot()).set(line.from, line));
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (bubbles.getSnapshot().get(line.from) !== line) return;
      const left = new Map(bubbles.getSnapshot());
      left.delete(line.from);
      bubbles.set(left);
    }, bubbleMillis);
    timers.add(timer);
  }

  function read(): void {
    const chat = room.get(["chat"]);
    const newest = Object.entries(isObject(chat) ? chat : {})
      .map(([id, entry]) => lineOf(id, entry, "all"))
      .filter((line) => line !== null);
    const isFirst = !sawFirst;
    if (room.status.getSnapshot().state === "joined" || newest.length > 0) sawFirst = true;
    const news = newest.filter(({ id }) => !known.has(id));
    if (forgetDeleted(newest) && news.length === 0) publish();
    if (news.length === 0) return;
    if (isFirst || isGap(newest, news)) {
      for (const [id, line] of known) if (line.to === "all") known.delete(id);
      for (const line of newest) known.set(line.id, line);
      hasOlder.set(history !== undefined && newest.length >= NEWEST);
      if (!isFirst) {
        const self = room.self();
        const left = hidden.getSnapshot();
        const others = news.filter(({ from }) => from !== self && !left.has(from));
        unread.set(unread.getSnapshot() + others.length);
      }
    } else {
      for (const line of news) fresh(line);
    }
    publish();
  }

  /** What is gone and was not pushed out by newer lines was deleted. Answers whether anything was. */
  function forgetDeleted(newest: readonly ChatLine[]): boolean {
    const now = new Set(newest.map(({ id }) => id));
    const oldest = newest.length >= NEWEST ? (newest.map(({ id }) => id).sort()[0] ?? "") : "";
    const gone = [...kept].filter((id) => !now.has(id) && id > oldest);
    kept = now;
    const hanging = new Map(bubbles.getSnapshot());
    for (const id of gone) {
      const line = known.get(id);
      known.delete(id);
      if (line !== undefined && hanging.get(line.from) === line) hanging.delete(line.from);
    }
    if (hanging.size !== bubbles.getSnapshot().size) bubbles.set(hanging);
    return gone.length > 0;
  }

  /** Away for so long that lines are missing between what is known and what there is now. */
  function isGap(newest: readonly ChatLine[], news: readonly ChatLine[]): boolean {
    return newest.length >= NEWEST && news.length === newest.length;
  }

  async function loadPage(): Promise<void> {
    if (!history) return;
    const oldest = lines.getSnapshot().find(({ to }) => to === "all")?.id;
    const page = await history(room.id, oldest);
    for (const { id, ...entry } of page.messages) {
      if (!known.has(id)) known.set(id, { ...entry, id, to: "all" });
    }
    hasOlder.set(page.more && page.messages.length > 0 && known.size < LINES_MAX);
    publish();
  }

  function hear(from: string | undefined, payload: Json): boolean {
    if (from === undefined || !isObject(payload)) return false;
    const id = own(payload, "id");
    if (typeof id !== "string" || known.has(id)) return false;
    const line = lineOf(id, { ...payload, from }, "near");
    if (line === null) return false;
    fresh(line);
    publish();
    return true;
  }

  const stops = [
    room.subscribe(["chat"], read),
    room.status.subscribe(read),
    hidden.subscribe(publish),
  ];
  read();

  return {
    store: {
      lines,
      unread,
      markRead: () => unread.set(0),
      hasOlder,
      loadOlder: () => {
        loading ??= loadPage().finally(() => {
          loading = null;
        });
        return loading;
      },
      say: (message) => room.command("chat-message", { message }),
      delete: (id) => room.command("chat.delete", { id }),
      bubbles,
    },
    hear,
    close: () => {
      for (const stop of stops) stop();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function byTime(a: ChatLine, b: ChatLine): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function lineOf(id: string, entry: Json, to: ChatLine["to"]): ChatLine | null {
  if (!isObject(entry)) return null;
  const [from, name, message, at] = ["from", "name", "message", "at"].map((key) => own(entry, key));
  if (typeof from !== "string" || typeof message !== "string") return null;
  return {
    id,
    from,
    name: typeof name === "string" ? name : "",
    message,
    at: typeof at === "number" ? at : 0,
    to,
  };
}
