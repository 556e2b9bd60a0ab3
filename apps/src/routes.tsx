import { lazy, Suspense } from "react";
import { type Page, pageOf, usePathname } from "./lib/router";
import { StartPage } from "./site/start/StartPage";
import { ErrorBoundary } from "./ui/ErrorBoundary";
import { NotFound } from "./ui/NotFound";
import { Toasts } from "./ui/Toasts";

const SpacePage = lazy(() => import("./space/SpacePage"));
const TablePage = lazy(() => import("./cardtable/TablePage"));
const SpacesPage = lazy(() => import("./site/spaces/SpacesPage"));
const AccountPage = lazy(() => import("./site/account/AccountPage"));
const SignInPage = lazy(() => import("./site/account/SignInPage"));
const CampaignsPage = lazy(() => import("./campaign/CampaignsPage"));
const CampaignPage = lazy(() => import("./campaign/CampaignPage"));
const TelevisionPage = lazy(() => import("./campaign/TelevisionPage"));
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
