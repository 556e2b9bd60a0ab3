/** The path below which the server's pages are found, as the page's own head says: "" or such as `/rooms`. */
export const basePath =
  globalThis.document?.querySelector<HTMLMetaElement>('meta[name="roomkeeper-path"]')?.content ??
  "";

/** The address of a page or a file of this server. Addresses of other sites stay as they are. */
export function hrefOf(path: string, base = basePath): string {
  return /^\/(?!\/)/.test(path) ? base + path : path;
}

/** The path of a page as the routes know it. */
export function pathWithin(pathname: string, base = basePath): string {
  if (base === "" || !pathname.startsWith(base)) return pathname;
  const rest = pathname.slice(base.length);
  if (rest === "") return "/";
  return rest.startsWith("/") ? rest : pathname;
}

/** A link to one of the pages, for people elsewhere. */
export function linkTo(path: string): string {
  return location.origin + hrefOf(path);
}
