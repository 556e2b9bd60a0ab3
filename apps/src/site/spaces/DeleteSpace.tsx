import type { PlaceEntry, SpacesApi } from "roomkeeper";
import { ConfirmDialog } from "../../ui/ConfirmDialog";

type Props = {
  api: SpacesApi;
  space: PlaceEntry;
  onClose: () => void;
  onDeleted: (space: PlaceEntry) => void;
};

export function DeleteSpace({ api, space, onClose, onDeleted }: Props) {
  return (
    <ConfirmDialog
      title={`Delete “${space.name}”?`}
      action="Delete the space"
      cancel="Keep it"
      onConfirm={async () => {
        await api.deleteSpace(space.id);
        onDeleted(space);
      }}
      onClose={onClose}
    >
      Whoever is there now is sent away. What was said and built there is gone for good.
    </ConfirmDialog>
  );
}
