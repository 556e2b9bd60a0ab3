import type { Room } from "roomkeeper";
import type { SpaceView } from "roomkeeper/space";
import { type Explanation, Refusal, type Refused as Status } from "../room/gate/Refusal";

type Props = { room: Room<SpaceView>; status: Status };

export function Refused({ room, status }: Props) {
  const explanations = {
    ...known,
    4403: {
      title: "This space is not open to you",
      text: status.reason === "" ? "Ask whoever made it for an invitation." : status.reason,
      retry: "Try again",
    },
  };
  return <Refusal refused={status} explanations={explanations} onRetry={() => room.rejoin()} />;
}

const known: { readonly [code: number]: Explanation } = {
  4404: {
    title: "This space is gone",
    text: "It was deleted, or it closed when the last one left, or the link is not quite right.",
    retry: null,
  },
  4409: {
    title: "You are in this space elsewhere",
    text: "It was opened in another tab or on another device by the same person.",
    retry: "Walk here instead",
  },
  4401: {
    title: "You were away for long",
    text: "Your pass for this space has run out.",
    retry: "Come back",
  },
};
