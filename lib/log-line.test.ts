import pino from 'pino';
import { expect, it } from 'vitest';
import { REDACTION } from './log.ts';
import { prettyLine } from './log-line.ts';

it('tells a line to a person: time, level, what happened, all else, and the stack below', () => {
  const line = {
    level: 40,
    time: Date.UTC(2026, 0, 1, 10, 42),
    pair: 'office',
    n: 3,
    err: { stack: 'Error: x\n at y' },
    msg: 'slow',
  };
  expect(prettyLine(JSON.stringify(line))).toBe(
    '10:42:00.000 warn  slow pair=office n=3\n  Error: x\n   at y\n',
  );
});

it('has nothing that gives access in it', () => {
  const lines: string[] = [];
  const kept = pino({ redact: REDACTION }, { write: (line: string) => void lines.push(line) });
  kept.info({ password: 'canary', channel: { secret: 'canary', headers: { authorization: 'canary' } } }, 'x');
  expect(lines.join()).toContain('(withheld)');
  expect(lines.join()).not.toContain('canary');
});
