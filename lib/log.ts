import pino from 'pino';

/** The log of one process, JSON lines on standard error; level from PAIRWATCH_LOG (default `info`). */
export const log = pino({ level: process.env.PAIRWATCH_LOG ?? 'info', base: null }, pino.destination(2));
