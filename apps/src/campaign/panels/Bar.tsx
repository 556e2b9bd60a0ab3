import { DoorOpen, Keyboard, Settings, Tv, UserPlus } from "lucide-react";
import { useCampaign, useCampaignInfo, usePeople } from "roomkeeper/campaign/react";
import { useStore } from "roomkeeper/react";
import { campaignScreenPath, campaignsPath } from "../../lib/router";
import { Link } from "../../ui/Link";

type Props = {
  onInvite?: () => void;
  onSettings?: () => void;
  onKeys?: () => void;
};

/** Above everything: which campaign it is, who is here, and what concerns the whole of it. */
export function Bar({ onInvite, onSettings, onKeys }: Props) {
  const campaign = useCampaign();
  const name = useCampaignInfo()?.name ?? "Campaign";
  const waiting = useStore(campaign.waiting);
  const online = usePeople().filter(({ isOnline }) => isOnline).length;
  return (
    <header className="campaign-bar">
      <Link
        className="icon-button"
        to={campaignsPath}
        aria-label="To the campaigns"
        title="To the campaigns"
      >
        <DoorOpen size={21} aria-hidden />
      </Link>
      <h1 className="campaign-bar__name" title={name}>
        {name}
      </h1>
      {online > 0 && <span className="campaign-bar__online">{online} here</span>}
      {waiting > 0 && <span className="spinner campaign-bar__waiting" title="Being sent" />}
      <Link
        className="icon-button"
        to={campaignScreenPath(campaign.source.id)}
        aria-label="The table’s screen"
        title="The table’s screen, for a television"
      >
        <Tv size={20} aria-hidden />
      </Link>
      {onInvite !== undefined && (
        <button
          type="button"
          className="icon-button"
          aria-label="Invite players"
          title="Invite players"
          onClick={onInvite}
        >
          <UserPlus size={20} aria-hidden />
        </button>
      )}
      {onKeys !== undefined && (
        <button
          type="button"
          className="icon-button campaign-bar__keys"
          aria-label="Keys"
          title="Keys (?)"
          onClick={onKeys}
        >
          <Keyboard size={20} aria-hidden />
        </button>
      )}
      {onSettings !== undefined && (
        <button
          type="button"
          className="icon-button"
          aria-label="Settings"
          title="Settings"
          onClick={onSettings}
        >
          <Settings size={20} aria-hidden />
        </button>
      )}
    </header>
  );
}
