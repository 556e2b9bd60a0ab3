import type { EncounterBudget } from "roomkeeper/campaign";
import { difficultyWords, plural } from "../model/words";

/** How hard an encounter is for the party, and by which numbers. */
export function HowHard({ budget }: { budget: EncounterBudget }) {
  const { xp, unrated, levels, low, moderate, high, difficulty } = budget;
  return (
    <div className="how-hard">
      <p className="how-hard__words">
        {difficulty === undefined ? (
          <b>Difficulty unknown</b>
        ) : (
          <b className={`how-hard__level how-hard__level--${difficulty}`}>
            {difficultyWords[difficulty]}
          </b>
        )}{" "}
        {number(xp)} XP of monsters
      </p>
      <p className="how-hard__more">
        {difficulty === undefined
          ? "Give the characters classes and levels to compare."
          : `For ${plural(levels.length, "character")} low is up to ${number(low)}, moderate ${number(moderate)}, high ${number(high)}.`}
        {unrated > 0 &&
          ` ${plural(unrated, "monster")} without a stat block ${unrated === 1 ? "is" : "are"} not counted.`}
      </p>
    </div>
  );
}

function number(value: number): string {
  return value.toLocaleString();
}
