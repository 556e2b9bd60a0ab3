import type { DeathSaves as Saves } from "roomkeeper/campaign";

const needed = 3;

/** Three of one kind decide. */
export function DeathSaves({ saves: { successes, failures } }: { saves: Saves }) {
  return (
    <dl className="death">
      <div className="death__row">
        <dt>Made</dt>
        <dd>
          <Marks count={successes} kind="made" />
          <span className="visually-hidden">{successes} of 3</span>
        </dd>
      </div>
      <div className="death__row">
        <dt>Failed</dt>
        <dd>
          <Marks count={failures} kind="failed" />
          <span className="visually-hidden">{failures} of 3</span>
        </dd>
      </div>
    </dl>
  );
}

function Marks({ count, kind }: { count: number; kind: "made" | "failed" }) {
  return (
    <span aria-hidden>
      {Array.from({ length: needed }, (_, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: marks are all alike.
          key={index}
          className={index < count ? `mark mark--${kind}` : "mark"}
        />
      ))}
    </span>
  );
}
