import { type Explanation, Refusal, type Refused as Status } from "../room/gate/Refusal";

type Props = { status: Status; refusal: string | null; onRetry: () => void };

/** `refusal` is what the link was refused with, if one came by a link. */
export function Refused({ status, refusal, onRetry }: Props) {
  const explanations = {
    ...known,
    4403: {
      title: "This campaign is not open to you",
      text: sentence(refusal ?? status.reason) ?? "Ask its DM for a link.",
      retry: "Try again",
    },
  };
  return <Refusal refused={status} explanations={explanations} onRetry={onRetry} />;
}

/** The server's words as a sentence; undefined where there are none. */
function sentence(words: string): string | undefined {
  if (words === "") return undefined;
  const [first = ""] = words;
  const begun = first.toUpperCase() + words.slice(first.length);
  return begun.endsWith(".") ? begun : `${begun}.`;
}

const known: { readonly [code: number]: Explanation } = {
  4404: {
    title: "This campaign is gone",
    text: "Its DM deleted it, or the link is not quite right.",
    retry: null,
  },
  4409: {
    title: "You are in this campaign elsewhere",
    text: "It was opened in another tab or on another device by the same person.",
    retry: "Sit down here instead",
  },
  4401: {
    title: "You were away for long",
    text: "Your pass for this campaign has run out.",
    retry: "Come back",
  },
};
