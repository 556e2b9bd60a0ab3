import type { RoomStatus } from "roomkeeper";

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
  const { title, text, retry } = explanations[code] ?? unexplained(code, reason);
  return (
    <main className="gate">
      <div className="gate__card" role="alert">
        <img src="/mark.svg" alt="" width={48} height={48} />
        <h1 className="gate__title">{title}</h1>
        <p className="gate__text">{text}</p>
        <div className="gate__actions">
          {retry !== null && (
            <button type="button" className="button button--primary" onClick={onRetry}>
              {retry}
            </button>
          )}
          <a className={retry === null ? "button button--primary" : "button"} href="/">
            To the start page
          </a>
        </div>
      </div>
    </main>
  );
}

function unexplained(code: number, reason: string): Explanation {
  return {
    title: "That didn't work",
    text: reason === "" ? `The server ended the connection (${code}).` : reason,
    retry: "Try again",
  };
}
