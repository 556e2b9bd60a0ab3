import { expect, test } from "vitest";
import { hrefOf, pathWithin } from "./site";

test("pages and files of the server are below its path, other sites' are where they are", () => {
  expect(hrefOf("/table/x", "/rooms")).toBe("/rooms/table/x");
  expect(hrefOf("/", "/rooms")).toBe("/rooms/");
  expect(hrefOf("/table/x", "")).toBe("/table/x");
  expect(hrefOf("https://pictures.example/fox.png", "/rooms")).toBe(
    "https://pictures.example/fox.png",
  );
  expect(hrefOf("//pictures.example/fox.png", "/rooms")).toBe("//pictures.example/fox.png");
});

test("the path of a page is known with the server's path before it and without", () => {
  expect(pathWithin("/rooms/table/x", "/rooms")).toBe("/table/x");
  expect(pathWithin("/rooms", "/rooms")).toBe("/");
  expect(pathWithin("/rooms/", "/rooms")).toBe("/");
  expect(pathWithin("/roomsmate", "/rooms")).toBe("/roomsmate");
  expect(pathWithin("/table/x", "/rooms")).toBe("/table/x");
  expect(pathWithin("/table/x", "")).toBe("/table/x");
});
