import { describe, expect, test } from "vitest";
import { accountFrom } from "./account";

describe("the kept account", () => {
  const ann = { token: "t", userId: "u1", name: "Ann", role: "admin", imageUrl: "/art/a.svg" };

  test("is read as it was kept", () => {
    expect(accountFrom(JSON.stringify(ann))).toEqual(ann);
    expect(accountFrom(JSON.stringify({ token: "t", userId: "u", name: "B" }))).toEqual({
      token: "t",
      userId: "u",
      name: "B",
      role: "user",
    });
  });

  test.each([null, "", "null", "[]", "7", "{", '{"token":1,"userId":"u","name":"n"}'])(
    "nobody: %j",
    (text) => expect(accountFrom(text)).toBeNull(),
  );
});
