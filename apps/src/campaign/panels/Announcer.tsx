import { useEffect, useRef, useState } from "react";
import { useOwnHeroes, usePlayersFight } from "roomkeeper/campaign/react";

/** Tells screen readers what changed: whose turn it is, and how the user's own characters are. */
export function Announcer() {
  const shown = usePlayersFight();
  const own = useOwnHeroes();
  const fight = shown?.fight;
  const turn = fight === undefined ? "" : (fight.combatants[fight.turn]?.name ?? "");
  const sentences = [
    fight === undefined
      ? "No encounter is active."
      : turn === ""
        ? "An encounter is active."
        : `Round ${fight.round}: ${turn}’s turn.`,
    ...own.map(
      ({ value: { name, hp, life } }) =>
        `${name} has ${hp.now} of ${hp.max} hit points${life === "up" ? "" : ` and is ${life}`}.`,
    ),
  ];
  const [said, say] = useState("");
  const before = useRef(sentences);
  useEffect(() => {
    const news = sentences.filter((sentence) => !before.current.includes(sentence));
    before.current = sentences;
    if (news.length > 0) say(news.join(" "));
  });
  return (
    <div className="visually-hidden" role="status">
      {said}
    </div>
  );
}
