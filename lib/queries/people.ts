import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { removedSchema } from '../contracts/action.ts';
import {
  accountSchema,
  endedSchema,
  type inviteSchema,
  type OwnPassword,
  passwordLinkSchema,
  type tokenInputSchema,
  tokenListSchema,
  tokenMadeSchema,
  type UserChange,
  userAnswerSchema,
  userListSchema,
} from '../contracts/user.ts';
import { getJson, send } from './api.ts';
import { accountKey, tokensKey, usersKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const USERS = '/api/v1/users';
const TOKENS = '/api/v1/tokens';
const ACCOUNT = '/api/v1/account';

/** Who may sign in, by e-mail address. */
export const usersQuery = () =>
  queryOptions({
    queryKey: usersKey,
    queryFn: ({ signal }) => getJson(USERS, userListSchema, signal),
    ...refetchAsNet,
  });

/** The tokens there are and were, the latest first. */
export const tokensQuery = () =>
  queryOptions({
    queryKey: tokensKey,
    queryFn: ({ signal }) => getJson(TOKENS, tokenListSchema, signal),
    ...refetchAsNet,
  });

/** Who looks at the page, and where he is signed in. */
export const accountQuery = () =>
  queryOptions({
    queryKey: accountKey,
    queryFn: ({ signal }) => getJson(ACCOUNT, accountSchema, signal),
    ...refetchAsNet,
  });

// Each throws `ApiError`.
export const inviteUser = (input: z.input<typeof inviteSchema>) =>
  send('POST', USERS, input, passwordLinkSchema);
export const changeUser = (id: string, change: UserChange) =>
  send('PATCH', `${USERS}/${id}`, change, userAnswerSchema);
export const renewLink = (id: string, by: string) =>
  send('POST', `${USERS}/${id}/password-link`, { by }, passwordLinkSchema);
export const signOutUser = (id: string, by: string) =>
  send('DELETE', withSearch(`${USERS}/${id}/sessions`, { by }), null, endedSchema);
export const takeFactors = (id: string, by: string) =>
  send('DELETE', withSearch(`${USERS}/${id}/factors`, { by }), null, endedSchema);
export const makeToken = (input: z.input<typeof tokenInputSchema>) =>
  send('POST', TOKENS, input, tokenMadeSchema);
export const revokeToken = (id: number, by: string) =>
  send('DELETE', withSearch(`${TOKENS}/${id}`, { by }), null, removedSchema);
export const changeOwnPassword = (input: OwnPassword) =>
  send('PUT', `${ACCOUNT}/password`, input, endedSchema);
export const endOwnSession = (id: string) =>
  send('DELETE', `${ACCOUNT}/sessions/${encodeURIComponent(id)}`, null, endedSchema);
export const endOtherSessions = () => send('DELETE', `${ACCOUNT}/sessions`, null, endedSchema);
