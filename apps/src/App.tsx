import { lazy, Suspense } from "react";
import { StartPage } from "./lobby/StartPage";
import { pageOf, usePathname } from "./router";
import { NotFound } from "./ui/NotFound";
import { Toasts } from "./ui/Toasts";

const SpacePage = lazy(() => import("./space/SpacePage"));
const TablePage = lazy(() => import("./cardtable/TablePage"));

export function App() {
  const page = pageOf(usePathname());
  return (
    <>
      <Suspense fallback={null}>
        {page.name === "start" && <StartPage />}
        {page.name === "table" && <TablePage roomId={page.roomId} />}
        {page.name === "space" && <SpacePage spaceId={page.spaceId} />}
        {page.name === "unknown" && <NotFound />}
      </Suspense>
      <Toasts />
    </>
  );
}
