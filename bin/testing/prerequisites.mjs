// Installs what the tests use on Debian as root; elsewhere only looks what is there.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';

/** Debian package → a file it brings; a folder's `*` stands for the machine's architecture. */
const PACKAGES = {
  'isc-dhcp-server': '/usr/sbin/dhcpd',
  'kea-admin': '/usr/sbin/perfdhcp',
  'dhcpd-pools': '/usr/bin/dhcpd-pools',
  'openssh-server': '/usr/sbin/sshd',
  'openssh-client': '/usr/bin/ssh',
  chrony: '/usr/sbin/chronyd',
  libfaketime: '/usr/lib/*/faketime/libfaketime.so.1',
  iproute2: '/usr/sbin/ip',
  prometheus: '/usr/bin/promtool',
  nginx: '/usr/sbin/nginx',
  caddy: '/usr/bin/caddy',
  'poppler-utils': '/usr/bin/pdftotext',
  chromium: '/usr/bin/chromium',
  postgresql: '/usr/lib/postgresql',
};

/** Installs what is missing where that is possible, and says what there is then. */
export function preparePrerequisites() {
  const root = process.getuid?.() === 0;
  const missing = Object.keys(PACKAGES).filter((name) => !present(PACKAGES[name]));
  if (root && existsSync('/etc/debian_version') && missing.length > 0) install(missing);
  return { chromium: present(PACKAGES.chromium), noLab: missingForLab(), noRelease: missingForRelease() };
}

/** Why the lab can't run here, in its own words; null when it can. */
function missingForLab() {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'e2e/lab/main.ts', 'down'], {
    env: { ...process.env, PAIRWATCH_LAB: 'test' },
    encoding: 'utf8',
  });
  return status === 0 ? null : stderr.trim();
}

/** Why a release can't be installed here as its tests do; null when it can. */
function missingForRelease() {
  if (process.getuid?.() !== 0) return 'needs root, to take the network away and to become another user';
  const gone = [PACKAGES.iproute2, '/usr/bin/unshare', '/usr/bin/setpriv'].filter((path) => !present(path));
  return gone.length === 0 ? null : `${gone.join(', ')} not on this machine`;
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
  const [before, after] = path.split('*');
  if (after !== undefined) {
    return existsSync(before) && readdirSync(before).some((name) => present(`${before}${name}${after}`));
  }
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    // Not there, or not ours to use: the same to the tests.
    return false;
  }
}
