import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readChronyTracking, readNtpqVariables, readTimedatectl } from './synchronisation.ts';

/** By the command that begins the name of the folder; made from the tables of reference C.2. */
const READERS = { chronyc: readChronyTracking, ntpq: readNtpqVariables, timedatectl: readTimedatectl };
const PROGRAMS = ['chronyc', 'ntpq', 'timedatectl'] as const;
const TESTCASES = new URL('testcases/', import.meta.url);

const text = (name: string, file: string) => readFileSync(new URL(`${name}/${file}`, TESTCASES), 'utf8');

for (const name of readdirSync(TESTCASES)) {
  test(`reads testcases/${name}`, () => {
    const program = PROGRAMS.find((each) => name.startsWith(`${each}-`));
    if (!program) throw new Error(`the folder ${name} does not begin with one of ${PROGRAMS.join(', ')}`);
    expect(READERS[program](text(name, 'input'))).toEqual(JSON.parse(text(name, 'expected.json')));
  });
}

test.each(PROGRAMS)('%s: another one’s answer is none, nor is nothing', (program) => {
  const others = readdirSync(TESTCASES).filter((name) => !name.startsWith(`${program}-`));
  expect(others.length).toBeGreaterThan(5);
  for (const name of others) expect(READERS[program](text(name, 'input'))).toBeNull();
  expect(READERS[program]('')).toBeNull();
});
