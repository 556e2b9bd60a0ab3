import { HttpProblem } from "roomkeeper";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepAsking } from "./keepAsking";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function asked(answers: (string | Error)[]) {
  const said: string[] = [];
  const stop = keepAsking({
    load: async () => {
      const answer = answers.shift() ?? new Error("asked too often");
      if (answer instanceof Error) throw answer;
      return answer;
    },
    onKnown: (value) => said.push(value),
    onTrouble: () => said.push("trouble"),
    onRefused: () => said.push("refused"),
  });
  return { said, stop };
}

const away = () => new HttpProblem(0, "UNAVAILABLE", "away");

test("what did not come at first is asked for until it comes, more and more seldom", async () => {
  const { said } = asked([
    away(),
    new HttpProblem(503, "", "busy"),
    new HttpProblem(429, "", ""),
    "map",
  ]);
  await vi.advanceTimersByTimeAsync(999);
  expect(said).toEqual(["trouble"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(said).toEqual(["trouble", "trouble"]);
  await vi.advanceTimersByTimeAsync(2_000);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(said).toEqual(["trouble", "trouble", "trouble", "map"]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toHaveLength(4);
});

test("a no is an answer", async () => {
  const { said } = asked([new HttpProblem(404, "NOT_FOUND", "gone")]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual(["refused"]);
});

test("who left asks no more", async () => {
  const { said, stop } = asked([away(), "late"]);
  await vi.advanceTimersByTimeAsync(10);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual(["trouble"]);
});
