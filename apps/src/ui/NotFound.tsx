import { hrefOf } from "../lib/site";
export function NotFound() {
  return (
    <main className="gate">
      <div className="gate__card">
        <img src={hrefOf("/mark.svg")} alt="" width={48} height={48} />
        <h1 className="gate__title">There is nothing here</h1>
        <p className="gate__text">The address leads nowhere. The tables are on the start page.</p>
        <a className="button button--primary" href={hrefOf("/")}>
          To the start page
        </a>
      </div>
    </main>
  );
}
