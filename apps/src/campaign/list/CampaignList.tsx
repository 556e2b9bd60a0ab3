import { ChevronRight, Swords, Trash2, UserRound } from "lucide-react";
import type { CampaignEntry } from "roomkeeper/campaign";
import { useAccount } from "../../lib/account";
import { campaignPath, campaignsPath, signInPath, signUpPath } from "../../lib/router";
import type { Loaded } from "../../lib/useLoaded";
import { CardSection } from "../../ui/CardSection";
import { Link } from "../../ui/Link";
import { Failed, Notice } from "../../ui/Notice";

type Props = {
  loaded: Loaded<readonly CampaignEntry[]>;
  onRetry: () => void;
  onCreate: () => void;
  onDelete: (campaign: CampaignEntry) => void;
};

export function CampaignList({ loaded, onRetry, onCreate, onDelete }: Props) {
  const account = useAccount();
  return (
    <CardSection id="my-campaigns" title="Your campaigns">
      {account === null && (
        <p className="campaigns-guest">
          <UserRound size={17} aria-hidden />
          <span>
            You are a guest: this browser alone knows that these are yours.{" "}
            <Link to={signUpPath} state={{ next: campaignsPath }}>
              Create an account
            </Link>{" "}
            or{" "}
            <Link to={signInPath} state={{ next: campaignsPath }}>
              sign in
            </Link>
            .
          </span>
        </p>
      )}
      {loaded.state === "loading" && (
        <ul className="campaign-list" aria-busy="true" aria-label="Looking for your campaigns">
          {[0, 1].map((place) => (
            <li key={place} className="campaign-row campaign-row--waiting" />
          ))}
        </ul>
      )}
      {loaded.state === "failed" && <Failed error={loaded.error} onRetry={onRetry} />}
      {loaded.state === "known" && loaded.value.length === 0 && (
        <Notice icon={<Swords size={22} aria-hidden />}>
          <p>
            <b>You are in no campaign yet.</b> Make one as its DM, or open the link that a DM gave
            you.
          </p>
          <p>
            <button type="button" className="button button--small" onClick={onCreate}>
              Make your first campaign
            </button>
          </p>
        </Notice>
      )}
      {loaded.state === "known" && loaded.value.length > 0 && (
        <ul className="campaign-list">
          {loaded.value.map((campaign) => (
            <Row key={campaign.id} campaign={campaign} onDelete={() => onDelete(campaign)} />
          ))}
        </ul>
      )}
    </CardSection>
  );
}

function Row({ campaign, onDelete }: { campaign: CampaignEntry; onDelete: () => void }) {
  const isDm = campaign.seat === "dm";
  return (
    <li className="campaign-row">
      <Link className="campaign-row__link" to={campaignPath(campaign.id)}>
        <span className="campaign-row__text">
          <span className="campaign-row__name">{campaign.name}</span>
          <span className="campaign-row__more">
            <span className={isDm ? "pill pill--brand" : "pill"}>
              {isDm ? "You are the DM" : "You play"}
            </span>
            <span>Rules of {campaign.edition}</span>
            {campaign.active !== null && <span>A fight is on</span>}
          </span>
        </span>
        <ChevronRight size={20} aria-hidden />
      </Link>
      {isDm && (
        <button
          type="button"
          className="icon-button"
          aria-label={`Delete ${campaign.name}`}
          title="Delete"
          onClick={onDelete}
        >
          <Trash2 size={17} aria-hidden />
        </button>
      )}
    </li>
  );
}
