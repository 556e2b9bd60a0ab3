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
    <span className="states">
      {life !== "up" && (
        <span className="state state--bad">
          {life === "dead" && <Skull size={13} aria-hidden />}
          {lifeWords[life]}
        </span>
      )}
      {conditions
        .filter((condition) => condition !== "exhaustion")
        .map((condition) => (
          <span key={condition} className="state">
            {capital(condition)}
          </span>
        ))}
      {exhaustion > 0 && <span className="state">Exhaustion {exhaustion}</span>}
      {concentrates === true && (
        <span className="state state--calm">
          <Focus size={13} aria-hidden />
          Concentrates
        </span>
      )}
      {readied === true && (
        <span className="state state--calm">
          <Sparkles size={13} aria-hidden />
          Readied
        </span>
      )}
      {reactionUsed === true && <span className="state state--quiet">Reaction used</span>}
    </span>
  );
}
