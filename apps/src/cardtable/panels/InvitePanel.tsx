import { Check, Copy, Share2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { copyText } from "../../lib/copyText";
import { tablePath } from "../../lib/router";
import { Panel } from "../../room/panel/Panel";
import { useDesk } from "../state/context";

export function InvitePanel({ onClose }: { onClose: () => void }) {
  const { table } = useDesk();
  const link = `${location.origin}${tablePath(table.room.id)}`;
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => field.current?.select(), []);
  const copy = async (): Promise<void> => {
    setCopied(await copyText(link, field.current));
  };
  const canShare = typeof navigator.share === "function";
  return (
    <Panel closesOutside title="Invite to this table" onClose={onClose}>
      <div className="invite">
        <p className="invite__text">
          Whoever opens this link takes a seat. No account, nothing to install.
        </p>
        <input
          ref={field}
          className="input invite__link"
          aria-label="Link to this table"
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
        />
        <div className="invite__actions">
          <button type="button" className="button button--primary" onClick={() => void copy()}>
            {copied ? <Check size={18} aria-hidden /> : <Copy size={18} aria-hidden />}
            {copied ? "Copied" : "Copy link"}
          </button>
          {canShare && (
            <button
              type="button"
              className="button"
              onClick={() => void navigator.share({ url: link }).catch(() => undefined)}
            >
              <Share2 size={18} aria-hidden />
              Share
            </button>
          )}
        </div>
      </div>
    </Panel>
  );
}
