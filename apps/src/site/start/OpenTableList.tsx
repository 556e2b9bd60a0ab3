import { ChevronRight, Users, WifiOff } from "lucide-react";
import type { Api, RoomListing } from "roomkeeper";
import { navigate, tablePath } from "../../lib/router";
import { hrefOf } from "../../lib/site";
import { CardSection } from "../../ui/CardSection";
import { useOpenTables } from "./useOpenTables";

export function OpenTableList({ api }: { api: Api }) {
  const { tables, refresh } = useOpenTables(api);
  return (
    <CardSection id="open-tables" title="Open tables" onRefresh={refresh}>
      {tables.state === "loading" && <Waiting />}
      {tables.state === "unreachable" && (
        <div className="notice notice--bad" role="status">
          <WifiOff size={22} aria-hidden />
          <p>
            <b>The server can’t be reached.</b> It may be restarting; this page keeps trying.
          </p>
        </div>
      )}
      {tables.state === "known" && tables.tables.length === 0 && (
        <div className="notice">
          <Users size={22} aria-hidden />
          <p>
            <b>No table is open right now.</b> Create the first one; it shows up here for everyone.
          </p>
        </div>
      )}
      {tables.state === "known" && tables.tables.length > 0 && (
        <ul className="tables">
          {tables.tables.map((table) => (
            <OpenTable key={table.id} table={table} />
          ))}
        </ul>
      )}
    </CardSection>
  );
}

function OpenTable({ table }: { table: RoomListing }) {
  const path = tablePath(table.id);
  return (
    <li>
      <a
        className="table-row"
        href={hrefOf(path)}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          navigate(path);
        }}
      >
        <span className="table-row__felt" aria-hidden />
        <span className="table-row__text">
          <span className="table-row__name">{table.name ?? "Card table"}</span>
          <span
            className={table.online > 0 ? "table-row__who table-row__who--here" : "table-row__who"}
          >
            {presence(table)}
          </span>
        </span>
        <ChevronRight size={20} aria-hidden />
      </a>
    </li>
  );
}

function presence({ online }: RoomListing): string {
  if (online === 0) return "Nobody is there now";
  return online === 1 ? "1 player here" : `${online} players here`;
}

function Waiting() {
  return (
    <ul className="tables" aria-busy="true" aria-label="Looking for tables">
      {[0, 1, 2].map((row) => (
        <li key={row} className="table-row table-row--waiting" />
      ))}
    </ul>
  );
}
