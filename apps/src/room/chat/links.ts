/** A piece of a message: plain, or an address that one can open. */
export type Piece = { readonly text: string; readonly url: string | null };

const address = /https?:\/\/[^\s<>"']+/gi;
/** What ends a sentence rather than an address. */
const trailing = /[.,;:!?)\]}*_…]+$/;

/** Cuts a message into addresses and what stands between them. */
export function piecesOf(message: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of message.matchAll(address)) {
    const url = withoutTrailing(match[0]);
    if (!URL.canParse(url)) continue;
    if (match.index > end) pieces.push({ text: message.slice(end, match.index), url: null });
    pieces.push({ text: url, url });
    end = match.index + url.length;
  }
  if (end < message.length) pieces.push({ text: message.slice(end), url: null });
  return pieces;
}

/** A closing bracket belongs to the address if it was opened in it, as in Wikipedia's. */
function withoutTrailing(found: string): string {
  const cut = found.replace(trailing, "");
  const rest = found.slice(cut.length);
  return rest.startsWith(")") && cut.includes("(") && !cut.includes(")") ? `${cut})` : cut;
}
