import { describe, expect, test, vi } from "vitest";
import { createGuestKey, type GuestOptions, guest, type KeyStorage } from "../../src/http/guest.js";
import { HttpProblem } from "../../src/http/request.js";
import { createApi } from "../../src/http/rooms.js";
import { renewalMarginMillis, tokenTimes } from "../../src/http/token.js";
import type { Json } from "../../src/state/json.js";

interface Request {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | null;
  readonly body: Json;
}

function fakeServer(answer: (request: Request) => [number, Json | string]) {
  const requests: Request[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const request: Request = {
      method: init?.method ?? "GET",
      url: String(url),
      authorization: new Headers(init?.headers).get("authorization"),
      body: init?.body ? (JSON.parse(String(init.body)) as Json) : null,
    };
    requests.push(request);
    const [status, body] = answer(request);
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
  };
  return { fetch, requests };
}

const jwt = (iat: number, exp: number) => `h.${btoa(JSON.stringify({ iat, exp }))}.s`;

function memory(): KeyStorage & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
  };
}

describe("guest keys", () => {
  test("are a ULID and at least 128 random bits, fit for a header, and never the same", () => {
    const keys = Array.from({ length: 1000 }, () => createGuestKey());
    expect(new Set(keys).size).toBe(1000);
    for (const key of keys) expect(key).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}\.[0-9A-HJKMNP-TV-Z]{32}$/);
    const letters = new Set(keys.map((key) => key.slice(27)).join(""));
    expect(letters.size).toBe(32);
  });

  test("sort by the time that they were made", () => {
    expect(createGuestKey(1469918176385).slice(0, 10)).toBe("01ARYZ6S41");
    expect(createGuestKey(1000) < createGuestKey(2000)).toBe(true);
  });
});

describe("a guest", () => {
  function scene(options: Partial<GuestOptions> = {}) {
    const clock = { now: 1_000_000_000 };
    const server = fakeServer(() => {
      // The server's clock is years ahead of this machine's.
      const iat = clock.now / 1000 + 1e8;
      return [200, { token: jwt(iat, iat + 600), userId: "u1" }];
    });
    const storage = memory();
    const ann = guest({
      name: "Ann",
      baseUrl: "http://server.test/",
      storage,
      fetch: server.fetch,
      now: () => clock.now,
      ...options,
    });
    return { ann, clock, storage, ...server };
  }

  test("shows its key to the guest route alone, and asks once for many", async () => {
    const { ann, requests, storage } = scene();
    const tokens = await Promise.all([ann.token({ renew: false }), ann.token({ renew: true })]);
    expect(tokens[0]).toBe(tokens[1]);
    expect(await ann.userId()).toBe("u1");
    expect(requests).toEqual([
      {
        method: "POST",
        url: "http://server.test/api/v1/guest",
        authorization: `Guest ${storage.entries.get("roomkeeper.guest")}`,
        body: { name: "Ann" },
      },
    ]);
  });

  test("keeps its key, so that it is the same guest after a reload", () => {
    const { storage } = scene();
    const key = storage.entries.get("roomkeeper.guest");
    scene({ storage });
    expect(storage.entries.get("roomkeeper.guest")).toBe(key);
  });

  test("renews its token a minute before the end, whatever the clocks say", async () => {
    const { ann, requests, clock } = scene();
    await ann.token({ renew: false });
    clock.now += 539_000;
    await ann.token({ renew: false });
    expect(requests).toHaveLength(1);
    clock.now += 1_000;
    await ann.token({ renew: false });
    expect(requests).toHaveLength(2);
  });

  test("tries again after a failure", async () => {
    let broken = true;
    const server = fakeServer(() => (broken ? [503, "busy"] : [200, { token: "t", userId: "u" }]));
    const { ann } = scene({ fetch: server.fetch });
    await expect(ann.token({ renew: false })).rejects.toMatchObject({ status: 503 });
    broken = false;
    expect(await ann.token({ renew: false })).toBe("t");
  });
});

describe("token times", () => {
  test("are read from the claims", () => {
    expect(tokenTimes(jwt(100, 700))).toEqual({ issuedAt: 100_000, expiresAt: 700_000 });
    expect(tokenTimes("no token")).toEqual({ issuedAt: null, expiresAt: null });
  });

  test("a short-lived token is renewed when a fifth of its life is left", () => {
    expect(renewalMarginMillis(tokenTimes(jwt(100, 110)))).toBe(2000);
    expect(renewalMarginMillis(tokenTimes(jwt(100, 4000)))).toBe(60_000);
  });
});

describe("HTTP routes", () => {
  test("create, list and get rooms with the token", async () => {
    const server = fakeServer(({ method, url }) => {
      if (method === "POST") return [201, { id: "r 1", kind: "lobby", url: "/x" }];
      return [200, url.includes("?kind=") ? { rooms: [{ id: "r 1" }] } : { id: "r 1" }];
    });
    const api = createApi({ baseUrl: "http://s.test", token: "t", fetch: server.fetch });
    expect(await api.createRoom({ kind: "lobby", options: { trays: "open" } })).toMatchObject({
      id: "r 1",
    });
    expect(await api.listRooms("card&table")).toEqual([{ id: "r 1" }]);
    expect(await api.getRoom("r 1")).toEqual({ id: "r 1" });
    expect(server.requests.map(({ method, url, body }) => [method, url, body])).toEqual([
      ["POST", "http://s.test/api/v1/rooms", { kind: "lobby", options: { trays: "open" } }],
      ["GET", "http://s.test/api/v1/rooms?kind=card%26table", null],
      ["GET", "http://s.test/api/v1/rooms/r%201", null],
    ]);
    expect(new Set(server.requests.map(({ authorization }) => authorization))).toEqual(
      new Set(["Bearer t"]),
    );
  });

  test("a refusal is a problem with status, code and sentence; 401 is tried once more", async () => {
    const asked: boolean[] = [];
    const server = fakeServer(() => [
      401,
      { title: "Who?", detail: "token expired", code: "FORBIDDEN" },
    ]);
    const token = async ({ renew }: { readonly renew: boolean }) => {
      asked.push(renew);
      return "t";
    };
    const api = createApi({ baseUrl: "http://s.test", token, fetch: server.fetch });
    const problem = await api.getRoom("r1").catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(HttpProblem);
    expect(problem).toMatchObject({ status: 401, code: "FORBIDDEN", message: "token expired" });
    expect(asked).toEqual([false, true]);
  });

  test("fetch is called free of any object, as browsers ask", async () => {
    const fetch = async function (this: unknown) {
      if (this !== undefined && this !== globalThis) throw new TypeError("Illegal invocation");
      return new Response('{"rooms":[]}');
    };
    expect(await createApi({ baseUrl: "http://s.test", token: "t", fetch }).listRooms()).toEqual(
      [],
    );
  });

  test("a server out of reach is status 0", async () => {
    const api = createApi({
      baseUrl: "http://s.test",
      token: "t",
      fetch: async () => {
        throw new TypeError("fetch failed");
      },
    });
    await expect(api.listRooms()).rejects.toMatchObject({ status: 0, code: "UNAVAILABLE" });
  });

  test("to a page of another origin it says which option the server may lack", async () => {
    const api = createApi({
      baseUrl: "http://s.test",
      token: "t",
      fetch: async () => {
        throw new TypeError("Failed to fetch");
      },
    });
    vi.stubGlobal("location", { origin: "https://app.test" });
    await expect(api.listRooms()).rejects.toThrow("--origin https://app.test");
    vi.stubGlobal("location", { origin: "http://s.test" });
    await expect(api.listRooms()).rejects.not.toThrow("--origin");
    vi.unstubAllGlobals();
  });
});

test("where there is no storage at all, each guest is another", async () => {
  const keys: (string | null)[] = [];
  const fetch = async (_url: unknown, init?: RequestInit) => {
    keys.push(new Headers(init?.headers).get("authorization"));
    return new Response(JSON.stringify({ token: "t", userId: "u" }));
  };
  for (const name of ["Ann", "Bob"]) {
    await guest({ name, baseUrl: "http://s.test", fetch }).token({ renew: false });
  }
  expect(new Set(keys).size).toBe(2);
});

describe("a storage that fails", () => {
  const answer = async (url: unknown, init?: RequestInit) => {
    keys.push(String(new Headers(init?.headers).get("authorization")));
    return new Response(JSON.stringify({ token: `t ${String(url).length}`, userId: "u" }));
  };
  let keys: string[] = [];
  const ask = async (storage: KeyStorage, storageKey: string) => {
    keys = [];
    const options = { name: "Ann", baseUrl: "http://s.test", storage, storageKey, fetch: answer };
    await guest(options).token({ renew: false });
    await guest({ ...options, name: "Anna" }).token({ renew: false });
    return keys;
  };

  test.each<[string, KeyStorage]>([
    [
      "is full",
      {
        getItem: () => null,
        setItem: () => {
          throw new DOMException("full", "QuotaExceededError");
        },
      },
    ],
    [
      "is forbidden",
      {
        getItem: () => {
          throw new DOMException("no", "SecurityError");
        },
        setItem: () => {
          throw new DOMException("no", "SecurityError");
        },
      },
    ],
  ])("that %s gives a guest who lasts as long as the page", async (name, storage) => {
    const [first, second] = await ask(storage, name);
    expect(first).toMatch(/^Guest [0-9A-Z]{26}\.[0-9A-Z]{32}$/);
    expect(second).toBe(first);
  });

  test.each(["", "nonsense", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "{}", "é".repeat(40)])(
    "a kept key that the server can't take is replaced: %j",
    async (kept) => {
      const entries = new Map([["corrupt", kept]]);
      const storage = {
        getItem: (key: string) => entries.get(key) ?? null,
        setItem: (key: string, value: string) => void entries.set(key, value),
      };
      const [first] = await ask(storage, "corrupt");
      expect(first).toBe(`Guest ${entries.get("corrupt")}`);
      expect(entries.get("corrupt")).not.toBe(kept);
    },
  );
});
