import { Check, Copy, Share2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { usePlayer } from "roomkeeper/cardtable/react";
import { copyText } from "../../lib/copyText";
import { tablePath } from "../../lib/router";
import { Panel } from "../../room/panel/Panel";
import { Check as Tick } from "../../ui/Check";
import { useDesk } from "../state/context";

function useCardTableName(): string {
  const { table } = useDesk();
  return usePlayer(table.room.self() ?? "")?.name ?? "";
}

export function InvitePanel({ onClose }: { onClose: () => void }) {
  const { table } = useDesk();
  const [isForWatching, setForWatching] = useState(false);
  const me = useCardTableName();
  const query = isForWatching ? "?watch" : me === "" ? "" : `?by=${encodeURIComponent(me)}`;
  const link = `${location.origin}${tablePath(table.room.id)}${query}`;
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
          {isForWatching
            ? "Whoever opens this link sees what lies open, and takes no seat."
            : "Whoever opens this link takes a seat. No account, nothing to install."}
        </p>
        <input
          ref={field}
          className="input invite__link"
          aria-label="Link to this table"
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
        />
        <Tick label="Only to look on" isChecked={isForWatching} onChange={setForWatching} />
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
