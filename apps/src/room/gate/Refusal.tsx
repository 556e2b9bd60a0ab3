import type { RoomStatus } from "roomkeeper";
import { GateAlert } from "../../ui/GateAlert";

export type Refused = Extract<RoomStatus, { state: "refused" }>;

/** A refusal in the words of the page; `retry` is what to call another try, null where none would help. */
export type Explanation = {
  readonly title: string;
  readonly text: string;
  readonly retry: string | null;
};

type Props = {
  refused: Refused;
  /** By the code that the socket was closed with. */
  explanations: { readonly [code: number]: Explanation };
  onRetry: () => void;
};

/** The server said no: why, and what one can do about it. */
export function Refusal({ refused: { code, reason }, explanations, onRetry }: Props) {
  const explanation = explanations[code] ?? unexplained(code, reason);
  return <GateAlert {...explanation} onRetry={onRetry} />;
}

function unexplained(code: number, reason: string): Explanation {
  return {
    title: "That didn't work",
    text: reason === "" ? `The server ended the connection (${code}).` : reason,
    retry: "Try again",
  };
}
