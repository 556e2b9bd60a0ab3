import type { AnchorHTMLAttributes } from "react";
import { navigate } from "../lib/router";
import { hrefOf } from "../lib/site";

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & {
  to: string;
  /** Goes with the entry in the browser's history. */
  state?: unknown;
};

/** A link to a page of this application: opens without loading everything anew, and in a new tab if one asks so. */
export function Link({ to, state = null, onClick, children, ...rest }: Props) {
  return (
    <a
      {...rest}
      href={hrefOf(to)}
      onClick={(event) => {
        onClick?.(event);
        const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
        if (event.defaultPrevented || !isPlain || event.button !== 0) return;
        event.preventDefault();
        navigate(to, state);
        scrollTo(0, 0);
      }}
    >
      {children}
    </a>
  );
}
