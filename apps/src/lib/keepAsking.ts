import { HttpProblem } from "roomkeeper";

const firstMillis = 1_000;
const mostMillis = 15_000;

export type Asking<T> = {
  readonly load: () => Promise<T>;
  readonly onKnown: (value: T) => void;
  /** It did not come this time and is asked for again; called at each failure. */
  readonly onTrouble: (error: unknown) => void;
  /** It will not come: the server said no. */
  readonly onRefused: (error: unknown) => void;
};

/** Asks until there is an answer, however often the server can't be reached. Answers the way to stop. */
export function keepAsking<T>({ load, onKnown, onTrouble, onRefused }: Asking<T>): () => void {
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function ask(waitMillis: number): void {
    load().then(
      (value) => {
        if (!isOver) onKnown(value);
      },
      (error: unknown) => {
        if (isOver) return;
        if (isFinal(error)) {
          onRefused(error);
          return;
        }
        onTrouble(error);
        timer = setTimeout(() => ask(Math.min(waitMillis * 2, mostMillis)), waitMillis);
      },
    );
  }

  ask(firstMillis);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** An answer that will be the same next time. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof HttpProblem)) return false;
  return error.status >= 400 && error.status < 500 && error.status !== 408 && error.status !== 429;
}
