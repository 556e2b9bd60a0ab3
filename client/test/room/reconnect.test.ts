import { describe, expect, test, vi } from "vitest";
import { afterClose, backoffMillis } from "../../src/wire/reconnect.js";
import { joinedFrame, openScene, patchFrame, settle } from "../support/fakes.js";

describe("P21: after a close", () => {
  test.each([4503, 1012])("%i: again within 0 to 200 ms", (code) => {
    expect(afterClose(code, 9, () => 0)).toEqual({ next: "retry", delayMillis: 0 });
    expect(afterClose(code, 0, () => 1)).toEqual({ next: "retry", delayMillis: 200 });
  });

  test.each([1006, 1011, 1013])("%i: again with backoff and jitter, 0.1 s to 5 s", (code) => {
    expect(afterClose(code, 0, () => 0)).toEqual({ next: "retry", delayMillis: 100 });
    expect(afterClose(code, 0, () => 1)).toEqual({ next: "retry", delayMillis: 200 });
    expect(afterClose(code, 3, () => 0.5)).toEqual({ next: "retry", delayMillis: 1200 });
    expect(afterClose(code, 1000, () => 1)).toEqual({ next: "retry", delayMillis: 5000 });
  });

  test.each([4400, 4401, 4403, 4404, 4409])("%i: not by itself", (code) => {
    expect(afterClose(code, 0, Math.random)).toEqual({ next: "refused" });
  });

  test("every delay is within 0.1 s and 5 s, and waits rise", () => {
    for (let failures = 0; failures < 40; failures += 1) {
      for (const dice of [0, 0.3, 1]) {
        const millis = backoffMillis(failures, () => dice);
        expect(millis).toBeGreaterThanOrEqual(100);
        expect(millis).toBeLessThanOrEqual(5000);
        expect(backoffMillis(failures + 1, () => dice)).toBeGreaterThanOrEqual(millis);
      }
    }
  });
});

describe("a room's connection", () => {
  test("P1, P2: offers the subprotocol and the token, in no URL", async () => {
    const scene = await openScene({ token: "head.body.sig", roomId: "a/b", name: "Ann" });
    expect(scene.socket().url).toBe("ws://server.test/ws/a%2Fb");
    expect(scene.socket().protocols).toEqual([
      "roomkeeper.v1.bin",
      "roomkeeper.v1.json",
      "bearer.head.body.sig",
    ]);
    scene.socket().open();
    expect(scene.socket().sent).toEqual([{ type: "join", payload: { name: "Ann" } }]);
  });

  test("comes back after 1006 and resumes where it was", async () => {
    const scene = await openScene({ name: "Ann", passphrase: "sesame" });
    await scene.accept({ layers: { all: { a: 1 } } });
    scene
      .socket()
      .receive(patchFrame(11, { changes: { all: { b: 2 } }, overlay: { all: { o: 1 } } }));
    await scene.timers.advance(2000);
    scene.socket().closeWith(1006);
    expect(scene.room.status.getSnapshot()).toEqual({ state: "reconnecting", attempt: 1 });
    expect(scene.room.get()).toEqual({ a: 1, b: 2, o: 1 });
    await scene.timers.advance(149);
    expect(scene.sockets).toHaveLength(1);
    await scene.timers.advance(1);
    expect(scene.sockets).toHaveLength(2);
    scene.socket().open();
    expect(scene.socket().sent[0]?.payload).toEqual({
      name: "Ann",
      passphrase: "sesame",
      resume: { session: "s1", epoch: 1, version: 11 },
    });
    const events: unknown[] = [];
    scene.room.on("message", (event) => events.push([event.payload, scene.room.get()]));
    scene.socket().receive(
      joinedFrame({
        resumed: true,
        version: 14,
        changes: { all: { a: null, c: 3 } },
        enter: { "role:dm": { d: 4 } },
        events: ["hi", "are you", "there?"].map((text) => ({
          type: "message",
          from: "bob",
          payload: { text },
        })),
      }),
    );
    expect(scene.room.get()).toEqual({ b: 2, c: 3, d: 4 });
    expect(scene.room.status.getSnapshot()).toEqual({ state: "joined" });
    const view = { b: 2, c: 3, d: 4 };
    expect(events).toEqual([
      [{ text: "hi" }, view],
      [{ text: "are you" }, view],
      [{ text: "there?" }, view],
    ]);
  });

  test("tells when events were lost", async () => {
    const scene = await openScene();
    await scene.accept();
    const lost = vi.fn();
    scene.room.onEventsLost(lost);
    scene.socket().closeWith(1012);
    await scene.timers.advance(200);
    await scene.accept({ resumed: true, eventsLost: true });
    expect(lost).toHaveBeenCalledOnce();
  });

  test("a full state after a reconnect replaces the old and fires only for what differs", async () => {
    const scene = await openScene();
    await scene.accept({ layers: { all: { same: { x: 1 }, gone: 1 } } });
    const same = vi.fn();
    const gone = vi.fn();
    scene.room.subscribe(["same"], same);
    scene.room.subscribe(["gone"], gone);
    scene.socket().closeWith(4503);
    await scene.timers.advance(200);
    await scene.accept({ session: "s2", layers: { all: { same: { x: 1 }, fresh: 1 } } });
    expect(scene.room.get()).toEqual({ same: { x: 1 }, fresh: 1 });
    expect(same).not.toHaveBeenCalled();
    expect(gone).toHaveBeenCalledExactlyOnceWith(undefined);
  });

  test("backs off further with each failure, and anew after a good connection", async () => {
    const scene = await openScene();
    await scene.accept();
    await scene.timers.advance(2000);
    const waits: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      const { length } = scene.sockets;
      const from = scene.timers.now();
      scene.socket().open();
      scene.socket().closeWith(1011);
      while (scene.sockets.length === length) await scene.timers.advance(10);
      waits.push(scene.timers.now() - from);
    }
    expect(waits).toEqual([150, 300, 600, 1200]);
    expect(scene.room.status.getSnapshot()).toEqual({ state: "reconnecting", attempt: 4 });
    await scene.accept();
    await scene.timers.advance(1000);
    scene.socket().closeWith(1006);
    await scene.timers.advance(150);
    expect(scene.sockets).toHaveLength(6);
  });

  test("a socket that is open but brings no joined within 1 s is abandoned for a new one", async () => {
    const scene = await openScene();
    scene.socket().open();
    await scene.timers.advance(999);
    expect(scene.socket().closedByClient).toBe(false);
    await scene.timers.advance(1);
    const [first] = scene.sockets;
    expect(first?.closedByClient).toBe(true);
    await scene.timers.advance(200);
    expect(scene.sockets).toHaveLength(2);
    // What the old one still says counts no more.
    first?.receive(joinedFrame({ layers: { all: { stale: true } } }));
    first?.closeWith(4403);
    expect(scene.room.get()).toEqual({});
    expect(scene.room.status.getSnapshot()).toEqual({ state: "reconnecting", attempt: 1 });
    // A state that takes longer than that to arrive does arrive in the end.
    scene.socket().open();
    await scene.timers.advance(1999);
    expect(scene.sockets[1]?.closedByClient).toBe(false);
    scene.socket().receive(joinedFrame());
    expect(scene.room.status.getSnapshot()).toEqual({ state: "joined" });
  });

  test("a refusal stays until rejoin, which may bring a passphrase", async () => {
    const scene = await openScene();
    scene.socket().open();
    scene.socket().closeWith(4403, "this name is protected");
    expect(scene.room.status.getSnapshot()).toEqual({
      state: "refused",
      code: 4403,
      reason: "this name is protected",
    });
    await scene.timers.advance(60_000);
    expect(scene.sockets).toHaveLength(1);
    scene.room.rejoin({ passphrase: "sesame" });
    await settle();
    scene.socket().open();
    expect(scene.socket().sent[0]?.payload).toEqual({ passphrase: "sesame" });
    scene.socket().receive(joinedFrame());
    expect(scene.room.status.getSnapshot()).toEqual({ state: "joined" });
  });

  test("P6: replaced by a newer connection, it stays away until asked", async () => {
    const scene = await openScene();
    await scene.accept();
    scene.socket().closeWith(4409);
    expect(scene.room.status.getSnapshot()).toMatchObject({ state: "refused", code: 4409 });
    await scene.timers.advance(60_000);
    expect(scene.sockets).toHaveLength(1);
    scene.room.rejoin();
    await settle();
    expect(scene.sockets).toHaveLength(2);
  });

  test.each([
    [401, 4401],
    [403, 4403],
    [404, 4404],
  ])("P2: a socket that never opened asks for the reason: HTTP %i", async (status, code) => {
    const scene = await openScene();
    scene.http.answer = () => [status, { title: "No", detail: "because" }];
    scene.socket().closeWith(1006);
    await settle();
    await scene.timers.advance(1000);
    if (status === 401) {
      // Perhaps the token is just old: one try with a new one.
      expect(scene.sockets).toHaveLength(2);
      scene.socket().closeWith(1006);
      await settle();
    }
    expect(scene.http.requests[0]).toBe("http://server.test/api/v1/rooms/r1");
    expect(scene.room.status.getSnapshot()).toEqual({ state: "refused", code, reason: "because" });
  });

  test("P2: while the server is away, or knows of no reason, it tries on", async () => {
    const scene = await openScene();
    scene.http.answer = () => new TypeError("connection refused");
    scene.socket().closeWith(1006);
    await scene.timers.advance(200);
    scene.http.answer = () => [200, {}];
    scene.socket().closeWith(1006);
    await scene.timers.advance(400);
    expect(scene.sockets).toHaveLength(3);
    await scene.accept();
    expect(scene.room.status.getSnapshot()).toEqual({ state: "joined" });
  });

  test("asks a quiet server for a sign of life after 5 s, and gives it up 2.5 s later", async () => {
    const scene = await openScene();
    await scene.accept();
    const pings = () => scene.socket().sent.filter(({ type }) => type === "ping").length;
    const pong = () =>
      scene.socket().receive({ type: "pong", payload: { t: scene.timers.now(), now: 5 } });
    expect(pings()).toBe(1);
    pong();
    await scene.timers.advance(4_000);
    scene.socket().receive(patchFrame(11, {}));
    await scene.timers.advance(4_999);
    expect(pings()).toBe(1);
    await scene.timers.advance(1);
    expect(pings()).toBe(2);
    pong();
    await scene.timers.advance(5_000);
    expect(pings()).toBe(3);
    await scene.timers.advance(2_499);
    expect(scene.socket().closedByClient).toBe(false);
    await scene.timers.advance(1);
    expect(scene.socket().closedByClient).toBe(true);
    expect(scene.room.status.getSnapshot()).toEqual({ state: "reconnecting", attempt: 1 });
  });

  test("a server that owes an answer is asked for a sign of life sooner", async () => {
    const scene = await openScene();
    await scene.accept();
    scene.socket().receive({ type: "pong", payload: { t: scene.timers.now(), now: 5 } });
    const pings = () => scene.socket().sent.filter(({ type }) => type === "ping").length;
    scene.room.command("board", {}).catch(() => {});
    await scene.timers.advance(1_499);
    expect(pings()).toBe(1);
    await scene.timers.advance(1);
    expect(pings()).toBe(2);
    await scene.timers.advance(2_500);
    expect(scene.socket().closedByClient).toBe(true);
    await scene.timers.advance(200);
    await scene.accept();
    expect(
      scene
        .socket()
        .commands()
        .map(({ type }) => type),
    ).toEqual(["board"]);
  });

  test("a socket that does not open in 2 s is abandoned for a new one", async () => {
    const scene = await openScene();
    await scene.timers.advance(2_000);
    expect(scene.socket().closedByClient).toBe(true);
    await scene.timers.advance(200);
    expect(scene.sockets).toHaveLength(2);
  });

  test("P18: measures the round trip and the server's clock", async () => {
    const scene = await openScene();
    await scene.accept({ now: 5_000_000 });
    expect(scene.room.serverNow()).toBe(5_000_000);
    await scene.timers.advance(80);
    const t = scene.socket().sent.find(({ type }) => type === "ping")?.payload.t ?? 0;
    scene.socket().receive({ type: "pong", payload: { t, now: 5_000_050 } });
    expect(scene.room.latencyMillis.getSnapshot()).toBe(80);
    expect(scene.room.serverNow()).toBe(5_000_090);
  });

  test("a frame that can't be read is not skipped: the state is fetched anew", async () => {
    const scene = await openScene();
    const problems = vi.fn();
    scene.room.onError(problems);
    await scene.accept();
    scene.socket().receive('{"type":"patch","epoch":1}');
    expect(problems).toHaveBeenCalledOnce();
    expect(scene.socket().closedByClient).toBe(true);
    await scene.timers.advance(200);
    scene.socket().open();
    expect(scene.socket().sent[0]?.payload).toEqual({});
  });

  test("leaving closes for good, even while a token is on its way", async () => {
    let give = (_token: string) => {};
    const scene = await openScene({
      token: () =>
        new Promise((resolve) => {
          give = resolve;
        }),
    });
    scene.room.leave();
    give("t1");
    await scene.timers.advance(10_000);
    expect(scene.sockets).toHaveLength(0);
    expect(scene.room.status.getSnapshot()).toEqual({ state: "closed" });
  });
});

describe("tokens", () => {
  const jwt = (claims: object) => `h.${btoa(JSON.stringify(claims))}.s`;

  test("P18: a token is renewed before it expires, on the open socket", async () => {
    const asked: boolean[] = [];
    const second = 1000; // The fake clock starts at 1000 s.
    const scene = await openScene({
      token: async ({ renew }) => {
        asked.push(renew);
        const iat = renew ? second + 540 : second;
        return jwt({ iat, exp: iat + 600 });
      },
    });
    await scene.accept();
    scene.socket().receive({ type: "pong", payload: { t: 1_000_000, now: 1_000_000 } });
    for (let i = 0; i < 135; i += 1) {
      await scene.timers.advance(4_000);
      scene.socket().receive(patchFrame(11 + i, {}));
    }
    await settle();
    expect(asked).toEqual([false, true]);
    expect(scene.socket().commands()).toEqual([
      { type: "auth", payload: { token: jwt({ iat: 1540, exp: 2140 }) } },
    ]);
  });

  test("an expired token is not even tried, once the server's clock is known", async () => {
    const asked: boolean[] = [];
    const scene = await openScene({
      token: async ({ renew }) => {
        asked.push(renew);
        return jwt({ iat: 1, exp: renew ? 5000 : 1002 });
      },
    });
    await scene.accept({ now: 1_001_000 });
    await scene.timers.advance(1_500);
    scene.socket().closeWith(1006);
    await scene.timers.advance(2_000);
    expect(asked.slice(-2)).toEqual([false, true]);
    expect(scene.socket().protocols.at(-1)).toBe(`bearer.${jwt({ iat: 1, exp: 5000 })}`);
  });

  test("a clock that is a week fast throws no good token away", async () => {
    const asked: boolean[] = [];
    const scene = await openScene({
      token: async ({ renew }) => {
        asked.push(renew);
        return jwt({ iat: 0, exp: 500 });
      },
    });
    await scene.accept({ now: 100_000 });
    expect(asked).toEqual([false]);
    expect(scene.room.status.getSnapshot()).toEqual({ state: "joined" });
  });

  test("P2: a token that was refused at the handshake is renewed once", async () => {
    const asked: boolean[] = [];
    const scene = await openScene({
      token: async ({ renew }) => {
        asked.push(renew);
        return "t";
      },
    });
    scene.http.answer = () => [401, {}];
    scene.socket().closeWith(1006);
    await scene.timers.advance(1000);
    expect(asked).toEqual([false, true]);
    await scene.accept();
    expect(scene.room.status.getSnapshot()).toEqual({ state: "joined" });
  });

  test("a listener that leaves at once is not brought back", async () => {
    const scene = await openScene();
    scene.room.view.subscribe(() => scene.room.leave());
    await scene.accept({ layers: { all: { x: 1 } } });
    expect(scene.room.status.getSnapshot()).toEqual({ state: "closed" });
    expect(scene.socket().closedByClient).toBe(true);
  });

  test("4401: a tab that slept through the renewal asks for a new token once, and goes on", async () => {
    const asked: boolean[] = [];
    const scene = await openScene({
      token: async ({ renew }) => {
        asked.push(renew);
        return `t${asked.length}`;
      },
    });
    await scene.accept();
    await scene.timers.advance(2_000);
    scene.socket().closeWith(4401);
    await scene.timers.advance(0);
    expect(asked).toEqual([false, true]);
    await scene.accept({ resumed: true });
    expect(scene.room.status.getSnapshot()).toEqual({ state: "joined" });
  });

  test("4401 again is final until rejoin, which asks for a new token", async () => {
    const asked: boolean[] = [];
    const scene = await openScene({
      token: async ({ renew }) => {
        asked.push(renew);
        return "t";
      },
    });
    await scene.accept();
    scene.socket().closeWith(4401);
    await scene.timers.advance(0);
    await scene.accept();
    scene.socket().closeWith(4401);
    await scene.timers.advance(60_000);
    expect(scene.room.status.getSnapshot()).toMatchObject({ state: "refused", code: 4401 });
    scene.room.rejoin();
    await settle();
    expect(asked).toEqual([false, true, true]);
  });

  test("a name that the server does not take is told, and not tried again until it is another", async () => {
    const scene = await openScene({ name: "x".repeat(65) });
    scene.socket().open();
    const message = "a name has at most 64 characters";
    scene.socket().receive({ type: "error", code: "BAD_REQUEST", message });
    await scene.timers.advance(60_000);
    expect(scene.sockets).toHaveLength(1);
    expect(scene.room.status.getSnapshot()).toEqual({
      state: "refused",
      code: 4400,
      reason: message,
    });
    scene.room.rejoin({ name: "Ann" });
    await settle();
    await scene.accept();
    expect(scene.room.status.getSnapshot()).toEqual({ state: "joined" });
  });

  test("a server that is too busy to take the join is asked again", async () => {
    const scene = await openScene();
    scene.socket().open();
    scene.socket().receive({ type: "error", code: "UNAVAILABLE", message: "later" });
    expect(scene.socket().closedByClient).toBe(false);
    await scene.accept();
    expect(scene.room.status.getSnapshot()).toEqual({ state: "joined" });
  });
});

describe("P5: events after a resume", () => {
  const joinedAgain = async (events: object[]) => {
    const scene = await openScene();
    const heard: unknown[] = [];
    scene.room.on("message", ({ payload }) => heard.push(payload));
    await scene.accept();
    const say = (text: string, version: number) =>
      scene.socket().receive({ type: "message", from: "bob", version, payload: { text } });
    say("one", 11);
    say("two", 11);
    say("three", 12);
    await scene.timers.advance(2_000);
    scene.socket().closeWith(1006);
    await scene.timers.advance(200);
    await scene.accept({ resumed: true, version: 13, events: events as never });
    return heard.map((payload) => (payload as { text: string }).text);
  };
  const event = (text: string, version: number) => ({
    type: "message",
    from: "bob",
    version,
    payload: { text },
  });

  test("those that were heard are not told again", async () => {
    const all = [event("one", 11), event("two", 11), event("three", 12), event("four", 13)];
    expect(await joinedAgain(all)).toEqual(["one", "two", "three", "four"]);
  });

  test("a connection that broke between two events of one version loses none", async () => {
    const all = [event("one", 11), event("two", 11), event("three", 12), event("half", 12)];
    expect(await joinedAgain(all)).toEqual(["one", "two", "three", "half"]);
  });
});
