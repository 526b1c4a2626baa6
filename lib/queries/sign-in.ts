import { doneSchema, enteredSchema, type SetUp, type SignInInput } from '../contracts/sign-in.ts';
import type { ChoosePassword } from '../contracts/user.ts';
import { send } from './api.ts';

/** Each throws `ApiError`. */
export const signIn = (input: SignInInput) => send('POST', '/api/auth/sign-in/email', input, enteredSchema);
export const signOut = () => send('POST', '/api/auth/sign-out', null, doneSchema);
export const choosePassword = (input: ChoosePassword) =>
  send('POST', '/api/set-up/password', input, enteredSchema);
export const setUp = (input: SetUp) => send('POST', '/api/set-up', input, enteredSchema);
