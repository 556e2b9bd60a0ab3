import { ChevronRight, Users } from "lucide-react";
import { useCallback } from "react";
import type { Api, RoomListing } from "roomkeeper";
import { spacePath } from "../../lib/router";
import { useLoaded } from "../../lib/useLoaded";
import { CardSection } from "../../ui/CardSection";
import { Link } from "../../ui/Link";
import { Failed, Notice } from "../../ui/Notice";
import { Thumbnail } from "../../ui/Thumbnail";

type Props = {
  api: Api;
  /** How spaces look, of those of which it is known. */
  pictures: ReadonlyMap<string, string>;
};

/** Spaces that everybody finds, those with people in them first. */
export function OpenSpaces({ api, pictures }: Props) {
  const { loaded, reload } = useLoaded(
    useCallback(
      async () => [...(await api.listRooms("space"))].sort((a, b) => b.online - a.online),
      [api],
    ),
  );
  return (
    <CardSection id="open-spaces" title="Open to everyone" onRefresh={reload}>
      {loaded.state === "loading" && <div className="open-spaces open-spaces--waiting" aria-busy />}
      {loaded.state === "failed" && <Failed error={loaded.error} onRetry={reload} />}
      {loaded.state === "known" && loaded.value.length === 0 && (
        <Notice icon={<Users size={22} aria-hidden />}>
          <p>
            <b>No space is open to everyone right now.</b> A space that you make “for everyone”
            shows up here.
          </p>
        </Notice>
      )}
      {loaded.state === "known" && loaded.value.length > 0 && (
        <ul className="open-spaces">
          {loaded.value.map((space) => (
            <OpenSpace key={space.id} space={space} picture={pictures.get(space.id)} />
          ))}
        </ul>
      )}
    </CardSection>
  );
}

type SpaceProps = { space: RoomListing; picture: string | undefined };

function OpenSpace({ space: { id, name, online }, picture }: SpaceProps) {
  return (
    <li>
      <Link className="open-space" to={spacePath(id)}>
        <Thumbnail id={id} url={picture} />
        <span className="open-space__text">
          <span className="open-space__name">{name ?? "Space"}</span>
          <span
            className={online > 0 ? "open-space__who open-space__who--here" : "open-space__who"}
          >
            {presence(online)}
          </span>
        </span>
        <ChevronRight size={20} aria-hidden />
      </Link>
    </li>
  );
}

function presence(online: number): string {
  if (online === 0) return "Nobody is there now";
  return online === 1 ? "1 person there" : `${online} people there`;
}
