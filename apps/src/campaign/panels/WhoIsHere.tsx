import { usePeople } from "roomkeeper/campaign/react";

/** The DM and the players, and who of them is online. */
export function WhoIsHere() {
  const people = [...usePeople()].sort(
    (a, b) => Number(b.seat === "dm") - Number(a.seat === "dm") || a.name.localeCompare(b.name),
  );
  return (
    <ul className="who">
      {people.map(({ id, name, seat, isOnline }) => (
        <li key={id} className={isOnline ? "who__one who__one--here" : "who__one"}>
          <span className="who__dot" aria-hidden />
          <span className="who__name">{name}</span>
          {seat === "dm" && <span className="who__seat">DM</span>}
          <span className="visually-hidden">{isOnline ? "is here" : "is away"}</span>
        </li>
      ))}
    </ul>
  );
}
