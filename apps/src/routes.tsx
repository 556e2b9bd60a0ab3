import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import type { Recording } from "roomkeeper/replay";
import { type Page, pageOf, usePathname } from "./lib/router";
import { modeOf } from "./room/page/mode";
import { StartPage } from "./site/start/StartPage";
import { ErrorBoundary } from "./ui/ErrorBoundary";
import { Late } from "./ui/Late";
import { NotFound } from "./ui/NotFound";
import { Toasts } from "./ui/Toasts";

const SpacePage = lazy(() => import("./space/SpacePage"));
const ArenaPage = lazy(() => import("./arena/ArenaPage"));
const LeaderboardPage = lazy(() => import("./arena/LeaderboardPage"));
const MatchPage = lazy(() => import("./arena/MatchPage"));
const TablePage = lazy(() => import("./cardtable/TablePage"));
const SpacesPage = lazy(() => import("./site/spaces/SpacesPage"));
const AccountPage = lazy(() => import("./site/account/AccountPage"));
const SignInPage = lazy(() => import("./site/account/SignInPage"));
const CampaignsPage = lazy(() => import("./campaign/CampaignsPage"));
const CampaignPage = lazy(() => import("./campaign/CampaignPage"));
const TelevisionPage = lazy(() => import("./campaign/TelevisionPage"));
const FeedbackPage = lazy(() => import("./site/feedback/FeedbackPage"));
const ReplayPage = lazy(() => import("./site/replay/ReplayPage"));
const AdminPage = lazy(() => import("./site/admin/AdminPage"));

export function App() {
  const pathname = usePathname();
  const page = pageOf(pathname);
  useFocusOnPages(pathname);
  return (
    <>
      <ErrorBoundary key={page.name}>
        <Suspense fallback={<Late />}>
          <Shown page={page} />
        </Suspense>
      </ErrorBoundary>
      <Toasts />
    </>
  );
}

/** A recording plays on the page of its room's kind. */
function replayed(recording: Recording): ReactNode {
  const mode = { name: "replay", recording } as const;
  switch (recording.room.kind) {
    case "cardtable":
      return <TablePage roomId={recording.room.id} mode={mode} />;
    case "space":
      return <SpacePage spaceId={recording.room.id} mode={mode} />;
    default:
      return null;
  }
}

/** Another page begins at its top, for keys and for who hears it: the focus goes to its heading. */
function useFocusOnPages(pathname: string): void {
  const first = useRef(pathname);
  useEffect(() => {
    if (first.current === pathname) return;
    first.current = "";
    // Once the page is there, which may have to come first, and unless it took the focus itself.
    const timer = setTimeout(() => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const heading = document.querySelector<HTMLElement>("main h1, h1");
      if (heading === null) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }, 100);
    return () => clearTimeout(timer);
  }, [pathname]);
}

function Shown({ page }: { page: Page }) {
  switch (page.name) {
    case "start":
      return <StartPage />;
    case "table":
      return <TablePage roomId={page.roomId} mode={modeOf(location.search)} />;
    case "spaces":
      return <SpacesPage />;
    case "arena":
      return <ArenaPage />;
    case "leaderboard":
      return <LeaderboardPage />;
    case "match":
      return (
        <MatchPage roomId={page.roomId} isWatching={modeOf(location.search).name === "watch"} />
      );
    case "account":
      return <AccountPage />;
    case "signin":
    case "signup":
      return <SignInPage key={page.name} isNew={page.name === "signup"} />;
    case "admin":
      return <AdminPage section={page.section} />;
    case "feedback":
      return <FeedbackPage />;
    case "space":
      return <SpacePage spaceId={page.spaceId} mode={modeOf(location.search)} />;
    case "replay":
      return <ReplayPage show={replayed} />;
    case "campaigns":
      return <CampaignsPage />;
    case "campaign":
      return <CampaignPage campaignId={page.campaignId} />;
    case "campaignScreen":
      return <TelevisionPage campaignId={page.campaignId} />;
    case "unknown":
      return <NotFound />;
  }
}
