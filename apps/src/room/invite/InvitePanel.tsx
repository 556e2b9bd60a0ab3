import { Check, Copy, Share2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { copyText } from "../../lib/copyText";
import { linkTo } from "../../lib/site";
import { Check as Tick } from "../../ui/Check";
import { Panel } from "../panel/Panel";
import "./invite.css";

type Props = {
  title: string;
  /** Of the room's page. */
  path: string;
  /** Who invites, as the gate tells whoever follows the link. */
  by: string;
  /** What the link does, for members and for onlookers. */
  text: string;
  watchText: string;
  onClose: () => void;
};

/** The link to a room, to copy or to share; on demand one to look on alone. */
export function InvitePanel({ title, path, by, text, watchText, onClose }: Props) {
  const [isForWatching, setForWatching] = useState(false);
  const query = isForWatching ? "?watch" : by === "" ? "" : `?by=${encodeURIComponent(by)}`;
  const link = linkTo(path + query);
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState("");
  useEffect(() => field.current?.select(), []);
  const copy = async (): Promise<void> => {
    setCopied((await copyText(link, field.current)) ? link : "");
  };
  const canShare = typeof navigator.share === "function";
  const isCopied = copied === link;
  return (
    <Panel closesOutside title={title} onClose={onClose}>
      <div className="panel__body">
        <p className="invite__text">{isForWatching ? watchText : text}</p>
        <input
          ref={field}
          className="input invite__link"
          aria-label="Link"
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
        />
        <Tick label="Only to look on" isChecked={isForWatching} onChange={setForWatching} />
        <div className="field__row invite__actions">
          <button type="button" className="button button--primary" onClick={() => void copy()}>
            {isCopied ? <Check size={18} aria-hidden /> : <Copy size={18} aria-hidden />}
            {isCopied ? "Copied" : "Copy link"}
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
