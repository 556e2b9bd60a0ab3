import { useAccount } from "../lib/account";
import { guestName } from "../lib/identity";
import {
  accountPath,
  adminPath,
  arenaPagePath,
  campaignsPath,
  signInPath,
  signUpPath,
  spacesPath,
  usePathname,
} from "../lib/router";
import { hrefOf } from "../lib/site";
import { Link } from "./Link";
import { Portrait } from "./Portrait";

/** On every page outside the rooms: where one can go, and who one is. */
export function SiteHeader() {
  const account = useAccount();
  const pathname = usePathname();
  return (
    <header className="site-head">
      <Link className="site-head__brand" to="/" aria-label="Roomkeeper, start page">
        <img src={hrefOf("/mark.svg")} alt="" width={34} height={34} />
        <span>Roomkeeper</span>
      </Link>
      <nav className="site-head__nav" aria-label="Pages">
        <Place to="/" here={pathname === "/" || pathname === "/app"} label="Tables" />
        <Place to={spacesPath} here={pathname === spacesPath} label="Spaces" />
        <Place to={campaignsPath} here={pathname === campaignsPath} label="Campaigns" />
        <Place to={arenaPagePath} here={pathname.startsWith(arenaPagePath)} label="Arena" />
        {account?.role === "admin" && (
          <Place to={adminPath} here={pathname.startsWith(adminPath)} label="Admin" />
        )}
      </nav>
      {account === null ? (
        <>
          <Link className="site-head__me" to={accountPath} aria-label="You, a guest">
            <Portrait name={guestName() || "?"} size={34} />
          </Link>
          {!isAboutSigningIn(pathname) && (
            <Link className="button button--small" to={signInPath} state={{ next: pathname }}>
              Sign in
            </Link>
          )}
        </>
      ) : (
        <Link className="site-head__me" to={accountPath}>
          <Portrait name={account.name} imageUrl={account.imageUrl} size={34} />
          <span className="visually-hidden">Account of {account.name}</span>
          <span className="site-head__name ellipsis" aria-hidden>
            {account.name}
          </span>
        </Link>
      )}
    </header>
  );
}

function isAboutSigningIn(pathname: string): boolean {
  return pathname === signInPath || pathname === signUpPath;
}

function Place({ to, here, label }: { to: string; here: boolean; label: string }) {
  return (
    <Link className="site-head__place" to={to} {...(here ? { "aria-current": "page" } : {})}>
      {label}
    </Link>
  );
}
