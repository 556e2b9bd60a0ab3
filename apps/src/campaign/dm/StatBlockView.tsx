import { Dices } from "lucide-react";
import type { Harm, StatBlock } from "../model/creature";

type Props = { block: StatBlock; onHarm?: (harm: Harm) => void };

/** A creature's figures, as far as the bestiary has them. */
export function StatBlockView({ block, onHarm }: Props) {
  return (
    <section className="stat" aria-label={`Stat block of ${block.name}`}>
      <h3 className="stat__name">{block.name}</h3>
      <p className="stat__kind">
        {block.kind} · CR {block.challenge}
      </p>
      <p>
        <b>AC</b> {block.armorClass} · <b>HP</b> {block.hitPoints} · <b>Speed</b> {block.speed}
      </p>
      <dl className="stat__abilities">
        {block.abilities.map(({ name, score }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{score}</dd>
          </div>
        ))}
      </dl>
      {block.lines.map(({ name, text }) => (
        <p key={name}>
          <b>{name}</b> {text}
        </p>
      ))}
      {block.features.map(({ heading, features }) => (
        <div key={heading}>
          <h4 className="stat__heading">{heading}</h4>
          <ul className="stat__features">
            {features.map(({ name, facts, harm }) => (
              <li key={name} className="stat__feature">
                <span>
                  <b>{name}</b> {facts}
                </span>
                {harm !== null && onHarm !== undefined && (
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={`Damage by ${name}`}
                    title="Deal its damage to those who are marked"
                    onClick={() => onHarm(harm)}
                  >
                    <Dices size={18} aria-hidden />
                  </button>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
