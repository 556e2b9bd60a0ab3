import { lazy, Suspense } from "react";
import { StartPage } from "./lobby/StartPage";
import { pageOf, usePathname } from "./router";
import { NotFound } from "./ui/NotFound";
import { Toasts } from "./ui/Toasts";

const TablePage = lazy(() => import("./cardtable/TablePage"));

export function App() {
  const page = pageOf(usePathname());
  return (
    <>
      <Suspense fallback={null}>
        {page.name === "start" && <StartPage />}
        {page.name === "table" && <TablePage roomId={page.roomId} />}
        {page.name === "unknown" && <NotFound />}
      </Suspense>
      <Toasts />
    </>
  );
}
