import { Plus } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { type CampaignEntry, createCampaignsApi } from "roomkeeper/campaign";
import { useAccount } from "../lib/account";
import { identity, keptName } from "../lib/identity";
import { useLoaded } from "../lib/useLoaded";
import { SiteHeader } from "../ui/SiteHeader";
import { CampaignList } from "./list/CampaignList";
import { DeleteCampaign } from "./list/DeleteCampaign";
import { NewCampaign } from "./list/NewCampaign";
import { Credits } from "./panels/Credits";
import { forgetSeen } from "./state/sitting";
import "./styles/list.css";

/** The user's campaigns, as DM and as player, and a button for a new one. */
export default function CampaignsPage() {
  const account = useAccount();
  useEffect(() => {
    document.title = "Campaigns · Roomkeeper";
  }, []);
  return <Campaigns key={account?.userId ?? "guest"} />;
}

function Campaigns() {
  const [{ token }] = useState(() => identity(keptName() || "Guest"));
  const api = useMemo(() => createCampaignsApi({ token }), [token]);
  const { loaded, reload, change } = useLoaded(useCallback(() => api.list(), [api]));
  const [isCreating, setCreating] = useState(false);
  const [leaving, setLeaving] = useState<CampaignEntry | null>(null);
  return (
    <div className="page">
      <SiteHeader />
      <main className="page__main">
        <div className="page-title">
          <div>
            <h1 className="page-title__text">Campaigns</h1>
            <p className="page-title__more">
              Run fights with your players at their phones. Every move is written down, and can be
              taken back.
            </p>
          </div>
          <button
            type="button"
            className="button button--primary"
            onClick={() => setCreating(true)}
          >
            <Plus size={18} aria-hidden />
            New campaign
          </button>
        </div>
        <CampaignList
          loaded={loaded}
          onRetry={reload}
          onCreate={() => setCreating(true)}
          onDelete={setLeaving}
        />
        <Credits />
      </main>
      {isCreating && <NewCampaign onClose={() => setCreating(false)} />}
      {leaving !== null && (
        <DeleteCampaign
          api={api}
          campaign={leaving}
          onClose={() => setLeaving(null)}
          onDeleted={({ id }) => {
            forgetSeen(id);
            change((all) => all.filter((one) => one.id !== id));
            setLeaving(null);
          }}
        />
      )}
    </div>
  );
}
