import fc from 'fast-check';
import { expect, it } from 'vitest';
import { complaintsOf, readTestOutput } from '../../dhcpd/config/test-output.ts';
import { configDiff } from '../../pair/parity/diff.ts';
import { fileDiff } from '../../pair/parity/file-diff.ts';
import { pairFiles } from '../../pair/parity/file-pairs.ts';
import { configObservations } from '../../pair/parity/observations.ts';
import { refusalOf } from '../../pair/parity/refusal.ts';
import { reviewPair } from '../../pair/parity/review.ts';
import type { ReadingValue } from '../reading.ts';
import { configSource } from './config.ts';
import { configTester } from './config-test.ts';

const PATH = '/etc/dhcp/dhcpd.conf';
const SIGNAL = new AbortController().signal;
const base64 = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'];

/** Long enough to stand nowhere by chance. */
const secret = fc
  .array(fc.constantFrom(...base64), { minLength: 16, maxLength: 40 })
  .map((characters) => `${characters.join('')}=`);

type Where = (secret: string, name: string) => string;

/** Ways in which a secret gets into a file that dhcpd takes. */
const IN_FORCE: Where[] = [
  (text, name) => `key ${name} { algorithm hmac-md5; secret ${text}; }`,
  (text, name) => `key "${name}" {\n  algorithm HMAC-SHA256;\n  secret "${text}";\n};`,
  (text, name) => `KEY ${name}{secret\t${text};algorithm hmac-md5;}`,
  (text, name) => `key ${name} { algorithm hmac-md5; secret # of ${name}\n ${text}; }`,
  (text, name) => `key ${name} { algorithm hmac-md5;\n  secret ${text.slice(0, 8)}\n    ${text.slice(8)};\n}`,
];

/** Ways in which one that is no longer, or not yet, in force stands in a comment. */
const IN_COMMENTS: Where[] = [
  (text, name) => `# key ${name} { algorithm hmac-md5; secret ${text}; }`,
  (text) => `#   secret "${text}";`,
  (text) => `option domain-name "x"; # was: Secret   ${text}`,
  (text) => `# secret: ${text}`,
  (text) => `# the secret=${text} goes in March`,
  (text) => `# omapi password ${text}`,
];

const peer = (role: 'primary' | 'secondary', address: number, partner: number) =>
  `failover peer "pair" { ${role}; address 192.0.2.${address}; port 647; peer address 192.0.2.${partner}; peer port 647; ${role === 'primary' ? 'mclt 600; split 128; ' : ''}}`;

type Server = { files: Map<string, string>; secrets: string[] };

function serverOf(role: 'primary' | 'secondary') {
  const entry = fc.record({
    secret,
    where: fc.constantFrom(...IN_FORCE, ...IN_COMMENTS),
    isIncluded: fc.boolean(),
    // One that stands in force may be told of elsewhere.
    mention: fc.constantFrom(
      (_: string) => '',
      (text: string) => `# see ${text} of the old pair`,
    ),
  });
  return fc.array(entry, { minLength: 1, maxLength: 5 }).map((entries): Server => {
    const lines = { main: [role === 'primary' ? peer(role, 11, 12) : peer(role, 12, 11)], keys: [''] };
    const isInForce = (where: Where) => IN_FORCE.includes(where);
    for (const [index, { secret: text, where, isIncluded, mention }] of entries.entries()) {
      lines[isIncluded ? 'keys' : 'main'].push(where(text, `k${role}${index}`));
      if (isInForce(where)) lines[isIncluded ? 'main' : 'keys'].push(mention(text));
    }
    lines.main.push('include "/etc/dhcp/keys.conf";');
    return {
      secrets: entries.map((each) => each.secret),
      files: new Map([
        [PATH, `${lines.main.join('\n')}\n`],
        ['/etc/dhcp/keys.conf', lines.keys.join('\n')],
      ]),
    };
  });
}

/** What dhcpd prints that dislikes each line of both files in turn, which it shows cut off. */
function complaining({ files }: Server) {
  const stderr = [...files].flatMap(([path, text]) =>
    text
      .split('\n')
      .map((line, index) => `${path} line ${index + 1}: semicolon expected.\n${line.slice(0, 80)}\n   ^`),
  );
  const head = 'Internet Systems Consortium DHCP Server 4.4.3-P1';
  return async () => ({ stdout: '', stderr: [head, ...stderr].join('\n'), code: 1 });
}

async function readOf(server: Server): Promise<ReadingValue['config']> {
  const run = complaining(server);
  const test = configTester({
    reach: { where: 'dhcp-a', run },
    path: PATH,
    remembered: async () => null,
    now: () => 0,
    onRefusal: () => {},
  });
  const readText = async (path: string) => server.files.get(path) ?? '';
  return configSource({ readText }, PATH, 'pair', test).read(SIGNAL);
}

/** All that the product keeps or tells of what it read. */
async function toldOf(primary: Server, secondary: Server): Promise<string> {
  const [a, b] = await Promise.all([readOf(primary), readOf(secondary)]);
  const facts = ({ config }: typeof a, server: string) => ({
    server,
    host: null,
    config,
    dhcpdVersion: null,
  });
  const findings = reviewPair({ primary: facts(a, 'dhcp-a'), secondary: facts(b, 'dhcp-b') });
  const output = a.test?.output ?? '';
  const [first = null] = readTestOutput(output).complaints;
  return JSON.stringify({
    kept: [a.files, b.files, a.test, b.test],
    findings: [findings, configObservations(findings)],
    refusal: refusalOf('dhcp-a', { at: 0, first, complaints: complaintsOf(output) }),
    diffs: [configDiff(a.files, b.files), pairFiles(a.files, b.files).map(fileDiff), configDiff([], a.files)],
  });
}

it('keeps no secret of a configuration, wherever in it that stands', async () => {
  await fc.assert(
    fc.asyncProperty(serverOf('primary'), serverOf('secondary'), async (primary, secondary) => {
      const told = await toldOf(primary, secondary);
      for (const text of [...primary.secrets, ...secondary.secrets])
        for (const piece of [text, text.slice(0, 8), text.slice(8)]) expect(told).not.toContain(piece);
    }),
    { numRuns: 300 },
  );
});

it('keeps every line and all that is no secret where it was', async () => {
  await fc.assert(
    fc.asyncProperty(serverOf('primary'), async (server) => {
      const { files } = await readOf(server);
      for (const { path, text } of files) {
        const original = server.files.get(path) ?? '';
        expect(text).toHaveLength(original.length);
        const lengths = (all: string) => all.split('\n').map(({ length }) => length);
        expect(lengths(text)).toEqual(lengths(original));
        for (const [index, character] of [...text].entries())
          if (character !== '*') expect(character).toBe(original[index]);
      }
    }),
    { numRuns: 100 },
  );
});
