import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LabError } from './lab-error.ts';

/** Every program the lab starts, with the Debian package it comes in. */
const PROGRAMS: Record<string, string> = {
  ip: 'iproute2',
  bridge: 'iproute2',
  dhcpd: 'isc-dhcp-server',
  omshell: 'isc-dhcp-server',
  perfdhcp: 'kea-admin',
  sshd: 'openssh-server',
  'ssh-keygen': 'openssh-client',
  chronyd: 'chrony',
};

const CAP_NET_ADMIN = 12n;
const CAP_SYS_ADMIN = 21n;

/** What this machine lacks to run the lab, one sentence part each; empty when it has everything. */
export function missingForLab(): string[] {
  const missing: string[] = [];
  if (process.geteuid?.() !== 0) missing.push(`root (this runs as uid ${process.geteuid?.() ?? 'none'})`);
  else if (!hasCapability(CAP_NET_ADMIN) || !hasCapability(CAP_SYS_ADMIN)) {
    missing.push('CAP_NET_ADMIN and CAP_SYS_ADMIN (this root may not make network namespaces)');
  }
  for (const [program, debianPackage] of Object.entries(PROGRAMS)) {
    if (!findProgram(program)) missing.push(`${program} (Debian package ${debianPackage})`);
  }
  if (!findLibfaketime()) missing.push('libfaketime.so.1 (Debian package libfaketime)');
  if (appArmorIsOn() && !findProgram('aa-exec')) missing.push('aa-exec (Debian package apparmor)');
  return missing;
}

/** Throws LabError with exit code 3 and the whole list when something is missing. */
export function requireForLab(): void {
  const missing = missingForLab();
  if (missing.length > 0) throw new LabError(`the lab cannot run here; missing: ${missing.join(', ')}`, 3);
}

/** The full path of a program; Debian leaves the sbin folders out of an ordinary user's PATH. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** The full path of a program that `requireForLab` has found. */
export function programPath(name: string): string {
  const path = findProgram(name);
  if (!path) throw new LabError(`${name} is not installed any more`, 3);
  return path;
}

/** The library that shifts a program's clock when preloaded. */
export function findLibfaketime(): string | undefined {
  const folders = ['/usr/lib', ...readdirSync('/usr/lib').map((name) => join('/usr/lib', name))];
  return folders.map((folder) => join(folder, 'faketime/libfaketime.so.1')).find((path) => existsSync(path));
}

/** Debian confines dhcpd and chronyd to the folders of their packages; put this before them to lift that. */
export function unconfined(): string[] {
  return appArmorIsOn() ? ['aa-exec', '-p', 'unconfined', '--'] : [];
}

function appArmorIsOn(): boolean {
  const path = '/sys/module/apparmor/parameters/enabled';
  return existsSync(path) && readFileSync(path, 'utf8').startsWith('Y');
}

function hasCapability(bit: bigint): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return ((BigInt(`0x${effective}`) >> bit) & 1n) === 1n;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // absent or not ours to run, which is the question
  }
}
