import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { knownKeys } from './known-hosts.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-known-hosts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ED25519 = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f';
const OTHER = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA';

const lines = (text: string, host: string, port = 22) =>
  knownKeys(text, host, port).keys.map(({ line }) => line);

describe('the hosts of a line', () => {
  test.each([
    ['a name', 'dhcp-a.example.net', 'dhcp-a.example.net', 22, true],
    ['a name in other letters', 'DHCP-A.example.net', 'dhcp-a.Example.net', 22, true],
    ['another name', 'dhcp-a.example.net', 'dhcp-axexample.net', 22, false],
    ['one of several', 'dhcp-a,10.0.0.1', '10.0.0.1', 22, true],
    ['a wildcard', '*.example.net', 'dhcp-a.example.net', 22, true],
    ['a question mark', 'dhcp-?', 'dhcp-a', 22, true],
    ['a question mark for two letters', 'dhcp-?', 'dhcp-ab', 22, false],
    ['a negation', '*.example.net,!dhcp-a.example.net', 'dhcp-a.example.net', 22, false],
    ['a port', '[dhcp-a]:2222', 'dhcp-a', 2222, true],
    ['the right name, but for port 22', 'dhcp-a', 'dhcp-a', 2222, false],
    ['the right name, but for another port', '[dhcp-a]:2222', 'dhcp-a', 22, false],
    ['an IPv6 address with a port', '[2001:db8::1]:2222', '2001:db8::1', 2222, true],
  ])('%s', (_, hosts, host, port, known) => {
    expect(lines(`${hosts} ${ED25519} a comment`, host, port)).toEqual(known ? [1] : []);
  });
});

test('gives every key of a host, with its line', () => {
  const text = `# kept by hand\n\ndhcp-a ${ED25519}\r\ndhcp-b ${OTHER}\ndhcp-a ${OTHER}`;
  expect(lines(text, 'dhcp-a')).toEqual([3, 5]);
});

test('revoked keys come apart, certificate authorities not at all', () => {
  const text = `@revoked * ${OTHER}\n@cert-authority * ${ED25519}\ndhcp-a ${ED25519}\n`;
  const { keys, revoked } = knownKeys(text, 'dhcp-a', 22);
  expect(keys.map(({ line }) => line)).toEqual([3]);
  expect(revoked.map(({ line }) => line)).toEqual([1]);
});

test.each([
  'dhcp-a',
  `dhcp-a ssh-rsa ${ED25519.split(' ')[1]}`,
  'dhcp-a ssh-ed25519 %%%',
  '|2|x|y ssh-ed25519 AAAA',
])('passes over a damaged line: %s', (line) => {
  expect(lines(`${line}\ndhcp-a ${ED25519}\n`, 'dhcp-a')).toEqual([2]);
});

test('knows the hosts that ssh-keygen hashed', () => {
  const file = join(folder, 'known_hosts');
  writeFileSync(file, `dhcp-a ${ED25519}\n[10.0.0.1]:2222 ${OTHER}\n`);
  execFileSync('ssh-keygen', ['-q', '-H', '-f', file], { stdio: 'ignore' });
  const hashed = readFileSync(file, 'utf8');
  expect(hashed).not.toContain('dhcp-a');
  expect(lines(hashed, 'dhcp-a')).toEqual([1]);
  expect(lines(hashed, '10.0.0.1', 2222)).toEqual([2]);
  expect(lines(hashed, '10.0.0.1')).toEqual([]);
});
