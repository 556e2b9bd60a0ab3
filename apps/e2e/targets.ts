import type { Frame, Page } from "playwright-core";

/** What a finger needs each way. */
const needed = 44;

/**
 * What on the page can be touched and is smaller than a finger needs, each with its size. What counts is where a touch arrives: the
 * space around a button that is the button's counts, and so does the label of a field. Left out are links within a sentence, as in
 * WCAG 2.5.5, and the cards and pieces of a table, which are as large as one zooms them; the buttons on them are not left out.
 */
export async function tooSmall(page: Page | Frame, where: string): Promise<string[]> {
  // A page that has just been opened may still be reading what it shows.
  const end = Date.now() + 10_000;
  for (;;) {
    const { count, small } = await page.evaluate(measure, needed);
    if (count > 0) return small.map((each) => `${where}: ${each}`);
    if (Date.now() > end) return [`${where}: nothing to touch is there`];
    await page.locator("a[href], button").first().waitFor();
  }
}

/** Runs in the page. */
function measure(least: number): { count: number; small: string[] } {
  const all = [
    "a[href]",
    "button",
    "input",
    "select",
    "textarea",
    "summary",
    "[role=button]",
    "[role=menuitem]",
    "[role=slider]",
    "[role=tab]",
  ].join(",");
  // A box is 44 pixels high and yet may hit 43.6 of them.
  const tolerance = 0.75;
  const small = new Set<string>();
  let count = 0;

  function isPiece(element: Element): boolean {
    return element.matches(".thing, .deck__cards, .tray-card__body, .tray-card");
  }

  function isInSentence(element: Element): boolean {
    if (!element.matches("a, .link-button")) return false;
    if (element.closest("p") !== null && element.matches("a")) return true;
    const own = element.textContent?.trim() ?? "";
    const around = element.parentElement?.textContent?.trim() ?? "";
    return (
      own !== "" && around.length > own.length && getComputedStyle(element).display === "inline"
    );
  }

  function labelsOf(element: Element): Element[] {
    return "labels" in element ? [...((element.labels as NodeListOf<Element> | null) ?? [])] : [];
  }

  /** Whether something of its own lies over it, as a panel does: then it is not to be touched now. */
  function isOver(hit: Element | null, element: Element): boolean {
    const over = hit?.closest(
      ".panel, .menu, dialog, [role=dialog], .selection-bar, .toast, .thing",
    );
    return over !== null && over !== undefined && !over.contains(element);
  }

  function reach(element: Element): { width: number; height: number } | null {
    const mine = [element, ...labelsOf(element)];
    const isHit = (x: number, y: number): boolean => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && mine.some((each) => each.contains(hit));
    };
    let best: { width: number; height: number } | null = null;
    for (const one of mine) {
      const box = one.getBoundingClientRect();
      if (box.width < 1 || box.height < 1) continue;
      const x = box.x + box.width / 2;
      const y = box.y + box.height / 2;
      if (!isHit(x, y)) continue;
      let isCovered = false;
      const along = (dx: number, dy: number): number => {
        let far = 0;
        // Coarse steps first: each look asks the page what is there.
        for (const step of [8, 0.5])
          while (far < least && isHit(x + dx * (far + step), y + dy * (far + step))) far += step;
        const end = document.elementFromPoint(x + dx * (far + 0.5), y + dy * (far + 0.5));
        if (far < least && isOver(end, element)) isCovered = true;
        return far;
      };
      const width = along(-1, 0) + along(1, 0);
      const height = along(0, -1) + along(0, 1);
      if (isCovered) continue;
      if (best === null || Math.min(width, height) > Math.min(best.width, best.height))
        best = { width, height };
    }
    return best;
  }

  // While a menu or a dialog is open, it is what is touched.
  const top = [...document.querySelectorAll(".menu, dialog[open], .dialog")].at(-1) ?? document;
  for (const element of top.querySelectorAll(all)) {
    if (isPiece(element) || isInSentence(element)) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.matches(":disabled") || element.closest("[inert]") !== null) continue;
    const scrolled = element.closest(".world") === null;
    if (scrolled)
      element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const size = reach(element);
    if (size === null) continue;
    count += 1;
    if (size.width >= least - tolerance && size.height >= least - tolerance) continue;
    const name = element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40);
    small.add(
      `${element.tagName.toLowerCase()}.${element.className} “${name}” ${size.width} x ${size.height}`,
    );
  }
  return { count, small: [...small] };
}
