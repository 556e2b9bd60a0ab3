import { Map as MapIcon } from "lucide-react";
import { type AdminApi, createOpenApi } from "roomkeeper";
import { useLoaded } from "../../lib/useLoaded";
import { CardSection } from "../../ui/CardSection";
import { Failed, Notice } from "../../ui/Notice";
import { Thumbnail } from "../../ui/Thumbnail";
import { NewMap } from "./map/NewMap";

const loadMaps = () => createOpenApi().maps();

export function MapsSection({ api }: { api: AdminApi }) {
  const { loaded, reload } = useLoaded(loadMaps);
  return (
    <>
      <NewMap api={api} onAdded={reload} />
      <CardSection id="maps" title="Maps">
        {loaded.state === "loading" && <div className="skeleton skeleton--block" aria-busy />}
        {loaded.state === "failed" && <Failed error={loaded.error} onRetry={reload} />}
        {loaded.state === "known" && loaded.value.length === 0 && (
          <Notice icon={<MapIcon size={22} aria-hidden />}>
            <p>
              <b>There are no maps yet.</b> Spaces are made of an empty floor until there are.
            </p>
          </Notice>
        )}
        {loaded.state === "known" && (
          <ul className="space-grid space-grid--small">
            {loaded.value.map(({ id, name, thumbnail, dimensions }) => (
              <li key={id} className="space-card">
                <Thumbnail id={id} url={thumbnail} />
                <span className="space-card__name ellipsis ellipsis" title={name}>
                  {name}
                </span>
                <span className="space-card__foot map-card__foot">
                  {dimensions.replace("x", " × ")} blocks
                </span>
              </li>
            ))}
          </ul>
        )}
      </CardSection>
    </>
  );
}
