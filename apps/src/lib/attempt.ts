import { HttpProblem, RoomError } from "roomkeeper";
import { toast } from "./toasts";

/** Waits for an answer, and shows a refusal as the server worded it. Answers whether it took effect. */
export async function attempt(...answers: readonly Promise<unknown>[]): Promise<boolean> {
  const results = await Promise.allSettled(answers);
  const refused = results.find((result) => result.status === "rejected");
  if (refused === undefined) return true;
  toast(errorMessage(refused.reason), "refused");
  return false;
}

export function errorMessage(error: unknown): string {
  if (error instanceof RoomError && error.code === "UNKNOWN_OUTCOME") {
    return "The connection broke at a bad moment. Please look whether this was done.";
  }
  if (error instanceof HttpProblem && error.status === 0) {
    return "The server can't be reached. Please try again in a moment.";
  }
  const message = error instanceof Error ? error.message : String(error);
  if (message === "") return "That didn't work.";
  const [first = ""] = message;
  return first.toUpperCase() + message.slice(first.length);
}
