import { useAccount } from "../account/kept";
import { guestName } from "../identity";
import { accountPath, adminPath, signInPath, spacesPath, usePathname } from "../router";
import { Link } from "./Link";
import { Portrait } from "./Portrait";

/** On every page outside the rooms: where one can go, and who one is. */
export function SiteHeader() {
  const account = useAccount();
  const pathname = usePathname();
  return (
    <header className="site-head">
      <Link className="site-head__brand" to="/" aria-label="Roomkeeper, start page">
        <img src="/mark.svg" alt="" width={34} height={34} />
        <span>Roomkeeper</span>
      </Link>
      <nav className="site-head__nav" aria-label="Pages">
        <Place to="/" here={pathname === "/"} label="Tables" />
        <Place to={spacesPath} here={pathname === spacesPath} label="Spaces" />
        {account?.role === "admin" && (
          <Place to={adminPath} here={pathname.startsWith(adminPath)} label="Admin" />
        )}
      </nav>
      {account === null ? (
        <>
          <Link className="site-head__me" to={accountPath} aria-label="You, a guest">
            <Portrait name={guestName() || "?"} size={34} />
          </Link>
          <Link
            className="button button--small"
            to={signInPath}
            state={{ next: comingBackTo(pathname) }}
          >
            Sign in
          </Link>
        </>
      ) : (
        <Link className="site-head__me" to={accountPath} aria-label={`Account of ${account.name}`}>
          <Portrait name={account.name} imageUrl={account.imageUrl} size={34} />
          <span className="site-head__name">{account.name}</span>
        </Link>
      )}
    </header>
  );
}

/** Not back to the pages that are about signing in. */
function comingBackTo(pathname: string): string {
  return ["/signin", "/signup", accountPath].includes(pathname) ? accountPath : pathname;
}

function Place({ to, here, label }: { to: string; here: boolean; label: string }) {
  return (
    <Link className="site-head__place" to={to} {...(here ? { "aria-current": "page" } : {})}>
      {label}
    </Link>
  );
}
