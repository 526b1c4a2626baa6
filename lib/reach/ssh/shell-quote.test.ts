import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellCommand } from './shell-quote.ts';

test('a shell gives every word back as it was', () => {
  const word = fc.string({ unit: fc.constantFrom(...'ab \'"\\$`!*?~#;&|<>(){}[]\n\té-=/') });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 4 }), (words) => {
      const command = shellCommand(['printf', '%s\\0', ...words]);
      const printed = execFileSync('sh', ['-c', command], { encoding: 'utf8' });
      expect(printed).toBe(words.length === 0 ? '\0' : words.map((one) => `${one}\0`).join(''));
    }),
    { numRuns: 50 },
  );
});

test('words of plain letters stay as they are', () => {
  expect(shellCommand(['journalctl', '--output=json', '--unit=isc-dhcp-server.service'])).toBe(
    'journalctl --output=json --unit=isc-dhcp-server.service',
  );
});
