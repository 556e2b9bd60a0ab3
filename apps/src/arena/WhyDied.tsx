import type { Arena, Evidence } from "roomkeeper/arena";
import { Dialog } from "../ui/Dialog";

const radius = 12;

/** The two views of one shot side by side: what the shooter saw, and where the victim was meanwhile. */
export function WhyDied({
  arena,
  evidence,
  onClose,
}: {
  arena: Arena;
  evidence: Evidence;
  onClose: () => void;
}) {
  const killer = arena.room.get().players?.[evidence.by]?.name ?? "Somebody";
  return (
    <Dialog title="Why I died" onClose={onClose}>
      <p>
        {killer} saw you {evidence.rewindMillis} ms ago, and hit you there. The server looked back
        by as much.
      </p>
      <div className="why">
        <View
          title={`What ${killer} saw`}
          evidence={evidence}
          x={evidence.seenX}
          y={evidence.seenY}
        />
        <View title="Where you were" evidence={evidence} x={evidence.x} y={evidence.y} />
      </div>
    </Dialog>
  );
}

function View({
  title,
  evidence,
  x,
  y,
}: {
  title: string;
  evidence: Evidence;
  x: number;
  y: number;
}) {
  const xs = [evidence.shooterX, evidence.seenX, evidence.x].map((one) => one / 64);
  const ys = [evidence.shooterY, evidence.seenY, evidence.y].map((one) => one / 64);
  const left = Math.min(...xs) - 40;
  const top = Math.min(...ys) - 40;
  const width = Math.max(...xs) + 40 - left;
  const height = Math.max(...ys) + 40 - top;
  return (
    <figure className="why__view">
      <svg viewBox={`${left} ${top} ${width} ${height}`} role="img" aria-label={title}>
        <line
          x1={evidence.shooterX / 64}
          y1={evidence.shooterY / 64}
          x2={evidence.seenX / 64}
          y2={evidence.seenY / 64}
          className="why__line"
        />
        <circle
          cx={evidence.shooterX / 64}
          cy={evidence.shooterY / 64}
          r={radius}
          className="why__shooter"
        />
        <circle cx={x / 64} cy={y / 64} r={radius} className="why__victim" />
      </svg>
      <figcaption>{title}</figcaption>
    </figure>
  );
}
