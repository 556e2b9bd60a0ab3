const filesMax = 200;

/**
 * Has a worker keep this page and the files of its build, so that it opens again without a network. Browsers allow
 * that over TLS alone, and on the machine itself; elsewhere nothing is kept.
 */
export function keepPage(): void {
  if (!("serviceWorker" in navigator)) return;
  void keep().catch(() => {
    // The browser forbids it, as in a private window: then the page needs the network to open.
  });
}

async function keep(): Promise<void> {
  await navigator.serviceWorker.register("/campaign-worker.js", { scope: "/campaign/" });
  const { active } = await navigator.serviceWorker.ready;
  const files = performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith("/assets/"))
    .map(({ pathname }) => pathname);
  active?.postMessage({ page: location.pathname, files: files.slice(0, filesMax) });
}
