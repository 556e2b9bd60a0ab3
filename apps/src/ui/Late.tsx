import { useEffect, useState } from "react";

const patienceMillis = 4000;

/** In place of a page whose script has not come: nothing at first, and then words and a way on. */
export function Late() {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMillis);
    return () => clearTimeout(timer);
  }, []);
  if (!isLate) return null;
  return (
    <main className="gate">
      <div className="gate__card" role="status">
        <span className="spinner" aria-hidden />
        <h1 className="gate__title">The page is slow to come</h1>
        <p className="gate__text">The connection may be weak, or the server busy.</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          Load again
        </button>
      </div>
    </main>
  );
}
