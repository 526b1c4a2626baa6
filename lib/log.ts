import pino from 'pino';
import { prettyLine } from './log-line.ts';

/** Levels, and what they are for: from what wakes somebody to what explains a single request. */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export const LOG_FORMATS = ['json', 'pretty'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

/** What gives access is in no line, wherever an object that has it is logged. */
const SECRET_KEYS = [
  'authorization',
  'cookie',
  'password',
  'passphrase',
  'privateKey',
  'routingKey',
  'secret',
  'secrets',
  'sealed',
  'token',
];
export const REDACTION = {
  paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
  censor: '(withheld)',
};

const errorOutput = pino.destination(2);

/** As the launcher or the environment has it; a person at a terminal reads lines, all else JSON. */
const isPretty =
  (process.env.PAIRWATCH_LOG_FORMAT ?? (process.stderr.isTTY ? 'pretty' : 'json')) === 'pretty';

/**
 * The log of one process on standard error, a line each; level from PAIRWATCH_LOG (default `info`), format from
 * PAIRWATCH_LOG_FORMAT (`json` or `pretty`; default: pretty at a terminal). The launcher sets both from the settings.
 */
export const log = pino(
  {
    level: process.env.PAIRWATCH_LOG ?? 'info',
    base: null,
    redact: REDACTION,
  },
  isPretty ? { write: (line: string) => void errorOutput.write(prettyLine(line)) } : errorOutput,
);
