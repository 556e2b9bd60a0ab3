import { playersFight, type SeenFight } from "roomkeeper/campaign";
import { Dialog } from "../../ui/Dialog";
import { Chips } from "../panels/Chips";
import { Hp } from "../panels/Hp";

type Props = { name: string; fight: SeenFight; onClose: () => void };

/** A prepared encounter as players will see it. The server works it out as it does for them. */
export function Preview({ name, fight, onClose }: Props) {
  const { fighters } = playersFight(fight);
  return (
    <Dialog title={`“${name}” as players will see it`} onClose={onClose}>
      {fighters.length === 0 ? (
        <p className="dialog__text">Players will see nobody.</p>
      ) : (
        <ol className="seen" aria-label="What players will see">
          {fighters.map((fighter) => (
            <li key={fighter.id} className={`seen__one seen__one--${fighter.kind}`}>
              <span className="seen__text">
                <span className="seen__name">{fighter.name}</span>
                <Chips
                  conditions={fighter.conditions}
                  life={fighter.life}
                  concentrates={fighter.concentrates}
                />
              </span>
              <Hp hp={fighter.hp} band={fighter.band} />
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
