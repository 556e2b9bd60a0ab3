import { Plus } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { createSpacesApi, type PlaceEntry } from "roomkeeper";
import { useAccount } from "../../lib/account";
import { identity, keptName } from "../../lib/identity";
import { forgetSpace, type RecentSpace, useRecentSpaces } from "../../lib/recentSpaces";
import { useLoaded } from "../../lib/useLoaded";
import { JoinByLink } from "../../ui/JoinByLink";
import { SiteHeader } from "../../ui/SiteHeader";
import { CreateSpace } from "./CreateSpace";
import { DeleteSpace } from "./DeleteSpace";
import { MySpaces } from "./MySpaces";
import { OpenSpaces } from "./OpenSpaces";
import { RecentSpaces } from "./RecentSpaces";
import "../../ui/thumbnails.css";
import "./spaces.css";

/** One's own spaces, those one was in, those that are open to all, and the way to a new one. */
export default function SpacesPage() {
  const account = useAccount();
  useEffect(() => {
    document.title = "Spaces · Roomkeeper";
  }, []);
  return <Spaces key={account?.userId ?? "guest"} />;
}

function Spaces() {
  const [{ token, api: rooms }] = useState(() => identity(keptName() || "Guest"));
  const api = useMemo(() => createSpacesApi({ token }), [token]);
  const mine = useLoaded(useCallback(() => api.mySpaces(), [api]));
  const recent = useRecentSpaces();
  const pictures = useMemo(
    () => picturesOf(recent, mine.loaded.state === "known" ? mine.loaded.value : []),
    [recent, mine.loaded],
  );
  const [isCreating, setCreating] = useState(false);
  const [leaving, setLeaving] = useState<PlaceEntry | null>(null);
  const deleted = ({ id }: PlaceEntry): void => {
    mine.change((spaces) => spaces.filter((space) => space.id !== id));
    forgetSpace(id);
    setLeaving(null);
  };
  return (
    <div className="page">
      <SiteHeader />
      <main className="page__main">
        <div className="page-title">
          <div>
            <h1 className="page-title__text">Spaces</h1>
            <p className="page-title__more">
              Places to walk about in together. Share the link, and whoever opens it is there.
            </p>
          </div>
          <button
            type="button"
            className="button button--primary"
            onClick={() => setCreating(true)}
          >
            <Plus size={18} aria-hidden />
            New space
          </button>
        </div>
        <MySpaces
          loaded={mine.loaded}
          onRetry={mine.reload}
          onCreate={() => setCreating(true)}
          onDelete={setLeaving}
        />
        {/* Not before the list above has its length: it would push these down while somebody reads them. */}
        {mine.loaded.state !== "loading" && (
          <>
            <RecentSpaces pictures={pictures} />
            <div className="columns">
              <OpenSpaces api={rooms} pictures={pictures} />
              <JoinByLink kind="space" />
            </div>
          </>
        )}
      </main>
      {isCreating && <CreateSpace api={api} onClose={() => setCreating(false)} />}
      {leaving !== null && (
        <DeleteSpace
          api={api}
          space={leaving}
          onClose={() => setLeaving(null)}
          onDeleted={deleted}
        />
      )}
    </div>
  );
}

/** How the spaces look that are in these lists, by their ids. */
function picturesOf(
  ...lists: readonly (readonly (RecentSpace | PlaceEntry)[])[]
): ReadonlyMap<string, string> {
  return new Map(
    lists.flat().flatMap(({ id, thumbnail }) => (thumbnail ? [[id, thumbnail] as const] : [])),
  );
}
