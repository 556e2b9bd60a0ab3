import { Dices, EyeOff } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useCampaignView, useSeat } from "roomkeeper/campaign/react";
import { amountFrom } from "../model/amount";
import { useSitting } from "../state/context";
import { useNames } from "../state/names";

const shownMax = 6;

/** Dice that the server throws, for all to see or for the DM alone. */
export function DicePanel() {
  const view = useCampaignView();
  const isDm = useSeat() === "dm";
  const nameOf = useNames();
  const { act, isLooking } = useSitting();
  const [text, setText] = useState("1d20");
  const amount = amountFrom(text);
  const dice = amount?.kind === "dice" ? amount.dice : null;
  const roll = (secret: boolean): void => {
    if (dice !== null) void act("roll", { dice, secret });
  };
  const rolls = [
    ...Object.entries(view.rolls ?? {}).map(([key, roll]) => ({ key, ...roll, isSecret: false })),
    ...Object.entries(view.secretRolls ?? {}).map(([key, roll]) => ({
      key: `s${key}`,
      ...roll,
      isSecret: true,
    })),
  ]
    .sort((a, b) => b.at - a.at)
    .slice(0, shownMax);
  return (
    <section className="side" aria-labelledby="dice">
      <h2 id="dice" className="side__title">
        Dice
      </h2>
      <form
        className="inline-form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          roll(false);
        }}
      >
        <input
          className="input"
          aria-label="Dice to roll"
          maxLength={12}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={dice === null}
          value={text}
          disabled={isLooking}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button" disabled={dice === null || isLooking}>
          <Dices size={17} aria-hidden />
          Roll
        </button>
        {isDm && (
          <button
            type="button"
            className="icon-button"
            aria-label="Roll for the DM alone"
            title="Roll for the DM alone"
            disabled={dice === null || isLooking}
            onClick={() => roll(true)}
          >
            <EyeOff size={18} aria-hidden />
          </button>
        )}
      </form>
      <ul className="rolls" aria-live="polite" aria-label="Rolls">
        {rolls.map(({ key, author, dice: thrown, fell, total, isSecret }) => (
          <li key={key} className="rolls__one">
            <span className="rolls__who">
              {nameOf(author)} · {thrown}
              {isSecret && " · for the DM alone"}
            </span>
            <span>
              <span className="rolls__fell">{fell.join(" + ")}</span> <b>{total}</b>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
