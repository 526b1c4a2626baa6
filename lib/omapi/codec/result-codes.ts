/** Result codes a read-only client meets (reference 1.6). DHCP's own start at 393216. */
export const RESULT = {
  success: 0,
  permissionDenied: 6,
  exists: 18,
  notFound: 23,
  notImplemented: 27,
  invalidArgument: 393219,
  multiple: 393222,
  keyConflict: 393223,
  noKeys: 393225,
  invalidKey: 393227,
} as const;

const MEANINGS: Record<number, string> = {
  [RESULT.success]: 'success',
  1: 'out of memory',
  2: 'timed out',
  [RESULT.permissionDenied]: 'permission denied',
  13: 'not enough free resources',
  [RESULT.exists]: 'object exists already',
  22: 'shutting down',
  [RESULT.notFound]: 'not found',
  25: 'generic failure',
  26: 'I/O error',
  [RESULT.notImplemented]: 'not implemented',
  34: 'unexpected error',
  393218: 'protocol error',
  [RESULT.invalidArgument]: 'invalid argument, or a handle of another type',
  [RESULT.multiple]: 'more than one object matches',
  [RESULT.keyConflict]: 'the look-up keys name different objects',
  [RESULT.noKeys]: 'a key is required',
  [RESULT.invalidKey]: 'invalid key',
};

/** A result code for people, e.g. `23 (not found)`; a number without a meaning here stands alone. */
export function describeResult(code: number): string {
  const meaning = MEANINGS[code];
  return meaning === undefined ? String(code) : `${code} (${meaning})`;
}
