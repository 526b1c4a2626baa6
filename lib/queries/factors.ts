import { appBegunSchema, recoveryCodesSchema, type WithPassword } from '../contracts/factors.ts';
import { doneSchema, enteredSchema } from '../contracts/sign-in.ts';
import { send } from './api.ts';

const PATH = '/api/auth/two-factor';

// Each throws `ApiError`.
export const beginApp = (input: WithPassword) => send('POST', `${PATH}/enable`, input, appBegunSchema);
export const confirmApp = (code: string) => send('POST', `${PATH}/confirm`, { code }, doneSchema);
export const renewRecoveryCodes = (input: WithPassword) =>
  send('POST', `${PATH}/generate-backup-codes`, input, recoveryCodesSchema);
export const turnAppOff = (input: WithPassword) => send('POST', `${PATH}/disable`, input, doneSchema);
/** By a code of the app, or one that serves once in its place. */
export const giveCode = (way: 'app' | 'recovery', code: string) =>
  send('POST', `${PATH}/${way === 'app' ? 'verify-totp' : 'verify-backup-code'}`, { code }, enteredSchema);
