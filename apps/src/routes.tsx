import { lazy, Suspense } from "react";
import { type Page, pageOf, usePathname } from "./lib/router";
import { StartPage } from "./site/start/StartPage";
import { ErrorBoundary } from "./ui/ErrorBoundary";
import { NotFound } from "./ui/NotFound";
import { Toasts } from "./ui/Toasts";

const SpacePage = lazy(() => import("./space/SpacePage"));
const ArenaPage = lazy(() => import("./arena/ArenaPage"));
const MatchPage = lazy(() => import("./arena/MatchPage"));
const TablePage = lazy(() => import("./cardtable/TablePage"));
const SpacesPage = lazy(() => import("./site/spaces/SpacesPage"));
const AccountPage = lazy(() => import("./site/account/AccountPage"));
const SignInPage = lazy(() => import("./site/account/SignInPage"));
const FeedbackPage = lazy(() => import("./site/feedback/FeedbackPage"));
const AdminPage = lazy(() => import("./site/admin/AdminPage"));

export function App() {
  const page = pageOf(usePathname());
  return (
    <>
      <ErrorBoundary key={page.name}>
        <Suspense fallback={null}>
          <Shown page={page} />
        </Suspense>
      </ErrorBoundary>
      <Toasts />
    </>
  );
}

function Shown({ page }: { page: Page }) {
  switch (page.name) {
    case "start":
      return <StartPage />;
    case "table":
      return <TablePage roomId={page.roomId} />;
    case "spaces":
      return <SpacesPage />;
    case "arena":
      return <ArenaPage />;
    case "match":
      return <MatchPage roomId={page.roomId} />;
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
      return <SpacePage spaceId={page.spaceId} />;
    case "unknown":
      return <NotFound />;
  }
}
