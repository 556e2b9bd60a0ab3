import { describe, expect, test } from "vitest";
import { createAdminApi, createOpenApi, createSpacesApi } from "../../src/http/accounts.js";
import { heldToken } from "../../src/http/token.js";
import type { Json } from "../../src/state/json.js";

/** A server that answers the same to everything, and what it was asked, a line each. */
function fakeServer(answer: Json, status = 200) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const who = new Headers(init?.headers).get("authorization") ?? "nobody";
    const path = String(url).replace("http://s.test/api/v1", "");
    asked.push([who, init?.method, path, init?.body ?? ""].join(" ").trim());
    return new Response(JSON.stringify(answer), { status });
  };
  return { asked, fetch, baseUrl: "http://s.test" };
}

describe("what is open to everybody", () => {
  test("is asked without a token", async () => {
    const server = fakeServer({ avatars: [1], elements: [2], maps: [3] });
    const api = createOpenApi(server);
    expect(await api.avatars()).toEqual([1]);
    expect(await api.elements()).toEqual([2]);
    expect(await api.maps()).toEqual([3]);
    await api.signUp({ username: "ann", password: "p", type: "admin", setupCode: "c" });
    await api.signIn("ann", "p");
    expect(server.asked).toEqual([
      "nobody GET /avatars",
      "nobody GET /elements",
      "nobody GET /maps",
      'nobody POST /signup {"username":"ann","password":"p","type":"admin","setupCode":"c"}',
      'nobody POST /signin {"username":"ann","password":"p"}',
    ]);
  });

  test("a wrong password is a problem with the server's sentence", async () => {
    const api = createOpenApi(fakeServer({ code: "FORBIDDEN", detail: "no" }, 403));
    await expect(api.signIn("ann", "p")).rejects.toMatchObject({ status: 403, message: "no" });
  });
});

describe("what is one's own", () => {
  test("goes with the token, ids escaped", async () => {
    const server = fakeServer({ spaces: [{ id: "s1" }] });
    const api = createSpacesApi({ ...server, token: "t" });
    await api.me();
    await api.chooseAvatar("a1");
    expect(await api.mySpaces()).toEqual([{ id: "s1" }]);
    await api.createSpace({ name: "Hall", mapId: "m1", kept: false, editors: "everyone" });
    await api.space("s 1/x");
    await api.deleteSpace("s 1/x");
    await api.placeElement("s1", "e1", 2, 3);
    await api.removeElement("p1");
    await api.openTable("s1", "p1");
    expect(server.asked).toEqual([
      "Bearer t GET /me",
      'Bearer t POST /user/metadata {"avatarId":"a1"}',
      "Bearer t GET /space/all",
      'Bearer t POST /space {"name":"Hall","mapId":"m1","kept":false,"editors":"everyone"}',
      "Bearer t GET /space/s%201%2Fx",
      "Bearer t DELETE /space/s%201%2Fx",
      'Bearer t POST /space/element {"elementId":"e1","spaceId":"s1","x":2,"y":3}',
      'Bearer t DELETE /space/element {"id":"p1"}',
      'Bearer t POST /space/table {"spaceId":"s1","id":"p1"}',
    ]);
  });

  test("so does what only admins may", async () => {
    const server = fakeServer({});
    const api = createAdminApi({ ...server, token: "t" });
    await api.addAvatar("/art/a.svg", "Fox");
    await api.addElement({ imageUrl: "/e.svg", width: 2, height: 1, static: true });
    await api.changePicture("e 1", "/new.svg");
    await api.addMap({ name: "Park", thumbnail: "/p.png", dimensions: "2x2", defaultElements: [] });
    await api.promote("ben");
    await api.feedback();
    await api.feedback("f 1");
    expect(server.asked).toEqual([
      'Bearer t POST /admin/avatar {"imageUrl":"/art/a.svg","name":"Fox"}',
      'Bearer t POST /admin/element {"imageUrl":"/e.svg","width":2,"height":1,"static":true}',
      'Bearer t PUT /admin/element/e%201 {"imageUrl":"/new.svg"}',
      'Bearer t POST /admin/map {"name":"Park","thumbnail":"/p.png","dimensions":"2x2","defaultElements":[]}',
      'Bearer t POST /admin/promote {"username":"ben"}',
      "Bearer t GET /admin/feedback",
      "Bearer t GET /admin/feedback?before=f%201",
    ]);
  });
});

describe("a token that can't be renewed", () => {
  test("is said to have ended when the server takes it no longer, and the request fails with 401", async () => {
    let ended = 0;
    const server = fakeServer({ detail: "token expired" }, 401);
    const token = heldToken("t", () => {
      ended += 1;
    });
    const api = createSpacesApi({ ...server, token });
    await expect(api.me()).rejects.toMatchObject({ status: 401 });
    expect(ended).toBe(1);
    expect(server.asked).toEqual(["Bearer t GET /me"]);
  });

  test("is given as it is until then", async () => {
    const token = heldToken("t", () => expect.unreachable());
    expect(await token({ renew: false })).toBe("t");
  });
});
