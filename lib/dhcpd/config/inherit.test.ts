import { expect, test } from 'vitest';
import { parameterFor, scopesAround, scopesOfRange } from './inherit.ts';
import { readDhcpdConfig } from './read.ts';

const TEXT = `
log-threshold-high 80; log-threshold-low 60;
shared-network x {
  log-threshold-high 85;
  subnet 10.0.0.0 netmask 255.255.255.0 { min-secs 3; }
  subnet 10.0.1.0 netmask 255.255.255.0 { min-secs 4; pool { min-secs 6; range 10.0.1.1; } }
  pool { log-threshold-low 65; range 10.0.0.1; range 10.0.1.2; }
}
subnet 10.0.2.0 netmask 255.255.255.0 { log-threshold-low 70; range 10.0.2.1; }
`;

test.each([
  ['10.0.0.1', { 'log-threshold-high': 85, 'log-threshold-low': 65, 'min-secs': 3 }],
  ['10.0.1.2', { 'log-threshold-high': 85, 'log-threshold-low': 65, 'min-secs': 4 }],
  ['10.0.1.1', { 'log-threshold-high': 85, 'log-threshold-low': 60, 'min-secs': 6 }],
  ['10.0.2.1', { 'log-threshold-high': 80, 'log-threshold-low': 70, 'min-secs': undefined }],
])('finds the parameters that hold for %s', async (address, expected) => {
  const config = await readDhcpdConfig('/c', async () => TEXT);
  const range = config.ranges.find(({ first }) => first === address);
  if (!range) throw new Error(`${address} is in no range`);
  const scopes = scopesOfRange(config, range);
  for (const [name, value] of Object.entries(expected)) {
    expect(parameterFor(scopes, name)?.parameter.value).toBe(value);
  }
});

test('says which block set a parameter', async () => {
  const config = await readDhcpdConfig('/c', async () => 'min-secs 1; group g { host h { } }');
  const scopes = scopesAround(config, config.hosts[0]?.scope ?? 0);
  expect(scopes.map(({ kind }) => kind)).toEqual(['group', 'global']);
  expect(parameterFor(scopes, 'min-secs')?.scope.kind).toBe('global');
});
