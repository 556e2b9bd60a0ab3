import { Link2, Trash2, X } from "lucide-react";
import { copyText } from "../../lib/copyText";
import { spacePath } from "../../lib/router";
import { linkTo } from "../../lib/site";
import { toast } from "../../lib/toasts";
import { Link } from "../../ui/Link";
import { Thumbnail } from "../../ui/Thumbnail";

type Props = {
  id: string;
  name: string;
  thumbnail?: string | null;
  dimensions?: string;
  onRemove: () => void;
  removeLabel: string;
  /** Only taken off a list, not deleted. */
  isForgotten?: boolean;
};

/** A space in a list: its picture and name lead there. */
export function SpaceCard({
  id,
  name,
  thumbnail,
  dimensions,
  onRemove,
  removeLabel,
  isForgotten = false,
}: Props) {
  const copy = async (): Promise<void> => {
    const link = linkTo(spacePath(id));
    const isCopied = await copyText(link, null);
    toast(isCopied ? "The link is copied." : `The link is ${link}`);
  };
  return (
    <li className="space-card">
      <Link className="space-card__link" to={spacePath(id)}>
        <Thumbnail id={id} url={thumbnail} />
        <span className="space-card__name ellipsis ellipsis">{name}</span>
      </Link>
      <div className="space-card__foot">
        {dimensions !== undefined && (
          <span className="space-card__size">{dimensions.replace("x", " × ")} blocks</span>
        )}
        <button
          type="button"
          className="icon-button"
          aria-label={`Copy the link to ${name}`}
          title="Copy the link"
          onClick={() => void copy()}
        >
          <Link2 size={17} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={removeLabel}
          title={isForgotten ? "Take off this list" : "Delete"}
          onClick={onRemove}
        >
          {isForgotten ? <X size={17} aria-hidden /> : <Trash2 size={17} aria-hidden />}
        </button>
      </div>
    </li>
  );
}
