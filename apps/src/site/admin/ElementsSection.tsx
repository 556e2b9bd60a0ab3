import { Armchair, ImageUp } from "lucide-react";
import { useState } from "react";
import { type AdminApi, createOpenApi, type ElementEntry } from "roomkeeper";
import { useLoaded } from "../../lib/useLoaded";
import { CardSection } from "../../ui/CardSection";
import { Failed, Notice } from "../../ui/Notice";
import { Picture } from "../../ui/Picture";
import { AddElement } from "./AddElement";
import { ChangePicture } from "./ChangePicture";
import { describeElement } from "./describe";

const loadElements = () => createOpenApi().elements();

export function ElementsSection({ api }: { api: AdminApi }) {
  const { loaded, reload, change } = useLoaded(loadElements);
  const [changing, setChanging] = useState<ElementEntry | null>(null);
  const changed = (id: string, imageUrl: string): void => {
    change((elements) => elements.map((one) => (one.id === id ? { ...one, imageUrl } : one)));
    setChanging(null);
  };
  return (
    <div className="admin-columns">
      <CardSection id="elements" title="Elements">
        {loaded.state === "loading" && <div className="skeleton skeleton--block" aria-busy />}
        {loaded.state === "failed" && <Failed error={loaded.error} onRetry={reload} />}
        {loaded.state === "known" && loaded.value.length === 0 && (
          <Notice icon={<Armchair size={22} aria-hidden />}>
            <p>
              <b>There are no elements yet.</b> Whatever stands in a space is one: a chair, a tree,
              a card table.
            </p>
          </Notice>
        )}
        {loaded.state === "known" && (
          <ul className="catalogue">
            {loaded.value.map((element) => (
              <li key={element.id} className="catalogue__item">
                <Picture
                  url={element.imageUrl}
                  alt={element.name === undefined ? describeElement(element) : ""}
                  className="catalogue__picture"
                />
                {element.name !== undefined && (
                  <span className="catalogue__name ellipsis" title={element.name}>
                    {element.name}
                  </span>
                )}
                <Facts element={element} />
                <button
                  type="button"
                  className="button button--small"
                  aria-label={`Change the picture of ${element.name ?? "this element"}`}
                  onClick={() => setChanging(element)}
                >
                  <ImageUp size={16} aria-hidden />
                  Picture
                </button>
              </li>
            ))}
          </ul>
        )}
      </CardSection>
      <AddElement api={api} onAdded={reload} />
      {changing !== null && (
        <ChangePicture
          api={api}
          element={changing}
          onClose={() => setChanging(null)}
          onChanged={changed}
        />
      )}
    </div>
  );
}

function Facts({ element }: { element: ElementEntry }) {
  return (
    <span className="catalogue__facts">
      <span className="pill">
        {element.width} × {element.height}
      </span>
      {element.static && <span className="pill">In the way</span>}
      {element.use === "cardtable" && <span className="pill pill--brand">Card table</span>}
      {element.use === "arena" && <span className="pill pill--brand">Arena</span>}
    </span>
  );
}
