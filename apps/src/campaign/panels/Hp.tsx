import type { Band, SeenHp } from "roomkeeper/campaign";
import { bandWords } from "../model/words";

type Props = { hp: SeenHp | undefined; band: Band | undefined };

/** Hit points as far as one may know them: a bar and the number, a word, or nothing. */
export function Hp({ hp, band }: Props) {
  if (hp === undefined) {
    return band === undefined ? null : (
      <span className={`hp hp--word hp--${band}`}>{bandWords[band]}</span>
    );
  }
  const share = hp.max === 0 ? 0 : Math.round((100 * hp.now) / hp.max);
  return (
    <span className={`hp hp--${levelOf(share)}`}>
      <span className="hp__number">
        <b>{hp.now}</b>
        <span className="hp__max">/{hp.max}</span>
        {hp.temporary > 0 && (
          <span className="hp__temporary" title={`${hp.temporary} temporary hit points`}>
            +{hp.temporary}
          </span>
        )}
        <span className="visually-hidden"> hit points</span>
      </span>
      <span className="hp__bar" aria-hidden>
        <span className="hp__fill" style={{ width: `${share}%` }} />
      </span>
    </span>
  );
}

function levelOf(share: number): Band {
  if (share <= 0) return "down";
  if (share <= 25) return "nearly-down";
  if (share <= 50) return "bloodied";
  return share < 100 ? "hurt" : "unhurt";
}
