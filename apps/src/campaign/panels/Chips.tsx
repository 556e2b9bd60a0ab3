import { Focus, Skull, Sparkles } from "lucide-react";
import type { Condition, Life } from "roomkeeper/campaign";
import { capital } from "../model/words";

type Props = {
  conditions: readonly Condition[];
  life?: Life | undefined;
  concentrates?: boolean;
  exhaustion?: number;
  reactionUsed?: boolean;
  readied?: boolean;
};

const lifeWords: { readonly [life in Life]: string } = {
  up: "",
  dying: "Dying",
  stable: "Stable",
  dead: "Dead",
};

/** A creature's life, conditions and the like, in short words. */
export function Chips(props: Props) {
  const { conditions, life = "up", concentrates, exhaustion = 0, reactionUsed, readied } = props;
  return (
    <span className="chips">
      {life !== "up" && (
        <span className="chip chip--bad">
          {life === "dead" && <Skull size={13} aria-hidden />}
          {lifeWords[life]}
        </span>
      )}
      {conditions
        .filter((condition) => condition !== "exhaustion")
        .map((condition) => (
          <span key={condition} className="chip">
            {capital(condition)}
          </span>
        ))}
      {exhaustion > 0 && <span className="chip">Exhaustion {exhaustion}</span>}
      {concentrates === true && (
        <span className="chip chip--calm">
          <Focus size={13} aria-hidden />
          Concentrates
        </span>
      )}
      {readied === true && (
        <span className="chip chip--calm">
          <Sparkles size={13} aria-hidden />
          Readied
        </span>
      )}
      {reactionUsed === true && <span className="chip chip--quiet">Reaction used</span>}
    </span>
  );
}
