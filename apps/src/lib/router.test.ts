import { describe, expect, test } from "vitest";
import { adminSectionPath, pageOf, pathFrom, spacePath, tablePath } from "./router";

describe("addresses", () => {
  test("lead to their pages", () => {
    expect(pageOf("/")).toEqual({ name: "start" });
    expect(pageOf("/table/r1")).toEqual({ name: "table", roomId: "r1" });
    expect(pageOf("/space/s1")).toEqual({ name: "space", spaceId: "s1" });
    expect(pageOf("/campaign/c1")).toEqual({ name: "campaign", campaignId: "c1" });
    expect(pageOf("/campaign/c1/screen")).toEqual({ name: "campaignScreen", campaignId: "c1" });
    expect(pageOf("/app")).toEqual({ name: "start" });
    for (const name of ["spaces", "campaigns", "account", "signin", "signup", "feedback"]) {
      expect(pageOf(`/${name}`)).toEqual({ name });
    }
    expect(pageOf("/admin")).toEqual({ name: "admin", section: "avatars" });
    expect(pageOf("/admin/feedback")).toEqual({ name: "admin", section: "feedback" });
    expect(pageOf(adminSectionPath("maps"))).toEqual({ name: "admin", section: "maps" });
  });

  test.each([
    "/table/r1/more",
    "/nowhere",
    "/table",
    "/spaces/x",
    "/app/x",
    "/admin/secrets",
    "/space/s/x",
    "/campaign",
    "/campaign/c/x",
    "/campaign/c/screen/x",
  ])("%s leads nowhere", (path) => expect(pageOf(path)).toEqual({ name: "unknown" }));

  test("keep ids as they are, whatever is in them", () => {
    for (const id of ["r 1", "ü/x", "100%"]) {
      expect(pageOf(tablePath(id))).toEqual({ name: "table", roomId: id });
      expect(pageOf(spacePath(id))).toEqual({ name: "space", spaceId: id });
    }
    expect(pageOf("/table/100%")).toEqual({ name: "table", roomId: "100%" });
  });
});

describe("what one may paste to join", () => {
  test.each([
    ["https://play.example/table/abc-1", "/table/abc-1"],
    ["  http://localhost:8080/table/abc?from=mail#top  ", "/table/abc"],
    ["play.example/space/abc", "/space/abc"],
    ["/table/abc", "/table/abc"],
    ["abc_9-Z", "/table/abc_9-Z"],
  ])("%s", (text, path) => expect(pathFrom(text, "table")).toBe(path));

  test("a bare code is of the kind that is asked for, a link says so itself", () => {
    expect(pathFrom("abc", "space")).toBe("/space/abc");
    expect(pathFrom("/table/abc", "space")).toBe("/table/abc");
  });

  test.each(["", "   ", "https://play.example/", "two words"])("not %j", (text) => {
    expect(pathFrom(text, "table")).toBeUndefined();
  });
});
