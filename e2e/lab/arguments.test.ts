import { expect, test } from 'vitest';
import { parseArguments, usage } from './arguments.ts';
import { LabError } from './lab-error.ts';

test.each([
  ['up', { verb: 'up' }],
  ['up --mclt 20 --algorithm hmac-sha256', { verb: 'up', mcltSeconds: 20, algorithm: 'hmac-sha256' }],
  ['down', { verb: 'down' }],
  ['kill a', { verb: 'kill', server: 'a' }],
  ['partner-down b', { verb: 'partner-down', server: 'b' }],
  ['isolate b', { verb: 'isolate', node: 'b' }],
  ['isolate monitor', { verb: 'isolate', node: 'monitor' }],
  ['skew a +20s', { verb: 'skew', server: 'a', seconds: 20 }],
  ['skew b -90s', { verb: 'skew', server: 'b', seconds: -90 }],
  ['skew a 0', { verb: 'skew', server: 'a', seconds: 0 }],
  ['skew a 1.5', { verb: 'skew', server: 'a', seconds: 1.5 }],
  ['load 400', { verb: 'load', clients: 400 }],
  ['fill guests', { verb: 'fill', pool: 'guests' }],
  ['exec monitor ls -l', { verb: 'exec', node: 'monitor', command: 'ls', args: ['-l'] }],
])('%s', (line, command) => {
  expect(parseArguments(line.split(' '))).toEqual(command);
});

const SERVERS = 'allowed: a, b';
const OFFSETS = 'allowed: seconds such as +20s, -90s or 0, at most 30 days';
test.each([
  ['kil a', 'the verb is "kil"; allowed: up, down, kill, stop, start, partition, isolate, heal, skew, '],
  ['kill', `the server is missing; ${SERVERS}`],
  ['kill c', `the server is "c"; ${SERVERS}`],
  ['kill a b', '"b" is too much after `kill`; allowed: kill a|b'],
  ['isolate client', 'the node is "client"; allowed: a, b, monitor'],
  ['heal a', '"a" is too much after `heal`; allowed: heal'],
  ['skew a', `the offset is missing; ${OFFSETS}`],
  ['skew a 20m', `the offset is "20m"; ${OFFSETS}`],
  ['skew a 9999999', `the offset is "9999999"; ${OFFSETS}`],
  ['load 0', 'the number of clients is "0"; allowed: a whole number from 1 to 5000'],
  ['load 5001', 'the number of clients is "5001"; allowed: a whole number from 1 to 5000'],
  ['fill toilets', 'the pool is "toilets"; allowed: desks, phones, guests'],
  ['up --fast 1', 'the option of up is "--fast"; allowed: --algorithm, --mclt'],
  ['up --mclt', 'the MCLT in seconds is missing; allowed: a whole number from 1 to 86400'],
  ['up --algorithm md5', 'the algorithm is "md5"; allowed: hmac-md5, hmac-sha1, '],
  ['exec server ls', 'the node is "server"; allowed: a, b, client, monitor'],
  ['exec a', 'the command is missing; allowed: exec a|b|client|monitor COMMAND'],
])('%s is refused', (line, message) => {
  const parse = () => parseArguments(line.split(' '));
  expect(parse).toThrow(LabError);
  expect(parse).toThrow(message);
  expect(parse).toThrow(expect.objectContaining({ exitCode: 2 }));
});

test('the usage names every verb', () => {
  expect(usage()).toContain('  skew a|b SECONDS\n  partner-down a|b\n');
});
