import { Users, WifiOff } from "lucide-react";
import type { Api } from "roomkeeper";
import { tablePath } from "../../lib/router";
import { CardSection } from "../../ui/CardSection";
import { RoomRow } from "../../ui/RoomRow";
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
        <ul className="room-rows">
          {tables.tables.map(({ id, name, online }) => (
            <RoomRow
              key={id}
              to={tablePath(id)}
              picture={<span className="small-felt" aria-hidden />}
              name={name ?? "Card table"}
              online={online}
              one="player here"
              many="players here"
            />
          ))}
        </ul>
      )}
    </CardSection>
  );
}

function Waiting() {
  return (
    <ul className="room-rows" aria-busy="true" aria-label="Looking for tables">
      {[0, 1, 2].map((row) => (
        <li key={row} className="room-row room-row--skeleton" />
      ))}
    </ul>
  );
}
