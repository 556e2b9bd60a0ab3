import { fileURLToPath } from "node:url";
import type { BrowserContext } from "playwright-core";
import { build } from "vite";
import viteConfig from "../../vite.config.ts";

/** The page of calls/page.tsx, built in memory: it is not among the pages that the server serves. */
export type Bundle = { readonly script: string; readonly style: string };

export async function bundlePage(): Promise<Bundle> {
  const result = await build({
    ...viteConfig,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    build: {
      write: false,
      minify: false,
      assetsInlineLimit: 10_000_000,
      rollupOptions: { input: fileURLToPath(new URL("page.tsx", import.meta.url)) },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((each) =>
    "output" in each ? each.output : [],
  );
  const script = outputs.flatMap((each) => (each.type === "chunk" ? [each.code] : [])).join("\n");
  const style = outputs
    .flatMap((each) => (each.type === "asset" ? [String(each.source)] : []))
    .join("\n");
  return { script, style };
}

/**
 * Lets the page be had in this context at any address of the server that is a page's own: the server's document, with
 * all that it forbids, and this script in place of the pages'. (To a document that was made up here the browser would
 * not let it open a socket to this machine.)
 */
export async function offerPage(context: BrowserContext, { script, style }: Bundle): Promise<void> {
  await context.route(/\/assets\/index-[^/]+\.js$/, (route) =>
    route.fulfill({ contentType: "text/javascript", body: script }),
  );
  await context.route(/\/assets\/index-[^/]+\.css$/, (route) =>
    route.fulfill({ contentType: "text/css", body: style }),
  );
}
