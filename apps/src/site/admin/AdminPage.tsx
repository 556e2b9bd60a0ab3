import { ShieldX } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useMemo } from "react";
import {
  type AdminApi,
  createAdminApi,
  createServerModerationApi,
  createSpacesApi,
  HttpProblem,
  type ServerModerationApi,
} from "roomkeeper";
import { useAccount } from "../../lib/account";
import { identity, keptName } from "../../lib/identity";
import { type AdminSection, adminSectionPath, signInPath } from "../../lib/router";
import { useLoaded } from "../../lib/useLoaded";
import { Link } from "../../ui/Link";
import { Failed } from "../../ui/Notice";
import { SiteHeader } from "../../ui/SiteHeader";
import { AvatarsSection } from "./AvatarsSection";
import { ElementsSection } from "./ElementsSection";
import { FeedbackSection } from "./FeedbackSection";
import { MapsSection } from "./MapsSection";
import { PeopleSection } from "./PeopleSection";
import { ReportsSection } from "./ReportsSection";
import { RoomsSection } from "./RoomsSection";
import "../../ui/thumbnails.css";
import "./admin.css";

const sections: readonly { readonly section: AdminSection; readonly label: string }[] = [
  { section: "avatars", label: "Avatars" },
  { section: "elements", label: "Elements" },
  { section: "maps", label: "Maps" },
  { section: "people", label: "People" },
  { section: "rooms", label: "Rooms" },
  { section: "feedback", label: "Feedback" },
  { section: "reports", label: "Reports" },
];

/** Where admins look after what spaces are made of. What one may is decided by the server, each time. */
export default function AdminPage({ section }: { section: AdminSection }) {
  const account = useAccount();
  useEffect(() => {
    document.title = "Admin · Roomkeeper";
  }, []);
  return (
    <div className="page">
      <SiteHeader />
      <main className="page__main">
        <div className="page-title">
          <h1 className="page-title__text">Admin</h1>
        </div>
        {account === null ? (
          <NotForYou section={section}>You are not signed in.</NotForYou>
        ) : (
          <IfAdmin key={account.token} section={section} />
        )}
      </main>
    </div>
  );
}

function IfAdmin({ section }: { section: AdminSection }) {
  const token = useMemo(() => identity(keptName()).token, []);
  const api = useMemo(() => createAdminApi({ token }), [token]);
  const moderation = useMemo(() => createServerModerationApi({ token }), [token]);
  const { loaded, reload } = useLoaded(useCallback(() => createSpacesApi({ token }).me(), [token]));
  if (loaded.state === "loading")
    return <div className="spinner" role="status" aria-label="One moment" />;
  if (loaded.state === "failed") {
    // The way to sign in again has been taken already.
    if (loaded.error instanceof HttpProblem && loaded.error.status === 401) return null;
    return <Failed error={loaded.error} onRetry={reload} />;
  }
  if (loaded.value.role !== "admin") {
    return (
      <NotForYou section={section}>
        You are signed in as <b>{loaded.value.name}</b>, who is no admin. An admin can make you one.
      </NotForYou>
    );
  }
  return (
    <>
      <nav className="admin-tabs" aria-label="What to look after">
        {sections.map((one) => (
          <Link
            key={one.section}
            className="admin-tabs__tab"
            to={adminSectionPath(one.section)}
            {...(one.section === section ? { "aria-current": "page" } : {})}
          >
            {one.label}
          </Link>
        ))}
      </nav>
      <Section section={section} api={api} moderation={moderation} />
    </>
  );
}

type SectionProps = {
  section: AdminSection;
  api: AdminApi;
  moderation: ServerModerationApi;
};

function Section({ section, api, moderation }: SectionProps) {
  switch (section) {
    case "avatars":
      return <AvatarsSection api={api} />;
    case "elements":
      return <ElementsSection api={api} />;
    case "maps":
      return <MapsSection api={api} />;
    case "people":
      return <PeopleSection api={moderation} />;
    case "rooms":
      return <RoomsSection api={moderation} />;
    case "feedback":
      return <FeedbackSection api={api} />;
    case "reports":
      return <ReportsSection api={moderation} />;
  }
}

function NotForYou({ section, children }: { section: AdminSection; children: ReactNode }) {
  return (
    <section className="card-section admin-closed">
      <ShieldX size={40} aria-hidden />
      <h2 className="admin-closed__title">This page is for admins</h2>
      <p className="admin-closed__text">{children}</p>
      <div className="form__actions">
        <Link className="button" to="/">
          To the start page
        </Link>
        <Link
          className="button button--primary"
          to={signInPath}
          state={{ next: adminSectionPath(section) }}
        >
          Sign in as an admin
        </Link>
      </div>
    </section>
  );
}
