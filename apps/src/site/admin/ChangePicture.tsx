import { useState } from "react";
import type { AdminApi, ElementEntry } from "roomkeeper";
import { Dialog } from "../../ui/Dialog";
import { FormError } from "../../ui/FormError";
import { PictureField } from "./PictureField";
import { useAdding } from "./useAdding";

type Props = {
  api: AdminApi;
  element: ElementEntry;
  onClose: () => void;
  onChanged: (id: string, imageUrl: string) => void;
};

export function ChangePicture({ api, element, onClose, onChanged }: Props) {
  const [imageUrl, setImageUrl] = useState(element.imageUrl);
  const { isBusy, error, submit } = useAdding(async () => {
    await api.changePicture(element.id, imageUrl.trim());
    onChanged(element.id, imageUrl.trim());
    return "The picture is changed, in every space.";
  });
  return (
    <Dialog title="Change the picture" onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <PictureField label="New picture" value={imageUrl} onChange={setImageUrl} />
        <FormError sentence={error} />
        <div className="form__actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button--primary" disabled={isBusy}>
            Change it
          </button>
        </div>
      </form>
    </Dialog>
  );
}
