import { SETTINGS_FILE } from '../origin.ts';
import { ActionError } from './action-error.ts';

/** What is thrown for something that stands in the settings. `what` begins the sentence. */
export function readOnly(what: string): ActionError {
  return new ActionError(
    'read-only',
    `${what} stands in ${SETTINGS_FILE}: change it there and restart Pairwatch.`,
  );
}
