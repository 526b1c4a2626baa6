import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { poolsCommand } from './pools.ts';

const SNAPSHOTS = join(import.meta.dirname, '../dhcpd/pools/testcases');
const PHASES = readdirSync(SNAPSHOTS).flatMap((phase) => [join(phase, 'a'), join(phase, 'b')]);

/** A network in failover that is full to 95 %, a small one, and a subnet on its own. */
const CONF = `failover peer "pair" { primary; address 192.0.2.1; peer address 192.0.2.2; mclt 60; split 128; }
shared-network "big net" {
  subnet 10.2.0.0 netmask 255.255.0.0 { }
  pool { failover peer "pair"; range 10.2.0.1 10.2.0.100; }
}
shared-network office {
  subnet 10.0.0.0 netmask 255.255.255.0 { }
  pool { failover peer "pair"; range 10.0.0.1 10.0.0.10; }
}
subnet 10.1.0.0 netmask 255.255.255.0 { range 10.1.0.1 10.1.0.4; }
`;

const block = (address: string, state: string, lines = '') =>
  `lease ${address} {\n  ends never;\n  binding state ${state};\n${lines}}\n`;
const many = (net: string, count: number, state: string) =>
  Array.from({ length: count }, (_, index) => block(`${net}.${index + 1}`, state)).join('');

const STATES = ['free', 'active', 'expired', 'released', 'abandoned', 'reset', 'backup'];
const LEASES =
  many('10.2.0', 95, 'active') +
  STATES.map((state, index) => block(`10.0.0.${index + 1}`, state)).join('') +
  block('10.0.0.8', 'free', '  reserved;\n') +
  block('10.1.0.1', 'free') +
  block('10.1.0.1', 'active').replace('never', '4 2020/01/02 03:04:05') +
  block('10.1.0.2', 'active') +
  block('10.1.0.3', 'active');
const PARTNER = LEASES.replace(/lease 10\.0\.0\.2 [^}]*\}\n/, '').replace(
  /lease 10\.0\.0\.6 [^}]*\}/,
  'lease 10.0.0.6 {\n  binding state expired;\n}',
);

let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-pools-'));
  const files = {
    'dhcpd.conf': CONF,
    'dhcpd.leases': LEASES,
    'partner.leases': PARTNER,
    'damaged.leases': `${LEASES}lease 10.0.0.9 {\n  binding state nonsense;\n}\n${block('10.9.0.1', 'active')}lease 10.0.0.10 {\n  bind`,
    'empty.leases': '',
    'strange.leases': 'root:x:0:0;\ndaemon:x:1:1;\n',
    'broken.conf': 'subnet 10.1.0.0 netmask 255.255.255.0 {\n  range 10.1.0.1 10.1.0.x;\n}\n',
    'no-ranges.conf': 'subnet 10.1.0.0 netmask 255.255.255.0 { }\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path(name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function pools(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: '', stderr: '' };
  const io = {
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
    env: {},
  };
  return { code: await poolsCommand(argv, io), ...written };
}

const ours = (...argv: string[]) =>
  pools('--conf', path('dhcpd.conf'), '--leases', path('dhcpd.leases'), ...argv);

describe('beside dhcpd-pools, on snapshots of a real pair', () => {
  test.each(PHASES)('the text is the same: %s', async (snapshot) => {
    const [conf, leases] = ['dhcpd.conf', 'dhcpd.leases'].map((name) => join(SNAPSHOTS, snapshot, name));
    const { stdout } = await pools('-c', `${conf}`, '-l', `${leases}`, '-f', 't');
    expect(stdout).toBe(readFileSync(join(SNAPSHOTS, snapshot, 'dhcpd-pools.txt'), 'utf8'));
  });

  test.each(PHASES)('the JSON says the same: %s', async (snapshot) => {
    const [conf, leases] = ['dhcpd.conf', 'dhcpd.leases'].map((name) => join(SNAPSHOTS, snapshot, name));
    const { stdout } = await pools('-c', `${conf}`, '-l', `${leases}`, '-f', 'j');
    const theirs = readFileSync(join(SNAPSHOTS, snapshot, 'dhcpd-pools.json'), 'utf8');
    expect(JSON.parse(stdout)).toEqual(JSON.parse(theirs));
  });
});

describe('what is printed', () => {
  test('JSON has every state of every range, the sums, and nothing else', async () => {
    const { code, stdout, stderr } = await ours('--json');
    const none = { expired: 0, released: 0, abandoned: 0, reset: 0, reserved: 0 };
    const big = { size: 100, active: 95, ended: 0, free: 5, backup: 0, ...none };
    const one = { expired: 1, released: 1, abandoned: 1, reset: 1, reserved: 1 };
    const office = { size: 10, active: 1, ended: 0, free: 3, backup: 1, ...one };
    const alone = { size: 4, active: 3, ended: 1, free: 1, backup: 0, ...none };
    expect(JSON.parse(stdout)).toEqual({
      ranges: [
        { sharedNetwork: 'office', subnet: '10.0.0.0/24', first: '10.0.0.1', last: '10.0.0.10', ...office },
        {
          sharedNetwork: '10.1.0.0/24',
          subnet: '10.1.0.0/24',
          first: '10.1.0.1',
          last: '10.1.0.4',
          ...alone,
        },
        { sharedNetwork: 'big net', subnet: '10.2.0.0/16', first: '10.2.0.1', last: '10.2.0.100', ...big },
      ],
      sharedNetworks: [
        { name: 'big net', ...big },
        { name: 'office', ...office },
        { name: '10.1.0.0/24', ...alone },
      ],
      total: { size: 114, active: 99, ended: 1, free: 9, backup: 1, ...one },
      problems: [],
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('a partner’s counts stand beside, and the addresses that differ are named', async () => {
    const { stdout } = await ours('--partner-leases', path('partner.leases'), '--json');
    const report = JSON.parse(stdout);
    expect(report.ranges[0]).toMatchObject({
      active: 1,
      reset: 1,
      partner: { active: 0, expired: 2, reset: 0, free: 4 },
    });
    expect(report.total).toMatchObject({ active: 99, partner: { size: 114, active: 98 } });
    expect(report.differences).toEqual({
      count: 2,
      addresses: [
        { address: '10.0.0.2', state: 'active', partnerState: 'free' },
        { address: '10.0.0.6', state: 'reset', partnerState: 'expired' },
      ],
    });
  });

  test('CSV is one table, with the partner’s counts last', async () => {
    const { stdout } = await ours('--partner-leases', path('partner.leases'), '--csv');
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(8);
    expect(lines[0]).toMatch(
      /^kind,sharedNetwork,subnet,first,last,size,active,.*,reserved,partner\.size,.*,partner\.reserved$/,
    );
    expect(lines[1]).toBe(
      'range,office,10.0.0.0/24,10.0.0.1,10.0.0.10,10,1,0,3,1,1,1,1,1,1,10,0,0,4,1,2,1,1,0,1',
    );
    expect(lines[7]).toBe('total,,,,,114,99,1,9,1,1,1,1,1,1,114,98,1,10,1,2,1,1,0,1');
  });

  test('a table is for people: in columns, with shares, and both servers', async () => {
    const { stdout } = await ours('--partner-leases', path('partner.leases'));
    expect(stdout).toMatch(/^range +shared network +subnet +server +size +active +ended .* reserved +used$/m);
    expect(stdout).toMatch(
      /^10\.2\.0\.1 - 10\.2\.0\.100 +big net +10\.2\.0\.0\/16 +this +100 +95 .* 95\.0%$/m,
    );
    expect(stdout).toContain(
      'Addresses whose state the servers tell differently: 2\n  10.0.0.2: active, partner free\n',
    );
  });

  test('the order of the ranges is what was asked for', async () => {
    const firsts = async (...argv: string[]) =>
      JSON.parse((await ours('--json', ...argv)).stdout).ranges.map(({ first }: { first: string }) => first);
    expect(await firsts('-s', 'p')).toEqual(['10.0.0.1', '10.1.0.1', '10.2.0.1']);
    expect(await firsts('-s', 'm', '-r')).toEqual(['10.2.0.1', '10.0.0.1', '10.1.0.1']);
    expect(await firsts('-s', 'tm')).toEqual(['10.1.0.1', '10.2.0.1', '10.0.0.1']);
    expect(await firsts('-s', 'n')).toEqual(['10.1.0.1', '10.2.0.1', '10.0.0.1']);
  });

  test('goes to a file when one is named', async () => {
    expect(await ours('--json', '-o', path('report.json'))).toMatchObject({ code: 0, stdout: '' });
    expect(JSON.parse(readFileSync(path('report.json'), 'utf8')).total.size).toBe(114);
    expect(await ours('-o', folder)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('this is a folder'),
    });
  });
});

describe('damaged and missing files', () => {
  test('damage and strays are reported with file and line, and cost nothing else', async () => {
    const leases = path('damaged.leases');
    const { code, stdout } = await pools('-c', path('dhcpd.conf'), '-l', leases, '--json');
    const report = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(report.total).toMatchObject({ active: 99, abandoned: 1 });
    expect(report.problems).toEqual([
      { file: leases, line: expect.any(Number), text: expect.stringContaining('nonsense') },
      { file: leases, line: expect.any(Number), text: expect.stringContaining('end of the file') },
      {
        file: leases,
        line: expect.any(Number),
        text: expect.stringContaining('lease 10.9.0.1 lies in no range'),
      },
    ]);
    const { line } = report.problems[0];
    expect(readFileSync(leases, 'utf8').split('\n')[line - 1]).toContain('nonsense');
    const table = await pools('-c', path('dhcpd.conf'), '-l', leases);
    expect(table.stderr).toContain(`${leases}:${line}: `);
  });

  test('an empty lease file is one without leases', async () => {
    const { code, stdout } = await pools('-c', path('dhcpd.conf'), '-l', path('empty.leases'), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ total: { size: 114, active: 0, free: 114 }, problems: [] });
  });

  test.each([
    [
      'a lease file that is none',
      'dhcpd.conf',
      'strange.leases',
      /strange\.leases:1: found .*expected dhcpd's lease file/,
    ],
    [
      'a lease file that is not there',
      'dhcpd.conf',
      'nowhere',
      /nowhere: there is no such file; expected dhcpd's lease file/,
    ],
    ['a folder', 'dhcpd.conf', '.', /this is no plain file/],
    [
      'a configuration that is not there',
      'nowhere',
      'dhcpd.leases',
      /nowhere: there is no such file; expected dhcpd's conf/,
    ],
    [
      'a broken configuration',
      'broken.conf',
      'dhcpd.leases',
      /broken\.conf:2:\d+: found "10\.1\.0\.x", expected/,
    ],
  ])('%s is refused in words, and unknown to Nagios', async (_, conf, leases, message) => {
    const files = ['-c', path(conf), '-l', path(leases)];
    expect(await pools(...files)).toEqual({ code: 3, stdout: '', stderr: expect.stringMatching(message) });
    const checked = await pools(...files, '--warning', '80');
    expect(checked).toMatchObject({ code: 3, stderr: '' });
    expect(checked.stdout).toMatch(message);
    expect(checked.stdout).toMatch(/^UNKNOWN: pairwatch pools: [^\n|]*\n$/);
  });

  test.each([
    [['--format', 'x'], '--format is "x"; expected t, c or j'],
    [['--json', '--csv'], 'more than one of --table, --json, --csv and --format'],
    [['--limit', '8'], '--limit is "8"; expected two digits'],
    [['--sort', 'z'], '--sort is "z"; expected some of the letters'],
    [['--warning', 'high'], '--warning is "high"; expected a percentage'],
    [['--warn-count=-1'], '--warn-count is "-1"; expected a whole number'],
    [['--minsize', '1.5'], '--minsize is "1.5"; expected a whole number'],
    [['--warning', '80', '-L', '44'], '--limit leaves neither ranges nor shared networks to watch'],
    [['--nonsense'], "Unknown option '--nonsense'"],
  ])('%j is wrong', async (argv, message) => {
    const { code, stdout, stderr } = await ours(...argv);
    expect(code).toBe(3);
    expect(stdout + stderr).toContain(message);
  });
});

describe('alarms', () => {
  test.each([
    [
      ['--warning', '99', '--critical', '99.5'],
      0,
      /^OK: Ranges - crit: 0 warn: 0 ok: 3; Shared nets - crit: 0 warn: 0 ok: 2 \|/,
    ],
    [
      ['--critical', '96'],
      1,
      /^WARNING: pairwatch pools: Ranges - crit: 0 warn: 1 ok: 2; Shared nets - crit: 0 warn: 1 ok: 1; /,
    ],
    [
      ['--warning', '50'],
      2,
      /^CRITICAL: pairwatch pools: Ranges - crit: 1 warn: 1 ok: 1; Shared nets - crit: 1 warn: 0 ok: 1; 10\.2\.0\.1 - 10\.2\.0\.100 95\.0%, big net 95\.0%, 10\.1\.0\.1 - 10\.1\.0\.4 75\.0% \|/,
    ],
    [['--warn-count', '5', '--crit-count', '5'], 0, /^OK: /],
    [['--warn-count', '6', '--critical', '99'], 1, /^WARNING: /],
    [['--warning', '50', '--minsize', '4'], 2, /Ranges - crit: 1 warn: 0 ok: 1 ignored: 1; /],
    [
      ['--warning', '50', '--snet-alarms'],
      2,
      /Ranges - crit: 0 warn: 1 ok: 0; Shared nets - crit: 1 warn: 0 ok: 1; /,
    ],
    [
      ['--warning', '50', '--snet-alarms', '-A'],
      2,
      /Ranges - crit: 0 warn: 0 ok: 0; Shared nets - crit: 1 warn: 1 ok: 1; /,
    ],
    [
      ['--warning', '50', '-L', '22'],
      2,
      /^CRITICAL: pairwatch pools: Shared nets - crit: 1 warn: 0 ok: 1; big net 95\.0% \| snet_crit=1 snet_warn=0 snet_ok=1\n$/,
    ],
    [['--warning', '50', '-L', '10'], 2, /^CRITICAL: pairwatch pools: Ranges - crit: 1 warn: 1 ok: 1; /],
    [['--warning', '99', '--critical', '99', '-L', '22'], 0, /^$/],
  ])('%j', async (argv, code, line) => {
    expect(await ours(...argv)).toEqual({ code, stdout: expect.stringMatching(line), stderr: '' });
  });

  test('performance data has the labels and limits of dhcpd-pools', async () => {
    const { stdout } = await ours('--warning', '50', '--perfdata');
    const [, data = ''] = stdout.trimEnd().split(' | ');
    expect(data).toBe(
      'range_crit=1 range_warn=1 range_ok=1 ' +
        '10.2.0.1_r=95;50;90;0;100 10.2.0.1_rt=0 10.2.0.1_rbu=0 ' +
        '10.0.0.1_r=1;5;9;0;10 10.0.0.1_rt=5 10.0.0.1_rbu=1 ' +
        '10.1.0.1_r=3;2;3.6;0;4 10.1.0.1_rt=0 10.1.0.1_rbu=0 ' +
        "snet_crit=1 snet_warn=0 snet_ok=1 'big net_s'=95;50;90;0;100 'big net_st'=0 'big net_sbu'=0 " +
        'office_s=1;5;9;0;10 office_st=5 office_sbu=1',
    );
    expect(stdout.trimEnd()).not.toContain('\n');
  });

  test('damaged places are told with the status', async () => {
    const { stdout } = await pools('-c', path('dhcpd.conf'), '-l', path('damaged.leases'), '--warning', '50');
    expect(stdout).toContain('; 1 damaged place in the lease file |');
  });

  test('a configuration without ranges is unknown, not good', async () => {
    const files = ['-c', path('no-ranges.conf'), '-l', path('dhcpd.leases')];
    expect(await pools(...files, '--warning', '50')).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^UNKNOWN: .*no-ranges\.conf: found no range/),
    });
    expect(await pools(...files)).toMatchObject({ code: 0 });
  });

  test('a format that is asked for is printed, and the exit code still tells', async () => {
    const { code, stdout } = await ours('--warning', '50', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout).total.size).toBe(114);
  });
});
