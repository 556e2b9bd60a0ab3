import {
  createOpenApi,
  createSpacesApi,
  forgetGuestKey,
  HttpProblem,
  keptGuestKey,
  type SignUpRequest,
} from "roomkeeper";
import { keepAccount } from "../../lib/account";
import { errorMessage } from "../../lib/attempt";

export const passwordMin = 8;

/** Signs in, and keeps who that is. */
export async function signIn(username: string, password: string): Promise<void> {
  const { token } = await createOpenApi().signIn(username, password);
  const me = await createSpacesApi({ token }).me();
  keepAccount({
    token,
    userId: me.userId,
    name: me.name,
    role: me.role === "admin" ? "admin" : "user",
    ...(me.imageUrl === undefined ? {} : { imageUrl: me.imageUrl }),
  });
}

/** Makes an account. Whoever was a guest here stays the same: their rooms, spaces and avatar are the account's. */
export async function signUp(request: SignUpRequest): Promise<void> {
  const guestKey = keptGuestKey();
  await createOpenApi().signUp({ ...request, ...(guestKey === null ? {} : { guestKey }) });
  // The account took the guest over: who signs out here later is a guest anew.
  forgetGuestKey();
  await signIn(request.username, request.password);
}

/** What to say to whoever could not get in. */
export function signInErrorMessage(error: unknown, isNew: boolean): string {
  if (error instanceof HttpProblem) {
    if (error.status === 429) return "Too many attempts. Please wait a moment, then try again.";
    if (error.status === 403 && !isNew) return "The username or the password is wrong.";
  }
  // Among others 503, when many sign in at a time: the server says so itself.
  return errorMessage(error);
}
