import { Map as MapIcon, Plus, UserRound } from "lucide-react";
import type { PlaceEntry } from "roomkeeper";
import { useAccount } from "../../lib/account";
import { signInPath, signUpPath, spacesPath } from "../../lib/router";
import type { Loaded } from "../../lib/useLoaded";
import { CardSection } from "../../ui/CardSection";
import { Link } from "../../ui/Link";
import { Failed, Notice } from "../../ui/Notice";
import { SpaceCard } from "./SpaceCard";

type Props = {
  loaded: Loaded<readonly PlaceEntry[]>;
  onRetry: () => void;
  onCreate: () => void;
  onDelete: (space: PlaceEntry) => void;
};

export function MySpaces({ loaded, onRetry, onCreate, onDelete }: Props) {
  const account = useAccount();
  return (
    <CardSection id="my-spaces" title="Your spaces">
      {account === null && (
        <p className="spaces-guest">
          <UserRound size={17} aria-hidden />
          <span>
            You are a guest: this browser alone knows that these are yours.{" "}
            <Link to={signUpPath} state={{ next: spacesPath }}>
              Create an account
            </Link>{" "}
            or{" "}
            <Link to={signInPath} state={{ next: spacesPath }}>
              sign in
            </Link>
            .
          </span>
        </p>
      )}
      {loaded.state === "loading" && (
        <ul className="space-grid" aria-busy="true" aria-label="Looking for your spaces">
          {[0, 1, 2].map((place) => (
            <li key={place} className="space-card space-card--waiting" />
          ))}
        </ul>
      )}
      {loaded.state === "failed" && <Failed error={loaded.error} onRetry={onRetry} />}
      {loaded.state === "known" && loaded.value.length === 0 && (
        <Notice icon={<MapIcon size={22} aria-hidden />}>
          <p>
            <b>You have no space yet.</b> Make one from a map, and invite the others with its link.
          </p>
          <p>
            <button type="button" className="button button--small" onClick={onCreate}>
              <Plus size={16} aria-hidden />
              Make your first space
            </button>
          </p>
        </Notice>
      )}
      {loaded.state === "known" && loaded.value.length > 0 && (
        <ul className="space-grid">
          {loaded.value.map((space) => (
            <SpaceCard
              key={space.id}
              {...space}
              onRemove={() => onDelete(space)}
              removeLabel={`Delete ${space.name}`}
            />
          ))}
        </ul>
      )}
    </CardSection>
  );
}
