import { joinRoom, type RoomOf, type TokenProvider } from "roomkeeper";
import {
  type CampaignCommands,
  type CampaignKind,
  type CampaignStores,
  type CampaignsApi,
  createCampaign,
  createCampaignsApi,
  createKeep,
  keptSource,
} from "roomkeeper/campaign";
import { attempt, errorMessage } from "../../lib/attempt";
import { browserStorage } from "../../lib/storage";
import { toast } from "../../lib/toasts";

/** Somebody at the table: the campaign, its HTTP routes, and whether anything can be changed. */
export type Sitting = {
  readonly campaign: CampaignStores;
  readonly api: CampaignsApi;
  readonly token: TokenProvider;
  /** Whether nothing can be changed: the DM sees as a player, or the view is one that was kept. */
  readonly isLooking: boolean;
  /** Asks for a change, and shows a refusal. Answers whether it took effect. */
  act<N extends keyof CampaignCommands>(type: N, payload: CampaignCommands[N]): Promise<boolean>;
};

export type Joined = Sitting & { readonly room: RoomOf<CampaignKind>; stop(): void };

const keep = createKeep(browserStorage);

function sitting(campaign: CampaignStores, token: TokenProvider, isLooking: boolean): Sitting {
  return {
    campaign,
    api: createCampaignsApi({ token }),
    token,
    isLooking,
    act: (type, payload) => attempt(campaign.ask(type, payload)),
  };
}

/** Takes a seat. */
export function sitDown(campaignId: string, token: TokenProvider, name: string): Joined {
  const room = joinRoom<CampaignKind>({ roomId: campaignId, token, name });
  const stops = [keep.follow(room), room.onError((error) => toast(errorMessage(error), "refused"))];
  return {
    ...sitting(createCampaign(room), token, false),
    room,
    stop: () => {
      for (const stop of stops) stop();
      room.leave();
    },
  };
}

/** Watches without a seat: what everybody sees, or what a member sees. */
export function lookOn(campaignId: string, token: TokenProvider, as?: string): Joined {
  const watch = as === undefined ? ["all"] : ["all", `member:${as}`];
  const room = joinRoom<CampaignKind>({ roomId: campaignId, token, watch });
  const campaign = createCampaign(room, as === undefined ? {} : { as });
  return { ...sitting(campaign, token, true), room, stop: () => room.leave() };
}

/** The campaign as it was when the server was last there, or null. */
export function lastSeen(
  campaignId: string,
  token: TokenProvider,
): (Sitting & { readonly at: number }) | null {
  const kept = keep.read(campaignId);
  if (kept === null) return null;
  const campaign = createCampaign(keptSource(campaignId, kept));
  return { ...sitting(campaign, token, true), at: kept.at };
}

export function forgetSeen(campaignId: string): void {
  keep.forget(campaignId);
}
