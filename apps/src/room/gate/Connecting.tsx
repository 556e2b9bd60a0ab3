import { useEffect, useState } from "react";
import { hrefOf } from "../../lib/site";

const patienceMillis = 2500;

export function Connecting({ title }: { title: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMillis);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="gate">
      <div className="gate__card" role="status">
        <span className="spinner" aria-hidden />
        <h1 className="gate__title">{late ? "The server doesn't answer" : title}</h1>
        <p className="gate__text">
          {late
            ? "It may be restarting, or you may be offline. This page keeps trying."
            : "One moment."}
        </p>
        {late && (
          <a className="button" href={hrefOf("/")}>
            To the start page
          </a>
        )}
      </div>
    </main>
  );
}
