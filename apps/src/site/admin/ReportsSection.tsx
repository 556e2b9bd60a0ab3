import { Flag } from "lucide-react";
import { useCallback, useState } from "react";
import type { AuditEntry, ReportEntry, ServerModerationApi, UserBan } from "roomkeeper";
import { attempt } from "../../lib/attempt";
import { usualBanMinutes } from "../../lib/banTimes";
import { useLoaded } from "../../lib/useLoaded";
import { BanTime } from "../../ui/BanTime";
import { Failed, Notice } from "../../ui/Notice";
import { deedOf } from "./deeds";
import { Older, Time } from "./entries";

type Props = { api: ServerModerationApi };

/** What users reported, who may not use the server, and what admins and owners of rooms did. */
export function ReportsSection({ api }: Props) {
  const load = useCallback(
    async () => ({
      reports: await api.reports(),
      bans: await api.bans(),
      audit: await api.audit(),
    }),
    [api],
  );
  const { loaded, reload, change } = useLoaded(load);
  if (loaded.state === "loading")
    return <div className="spinner" role="status" aria-label="One moment" />;
  if (loaded.state === "failed") return <Failed error={loaded.error} onRetry={reload} />;
  const { reports, bans, audit } = loaded.value;
  const olderReports = async (): Promise<void> => {
    const more = await api.reports(reports.reports.at(-1)?.id);
    change((now) => ({
      ...now,
      reports: { reports: [...now.reports.reports, ...more.reports], more: more.more },
    }));
  };
  const olderDeeds = async (): Promise<void> => {
    const more = await api.audit(audit.entries.at(-1)?.id);
    change((now) => ({
      ...now,
      audit: { entries: [...now.audit.entries, ...more.entries], more: more.more },
    }));
  };
  return (
    <>
      <h2 className="card-section__title">Reports</h2>
      {reports.reports.length === 0 ? (
        <Notice icon={<Flag size={22} aria-hidden />}>
          <p>Nobody was reported.</p>
        </Notice>
      ) : (
        <ul className="entries">
          {reports.reports.map((report) => (
            <Report key={report.id} report={report} api={api} onDone={reload} />
          ))}
        </ul>
      )}
      {reports.more && <Older onClick={olderReports} />}
      <h2 className="card-section__title">Banned from the server</h2>
      {bans.length === 0 && <p className="entry__facts">Nobody.</p>}
      <ul className="entries">
        {bans.map((ban) => (
          <Banned key={ban.userId} ban={ban} api={api} onDone={reload} />
        ))}
      </ul>
      <h2 className="card-section__title">What was done</h2>
      {audit.entries.length === 0 && <p className="entry__facts">Nothing so far.</p>}
      <ul className="entries">
        {audit.entries.map((entry) => (
          <Deed key={entry.id} entry={entry} />
        ))}
      </ul>
      {audit.more && <Older onClick={olderDeeds} />}
    </>
  );
}

type Done = { api: ServerModerationApi; onDone: () => void };

function Report({ report, api, onDone }: Done & { report: ReportEntry }) {
  const { about, by, context } = report;
  const [minutes, setMinutes] = useState(usualBanMinutes);
  const after = async (answer: Promise<unknown>): Promise<void> => {
    if (await attempt(answer)) onDone();
  };
  return (
    <li className="card-section entry">
      <p className="entry__text">
        <b>{about.name}</b>: {report.reason}
        {report.note !== null && ` — ${report.note}`}
      </p>
      <ol className="entry__facts">
        {context.said.map(({ id, name, message }) => (
          <li key={id}>
            {name}: {message}
          </li>
        ))}
        {(context.told ?? []).map((line) => (
          <li key={line}>told by the reporter: {line}</li>
        ))}
      </ol>
      <p className="entry__facts">
        <Time at={report.at} /> · by {by.name}
        {report.roomId !== null && ` · in room ${report.roomId}`}
        {report.closed && " · closed"}
      </p>
      {!report.closed && (
        <div className="form__actions">
          <BanTime
            minutes={minutes}
            onChoose={setMinutes}
            label={`How long ${about.name} is banned`}
          />
          <button
            type="button"
            className="button button--danger"
            onClick={() => void after(api.ban(about.userId, minutes, report.reason))}
          >
            Ban {about.name}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => void after(api.closeReport(report.id))}
          >
            Close the report
          </button>
        </div>
      )}
    </li>
  );
}

function Banned({ ban, api, onDone }: Done & { ban: UserBan }) {
  const lift = async (): Promise<void> => {
    if (await attempt(api.liftBan(ban.userId))) onDone();
  };
  return (
    <li className="card-section entry">
      <p className="entry__text">{ban.name}</p>
      <p className="entry__facts">
        until <Time at={ban.until} />
        {ban.reason !== null && ` · ${ban.reason}`}
      </p>
      <div className="form__actions">
        <button
          type="button"
          className="button"
          aria-label={`Lift the ban of ${ban.name}`}
          onClick={() => void lift()}
        >
          Lift the ban
        </button>
      </div>
    </li>
  );
}

function Deed({ entry }: { entry: AuditEntry }) {
  return (
    <li className="card-section entry">
      <p className="entry__text">
        {entry.byName} {deedOf(entry)}
      </p>
      <p className="entry__facts">
        <Time at={entry.at} />
        {entry.roomId !== null && ` · in room ${entry.roomId}`}
      </p>
    </li>
  );
}
