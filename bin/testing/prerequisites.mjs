// Installs what the tests use on Debian as root; elsewhere only looks what is there.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';

/** Debian package → a file it brings. */
const PACKAGES = {
  'isc-dhcp-server': '/usr/sbin/dhcpd',
  'isc-dhcp-client': '/usr/sbin/dhclient',
  'kea-admin': '/usr/sbin/perfdhcp',
  'openssh-server': '/usr/sbin/sshd',
  'openssh-client': '/usr/bin/ssh',
  chrony: '/usr/sbin/chronyd',
  faketime: '/usr/bin/faketime',
  iproute2: '/usr/sbin/ip',
  iptables: '/usr/sbin/iptables',
  chromium: '/usr/bin/chromium',
  postgresql: '/usr/lib/postgresql',
};

/** What this machine has: { root, debian, dhcpd, …, chromium, postgresql } as booleans. */
export function preparePrerequisites() {
  const root = process.getuid?.() === 0;
  const debian = existsSync('/etc/debian_version');
  const missing = Object.entries(PACKAGES).filter(([, file]) => !present(file));
  if (root && debian && missing.length > 0) install(missing.map(([name]) => name));
  const found = Object.fromEntries(Object.entries(PACKAGES).map(([name, file]) => [name, present(file)]));
  return { root, found, chromium: found.chromium, postgresql: postgresqlBin() !== null };
}

/** Why the lab can't run here; null when it can. */
export function missingForLab({ root, found }) {
  if (!root) return 'the lab makes network namespaces, which needs root';
  const missing = Object.entries(found)
    .filter(([name, there]) => !there && name !== 'chromium' && name !== 'postgresql')
    .map(([name]) => name);
  return missing.length === 0 ? null : `the lab needs ${missing.join(', ')}`;
}

/** The folder with initdb and postgres; null when there is none. */
export function postgresqlBin() {
  if (!existsSync('/usr/lib/postgresql')) return null;
  const newest = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))[0];
  const folder = `/usr/lib/postgresql/${newest}/bin`;
  return newest && present(`${folder}/initdb`) ? folder : null;
}

function install(packages) {
  process.stdout.write(`installing ${packages.join(' ')}\n`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [
    ['apt-get', ['-qq', 'update']],
    ['apt-get', ['-qq', '-y', '--no-install-recommends', 'install', ...packages]],
  ];
  for (const [command, args] of steps) {
    const { status, stdout, stderr } = spawnSync(command, args, { env: environment, encoding: 'utf8' });
    if (status === 0) continue;
    process.stdout.write(
      `${stdout}${stderr}\n${command} ${args.join(' ')} failed; what it would bring is skipped\n`,
    );
    return;
  }
}

function present(path) {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    // Not there, or not ours to use: the same to the tests.
    return false;
  }
}
