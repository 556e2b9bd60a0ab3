import urls from "virtual:card-faces";
import type { CSSProperties } from "react";
import { hrefOf } from "../../lib/site";

const faces = ["S10", "SJ", "HQ", "DK", "SA"] as const;

/** A hand of cards, to say at a glance what this is. */
export function Fan() {
  return (
    <div className="fan" aria-hidden>
      {faces.map((face, index) => (
        <img
          key={face}
          className="fan__card"
          src={hrefOf(urls[face] ?? "")}
          alt=""
          draggable={false}
          style={{ "--place": index - (faces.length - 1) / 2 } as CSSProperties}
        />
      ))}
    </div>
  );
}
