import { forgetSpace, useRecentSpaces } from "./recent";
import { SpaceCard } from "./SpaceCard";

/** Where one was on this device, one's own spaces or not. */
export function RecentSpaces({ pictures }: { pictures: ReadonlyMap<string, string> }) {
  const spaces = useRecentSpaces();
  if (spaces.length === 0) return null;
  return (
    <section className="card-section" aria-labelledby="recent-spaces">
      <header className="card-section__head">
        <h2 id="recent-spaces" className="card-section__title">
          Where you were
        </h2>
      </header>
      <ul className="space-grid space-grid--small">
        {spaces.map((space) => (
          <SpaceCard
            key={space.id}
            {...space}
            thumbnail={space.thumbnail ?? pictures.get(space.id) ?? null}
            isForgotten
            onRemove={() => forgetSpace(space.id)}
            removeLabel={`Take ${space.name} off this list`}
          />
        ))}
      </ul>
    </section>
  );
}
