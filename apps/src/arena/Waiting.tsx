import { Users, X } from "lucide-react";
import { useEffect, useState } from "react";
import type { Standing } from "roomkeeper";

type Props = {
  readonly standing: Standing;
  /** The server's clock. */
  readonly now: () => number;
  readonly onCancel: () => void;
};

/** How the search for a match stands, in front of the game with bots. */
export function Waiting({ standing, now, onCancel }: Props) {
  const { room } = standing;
  const people = Object.values(room?.people ?? {});
  const missing = Math.max(0, (room?.seatsMin ?? 3) - people.length);
  return (
    <section className="waiting" aria-labelledby="waiting-title">
      <h2 id="waiting-title" className="waiting__title">
        <Users size={18} aria-hidden /> <Headline standing={standing} now={now} missing={missing} />
      </h2>
      {people.length > 0 && (
        <ul className="waiting__people" aria-label="Who is there">
          {people.map((person) => (
            <li key={person.userId}>{person.name}</li>
          ))}
        </ul>
      )}
      <div className="waiting__foot">
        <p className="waiting__hint">Until then: practice with bots.</p>
        <button type="button" className="button button--small" onClick={onCancel}>
          <X size={16} aria-hidden /> Cancel
        </button>
      </div>
    </section>
  );
}

type HeadlineProps = {
  readonly standing: Standing;
  readonly now: () => number;
  readonly missing: number;
};

function Headline({ standing, now, missing }: HeadlineProps) {
  const beginsAt = standing.room?.beginsAt;
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 250);
    return () => clearInterval(timer);
  }, [now]);
  if (standing.state === "playing") return <output>The match begins</output>;
  if (standing.state === "none") return <output>Looking for players…</output>;
  if (beginsAt !== undefined) {
    const seconds = Math.max(0, Math.ceil((beginsAt - at) / 1000));
    // Counted for the eye alone: a second that is spoken is late.
    return (
      <>
        <output className="visually-hidden">The match begins in a few seconds</output>
        <span aria-hidden>The match begins in {seconds} s</span>
      </>
    );
  }
  return (
    <output>
      Looking for players: {missing} more {missing === 1 ? "is" : "are"} needed
      {standing.estimateMillis !== undefined && ` (${about(standing.estimateMillis)})`}
    </output>
  );
}

function about(millis: number): string {
  const seconds = Math.max(5, Math.ceil(millis / 5_000) * 5);
  return seconds < 90 ? `usually ${seconds} s` : `usually ${Math.round(seconds / 60)} min`;
}
