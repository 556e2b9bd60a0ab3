import { useEffect, useState } from "react";
import type { Space } from "roomkeeper/space";
import { useVenue } from "../state/context";

/** Words need not follow every step. */
const everyMillis = 250;
const namedMax = 6;

/** Where one is and who is around, in words, for those who do not see the stage. */
export function Whereabouts({ id }: { id: string }) {
  const { space } = useVenue();
  const [words, setWords] = useState(() => describe(space));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const later = (): void => {
      timer ??= setTimeout(() => {
        timer = null;
        setWords(describe(space));
      }, everyMillis);
    };
    later();
    const stops = [space.room.at(["walkers"]), space.room.at(["people"]), space.room.status].map(
      (store) => store.subscribe(later),
    );
    return () => {
      for (const stop of stops) stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [space]);
  return (
    <p id={id} className="visually-hidden">
      {words}
    </p>
  );
}

function describe({ self, walkers, people, room }: Space): string {
  const at = self.place.getSnapshot();
  if (at === undefined) return "";
  const own = room.self();
  const others = walkers.ids
    .getSnapshot()
    .filter((id) => id !== own)
    .flatMap((id) => {
      const place = walkers.get(id);
      if (place === undefined) return [];
      const far = Math.max(Math.abs(place.x - at.x), Math.abs(place.y - at.y));
      return [{ name: people.get(id)?.name ?? "Someone", place, far }];
    })
    .sort((a, b) => a.far - b.far);
  const named = others
    .slice(0, namedMax)
    .map(({ name, place }) => `${name} at column ${place.x + 1}, row ${place.y + 1}`);
  const more = others.length > namedMax ? ` and ${others.length - namedMax} more` : "";
  const company =
    named.length === 0 ? "Nobody else in sight." : `In sight: ${named.join("; ")}${more}.`;
  return `You are at column ${at.x + 1}, row ${at.y + 1}. ${company}`;
}
