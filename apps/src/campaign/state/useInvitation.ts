import { useEffect, useState } from "react";
import { HttpProblem, type TokenProvider } from "roomkeeper";
import { createCampaignsApi } from "roomkeeper/campaign";
import { errorMessage } from "../../lib/attempt";

const retryMillis = 3_000;

type Invitation = "waiting" | { readonly refusal: string | null };

/**
 * Uses the secret in the address, `#join=…`, and removes it from there. A refused link does not end the visit: a
 * member gets in without it.
 */
export function useInvitation(campaignId: string, token: TokenProvider): Invitation {
  const [secret] = useState(() => /^#join=(.+)$/.exec(location.hash)?.[1] ?? null);
  const [state, setState] = useState<Invitation>(secret === null ? { refusal: null } : "waiting");
  // A link that is opened where the campaign is shown already changes nothing but the part behind "#".
  useEffect(() => {
    const changed = (): void => {
      if (location.hash.startsWith("#join=")) location.reload();
    };
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  useEffect(() => {
    if (secret === null) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const done = (refusal: string | null): void => {
      if (isOver) return;
      history.replaceState(history.state, "", location.pathname);
      setState({ refusal });
    };
    const use = (): void => {
      createCampaignsApi({ token })
        .join(campaignId, decodeURIComponent(secret))
        .then(
          () => done(null),
          (error: unknown) => {
            const isAway = error instanceof HttpProblem && error.status === 0;
            if (!isAway) done(errorMessage(error));
            else if (!isOver) timer = setTimeout(use, retryMillis);
          },
        );
    };
    use();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [campaignId, secret, token]);
  return state;
}
