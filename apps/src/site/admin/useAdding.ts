import { type FormEvent, useState } from "react";
import { errorMessage } from "../../lib/attempt";
import { toast } from "../../lib/toasts";

/** A form that adds something: whether it is under way, and why it was refused. */
export function useAdding(add: () => Promise<string>): {
  readonly isBusy: boolean;
  readonly error: string | null;
  readonly submit: (event: FormEvent) => void;
} {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      toast(await add());
    } catch (failure) {
      setError(errorMessage(failure));
    }
    setBusy(false);
  };
  return {
    isBusy,
    error,
    submit: (event) => {
      event.preventDefault();
      if (!isBusy) void run();
    },
  };
}
