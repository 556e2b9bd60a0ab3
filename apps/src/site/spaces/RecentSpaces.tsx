import { forgetSpace, useRecentSpaces } from "../../lib/recentSpaces";
import { CardSection } from "../../ui/CardSection";
import { SpaceCard } from "./SpaceCard";

/** Where one was on this device, one's own spaces or not. */
export function RecentSpaces({ pictures }: { pictures: ReadonlyMap<string, string> }) {
  const spaces = useRecentSpaces();
  if (spaces.length === 0) return null;
  return (
    <CardSection id="recent-spaces" title="Where you were">
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
    </CardSection>
  );
}
