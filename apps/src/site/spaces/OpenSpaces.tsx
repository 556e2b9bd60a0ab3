import { Users } from "lucide-react";
import { useCallback } from "react";
import type { Api } from "roomkeeper";
import { spacePath } from "../../lib/router";
import { useLoaded } from "../../lib/useLoaded";
import { CardSection } from "../../ui/CardSection";
import { Failed, Notice } from "../../ui/Notice";
import { RoomRow } from "../../ui/RoomRow";
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
      {loaded.state === "loading" && <div className="room-rows room-rows--skeleton" aria-busy />}
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
        <ul className="room-rows">
          {loaded.value.map(({ id, name, online }) => (
            <RoomRow
              key={id}
              to={spacePath(id)}
              picture={<Thumbnail id={id} url={pictures.get(id)} />}
              name={name ?? "Space"}
              online={online}
              one="person there"
              many="people there"
            />
          ))}
        </ul>
      )}
    </CardSection>
  );
}
