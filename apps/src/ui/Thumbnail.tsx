import { type CSSProperties, useState } from "react";
import { hrefOf } from "../lib/site";
import { isPictureUrl } from "./Picture";

type Props = { id: string; url?: string | null | undefined };

/** How a space or map looks from afar; a bare floor, in a colour of its own, where there is no picture. */
export function Thumbnail({ id, url }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  if (url === undefined || url === null || url === broken || !isPictureUrl(url)) {
    return (
      <span
        className="thumbnail thumbnail--bare"
        style={{ "--hue": hueOf(id) } as CSSProperties}
        aria-hidden
      />
    );
  }
  return (
    <img
      className="thumbnail"
      src={hrefOf(url)}
      alt=""
      loading="lazy"
      draggable={false}
      referrerPolicy="no-referrer"
      onError={() => setBroken(url)}
    />
  );
}

function hueOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return sum;
}
