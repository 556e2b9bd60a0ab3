import { afterEach, describe, expect, test, vi } from "vitest";
import type { ChatPage } from "../../../src/chat/types.js";
import { createCell } from "../../../src/state/store.js";
import { joinedFrame } from "../../support/fakes.js";
import { lineId, linesFrom, openSpace, SPACE, said } from "./scene.js";

afterEach(() => {
  vi.useRealTimers();
});

describe("chat", () => {
  test("what was said before one came is there and counts as read", async () => {
    const { space, change } = await openSpace({ chat: linesFrom(101, 103) });
    expect(space.chat.lines.getSnapshot().map(({ at }) => at)).toEqual([101, 102, 103]);
    expect(space.chat.unread.getSnapshot()).toBe(0);
    change({ all: { chat: { [lineId(104)]: said(104), [lineId(105)]: said(105, "ann") } } });
    expect(space.chat.unread.getSnapshot()).toBe(1);
    space.chat.markRead();
    expect(space.chat.unread.getSnapshot()).toBe(0);
  });

  test("keeps lines that the room no longer holds", async () => {
    const { space, change } = await openSpace({ chat: linesFrom(101, 150) });
    change({ all: { chat: { [lineId(101)]: null, [lineId(151)]: said(151) } } });
    expect(space.chat.lines.getSnapshot()).toHaveLength(51);
    expect(space.chat.lines.getSnapshot()[0]?.at).toBe(101);
  });

  test("fetches older pages from before the oldest, until there are no more", async () => {
    const asked: (string | undefined)[] = [];
    const history = async (_: string, before: string | undefined): Promise<ChatPage> => {
      asked.push(before);
      const messages = [99, 100].map((at) => ({
        id: lineId(at),
        from: "bob",
        name: "bob",
        message: `line ${at}`,
        at,
      }));
      return { messages, more: false };
    };
    const { space } = await openSpace({ chat: linesFrom(101, 150) }, { history });
    expect(space.chat.hasOlder.getSnapshot()).toBe(true);
    await Promise.all([space.chat.loadOlder(), space.chat.loadOlder()]);
    expect(asked).toEqual([lineId(101)]);
    expect(space.chat.lines.getSnapshot()[0]?.at).toBe(99);
    expect(space.chat.hasOlder.getSnapshot()).toBe(false);
  });

  test("after a long absence shows the newest without a hole", async () => {
    const history = async (): Promise<ChatPage> => ({ messages: [], more: false });
    const { space, sockets, socket, timers } = await openSpace(
      { chat: linesFrom(101, 150) },
      { history },
    );
    socket().closeWith(1006);
    await timers.advance(1_000);
    expect(sockets).toHaveLength(2);
    socket().open();
    socket().receive(
      joinedFrame({ layers: { all: { space: SPACE, chat: linesFrom(301, 350) } }, version: 90 }),
    );
    expect(space.chat.lines.getSnapshot().map(({ at }) => at)[0]).toBe(301);
    expect(space.chat.hasOlder.getSnapshot()).toBe(true);
    expect(space.chat.unread.getSnapshot()).toBe(50);
  });

  test("a line that was deleted goes, also from above the head", async () => {
    const { space, change } = await openSpace({ chat: linesFrom(101, 103) });
    change({ all: { chat: { [lineId(104)]: said(104) } } });
    expect(space.chat.bubbles.getSnapshot().has("bob")).toBe(true);
    change({ all: { chat: { [lineId(102)]: null, [lineId(104)]: null } } });
    expect(space.chat.lines.getSnapshot().map(({ at }) => at)).toEqual([101, 103]);
    expect(space.chat.bubbles.getSnapshot().has("bob")).toBe(false);
  });

  test("leaves out whom the room keeps apart, and whom the page mutes", async () => {
    const muted = createCell<ReadonlySet<string>>(new Set());
    const { space, change } = await openSpace({ chat: linesFrom(101, 102) }, { muted });
    const shown = () => space.chat.lines.getSnapshot().map(({ at }) => at);
    change({ all: { chat: { [lineId(103)]: said(103, "eve") } } });
    muted.set(new Set(["bob"]));
    expect(shown()).toEqual([103]);
    space.chat.markRead();
    change({ all: { chat: { [lineId(104)]: said(104) } } });
    expect(space.chat.unread.getSnapshot()).toBe(0);
    expect(space.chat.bubbles.getSnapshot().has("bob")).toBe(false);
    muted.set(new Set());
    expect(shown()).toEqual([101, 102, 103, 104]);
    change({ "live:member:ann": { apart: { eve: true } } });
    expect(shown()).toEqual([101, 102, 104]);
    change({ "live:member:ann": { apart: { eve: null } } });
    expect(shown()).toEqual([101, 102, 103, 104]);
  });

  test("hangs above the head for a while, and what is said among neighbours stands among the rest", async () => {
    vi.useFakeTimers();
    const { space, socket } = await openSpace({}, { bubbleMillis: 500 });
    socket().receive({
      type: "bubble-message",
      from: "bob",
      payload: { id: lineId(7), name: "Bob", message: "psst", at: 7 },
    });
    expect(space.chat.bubbles.getSnapshot().get("bob")?.message).toBe("psst");
    expect(space.chat.lines.getSnapshot()).toMatchObject([{ to: "near", message: "psst" }]);
    vi.advanceTimersByTime(600);
    expect(space.chat.bubbles.getSnapshot().size).toBe(0);
  });

  test("goes out as commands", async () => {
    const { space, socket } = await openSpace();
    void space.chat.say("hello");
    void space.chat.whisper("psst");
    expect(
      socket()
        .commands()
        .map(({ type, payload }) => [type, payload]),
    ).toEqual([
      ["chat-message", { message: "hello" }],
      ["bubble-message", { message: "psst" }],
    ]);
  });
});
