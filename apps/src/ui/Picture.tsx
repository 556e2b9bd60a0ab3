import { ImageOff } from "lucide-react";
import { useState } from "react";
import { hrefOf } from "../lib/site";

type Props = {
  url: string;
  /** What it shows; "" where the words beside it say so. */
  alt: string;
  className?: string;
  onSize?: (size: { readonly width: number; readonly height: number }) => void;
};

/** A picture from the catalogue, which may lie anywhere on the web, or nowhere any more. */
export function Picture({ url, alt, className = "", onSize }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  if (!isPictureUrl(url) || url === broken) {
    return (
      <span className={`picture picture--broken ${className}`} title="The picture does not load">
        <ImageOff size={22} aria-hidden />
        <span className="visually-hidden">{alt === "" ? "The picture does not load" : alt}</span>
      </span>
    );
  }
  return (
    <img
      className={`picture ${className}`}
      src={hrefOf(url)}
      alt={alt}
      loading="lazy"
      draggable={false}
      referrerPolicy="no-referrer"
      onError={() => setBroken(url)}
      onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
        onSize?.({ width: naturalWidth, height: naturalHeight })
      }
    />
  );
}

/** What the server takes as a picture's address: https:, http:, or a path on this server. */
export function isPictureUrl(text: string): boolean {
  if (/^\/(?!\/)/.test(text)) return true;
  if (!/^https?:\/\//i.test(text)) return false;
  return URL.canParse(text);
}
