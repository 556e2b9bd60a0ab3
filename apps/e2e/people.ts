import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };
/** The same phone on its side. */
export const lying = { width: 844, height: 390 };

/** Cameras and microphones that are made up: a picture that moves, and a beep now and then. */
export const fakeDevices = [
  "--use-fake-device-for-media-stream",
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
];

export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: [...flags, ...more] });
}

export type PersonOptions = {
  readonly name?: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly dark?: boolean;
  /** Whether it is touched, as a phone is: so unless told otherwise where the screen is narrow. */
  readonly touch?: boolean;
  /** What the browser allows the page; it refuses everything else. */
  readonly permissions?: string[];
  /** The browser profile of someone, to be them on another screen. */
  readonly profile?: Awaited<ReturnType<BrowserContext["storageState"]>>;
};

/** Someone with a browser profile of their own. */
export type Person = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Every text frame that the server sent to this page. */
  readonly frames: string[];
  /** What went wrong in the page, other than lost connections. */
  readonly errors: string[];
};

export async function person(browser: Browser, options: PersonOptions = {}): Promise<Person> {
  const size = options.size ?? desktop;
  const isPhone = options.touch ?? size.width < 500;
  const context = await browser.newContext({
    viewport: { ...size },
    colorScheme: options.dark === true ? "dark" : "light",
    hasTouch: isPhone,
    isMobile: isPhone,
    deviceScaleFactor: isPhone ? 2 : 1,
    ...(options.permissions === undefined ? {} : { permissions: options.permissions }),
    ...(options.profile === undefined ? {} : { storageState: options.profile }),
  });
  const { name } = options;
  if (name !== undefined) {
    await context.addInitScript((kept) => localStorage.setItem("roomkeeper.name", kept), name);
  }
  const page = await context.newPage();
  await page.addInitScript(speakJson);
  const frames: string[] = [];
  const errors: string[] = [];
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => frames.push(payload.toString()));
  });
  page.on("pageerror", (error) => errors.push(error.message));
  return { page, context, frames, errors };
}

/** Creates a table on the start page, and waits for the deck that is set out on it. */
export async function createTable(page: Page, url: string, tableName = ""): Promise<string> {
  await page.goto(url);
  if (tableName !== "") await page.getByLabel("Name of the table").fill(tableName);
  await page.getByRole("button", { name: "Create a table" }).click();
  await page.waitForURL(/\/table\//);
  await page.locator(".deck__cards").waitFor();
  return page.url();
}

export type Spot = { readonly x: number; readonly y: number };

/** The middle of what a selector finds first. */
export async function middleOf(page: Page, selector: string): Promise<Spot> {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Moves the mouse with its button held, and lets go unless told otherwise. */
export async function drag(page: Page, from: Spot, to: Spot, letGo = true): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  if (letGo) await page.mouse.up();
}

/** Offers the server no binary subprotocol, so that a test can read what comes. Runs in the page. */
function speakJson(): void {
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, offered: string | string[] = []) {
      super(
        url,
        [offered].flat().filter((name) => !name.endsWith(".bin")),
      );
    }
  };
}
