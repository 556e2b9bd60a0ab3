import {
  Coffee,
  Crown,
  Eye,
  Moon,
  Pencil,
  Plus,
  UserMinus,
  UserPlus,
  UserRound,
} from "lucide-react";
import { useCampaign, useCampaignView, usePeople } from "roomkeeper/campaign/react";
import { useStore } from "roomkeeper/react";
import { Chips } from "../panels/Chips";
import { DicePanel } from "../panels/DicePanel";
import { Hp } from "../panels/Hp";
import { useSitting } from "../state/context";
import { useDesk } from "./desk";

/** Who sits at the table, and how the party fares. */
export function TablePanel() {
  return (
    <>
      <Party />
      <People />
      <TakenOut />
      <DicePanel />
    </>
  );
}

function Party() {
  const heroes = useStore(useCampaign().heroes);
  const { act, isLooking } = useSitting();
  const { ask } = useDesk();
  return (
    <section className="side" aria-labelledby="party">
      <header className="side__head">
        <h2 id="party" className="side__title">
          Party
        </h2>
        {heroes.length > 0 && (
          <button
            type="button"
            className="button button--small"
            disabled={isLooking}
            onClick={() => void act("rest.long", { ids: heroes.map(({ id }) => id) })}
          >
            <Moon size={15} aria-hidden />
            Long rest
          </button>
        )}
      </header>
      {heroes.length === 0 && (
        <p className="side__empty">
          No characters yet. Players make their own once they are in, or you make one for somebody.
        </p>
      )}
      <ul className="party">
        {heroes.map(({ id, value: { name, vitals } }) => (
          <li key={id} className="party__one">
            <span className="party__head">
              <span className="party__name">{name}</span>
              <button
                type="button"
                className="icon-button"
                aria-label={`Short rest for ${name}`}
                title="Short rest"
                disabled={isLooking}
                onClick={() => ask({ name: "shortRest", id })}
              >
                <Coffee size={17} aria-hidden />
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label={`Edit ${name}`}
                title="Edit"
                disabled={isLooking}
                onClick={() => ask({ name: "hero", id })}
              >
                <Pencil size={17} aria-hidden />
              </button>
            </span>
            <Hp hp={vitals.hp} band={undefined} />
            <Chips
              conditions={[
                ...new Set(Object.values(vitals.afflictions).map((one) => one.condition)),
              ]}
              life={vitals.life}
              concentrates={vitals.concentration !== undefined}
              exhaustion={vitals.exhaustion}
            />
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button button--small"
        disabled={isLooking}
        onClick={() => ask({ name: "hero", id: null })}
      >
        <Plus size={16} aria-hidden />
        Add a character
      </button>
    </section>
  );
}

function People() {
  const campaign = useCampaign();
  const people = usePeople();
  const { act, isLooking } = useSitting();
  const { ask } = useDesk();
  const me = campaign.me();
  const seatVersion = (id: string): number => campaign.versionOf(`seat:${id}`);
  // A campaign is never without a DM.
  const isShared = people.filter(({ seat }) => seat === "dm").length > 1;
  return (
    <section className="side" aria-labelledby="people">
      <h2 id="people" className="side__title">
        People
      </h2>
      <ul className="rows">
        {people.map(({ id, name, seat, isOnline }) => (
          <li key={id} className="rows__one rows__one--person">
            <span className={isOnline ? "who__one who__one--here" : "who__one"}>
              <span className="who__dot" aria-hidden />
              <span className="who__name">{name}</span>
              {seat === "dm" && <span className="who__seat">DM</span>}
              <span className="visually-hidden">{isOnline ? "is here" : "is away"}</span>
            </span>
            {seat === "dm" && (id !== me || isShared) && (
              <button
                type="button"
                className="icon-button"
                aria-label={id === me ? "Give up the DM’s seat" : `Make ${name} a player again`}
                title={id === me ? "Give up the DM’s seat" : "Make a player again"}
                disabled={isLooking}
                onClick={() =>
                  void act("seat.give", { member: id, seat: "player", version: seatVersion(id) })
                }
              >
                <UserRound size={17} aria-hidden />
              </button>
            )}
            {id !== me && seat === "player" && (
              <span className="rows__buttons">
                <button
                  type="button"
                  className="icon-button"
                  aria-label={`See as ${name}`}
                  title="See as this player"
                  onClick={() => ask({ name: "seeAs", member: id })}
                >
                  <Eye size={18} aria-hidden />
                </button>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={`Make ${name} a DM too`}
                  title="Make a DM too"
                  disabled={isLooking}
                  onClick={() =>
                    void act("seat.give", { member: id, seat: "dm", version: seatVersion(id) })
                  }
                >
                  <Crown size={17} aria-hidden />
                </button>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={`Take ${name} out`}
                  title="Take out"
                  disabled={isLooking}
                  onClick={() => ask({ name: "takeOut", member: id })}
                >
                  <UserMinus size={17} aria-hidden />
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Those who were taken out, and can be let in again. */
function TakenOut() {
  const removed = Object.entries(useCampaignView().removed ?? {});
  const { act, isLooking } = useSitting();
  if (removed.length === 0) return null;
  return (
    <section className="side" aria-labelledby="taken-out">
      <h2 id="taken-out" className="side__title">
        Taken out
      </h2>
      <ul className="rows">
        {removed.map(([id, name]) => (
          <li key={id} className="rows__one">
            <span className="rows__text">
              <span className="rows__name">{name}</span>
            </span>
            <button
              type="button"
              className="button button--small"
              aria-label={`Let ${name} in again`}
              disabled={isLooking}
              onClick={() => void act("player.admit", { member: id })}
            >
              <UserPlus size={15} aria-hidden />
              Let in
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
