import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ReachError } from '../error.ts';
import type { SshAccount } from './account.ts';
import { type KnownKey, keyTypeOf, knownHostsName, knownKeys } from './known-hosts.ts';

/** How a server is known again by its host key. */
export type HostKeyTrust = {
  /**
   * Key algorithms to ask for, one try after the other. A server shows one key only, of the first algorithm of ours that
   * it has, so only those are asked for whose keys are known; otherwise one with several keys would seem changed.
   */
  tries: readonly (readonly string[])[];
  /** Why the key that the server shows is not trusted; null when it is. */
  distrust(blob: Buffer): ReachError | null;
  /** For a server that has no key of any of `tries`. */
  noneShown(): ReachError;
};

/** Signature algorithms by key type, the best first. DSA keys are too weak to be taken. */
const ALGORITHMS = new Map([
  ['ssh-ed25519', ['ssh-ed25519']],
  ['ecdsa-sha2-nistp256', ['ecdsa-sha2-nistp256']],
  ['ecdsa-sha2-nistp384', ['ecdsa-sha2-nistp384']],
  ['ecdsa-sha2-nistp521', ['ecdsa-sha2-nistp521']],
  ['ssh-rsa', ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa']],
]);

const ALL_ALGORITHMS = [...ALGORITHMS.values()].flat();

/** Reads what the settings name, anew at each connection, so that mending it needs no restart. Throws `known-hosts`. */
export async function hostKeyTrust(account: SshAccount): Promise<HostKeyTrust> {
  const { hostKey } = account;
  if (hostKey.kind === 'fingerprint') return trustFingerprint(account, hostKey.sha256);
  return trustKnownHosts(account, hostKey.path, await readKnownHosts(hostKey.path));
}

/** `SHA256:…` as ssh-keygen -l prints it. */
export function fingerprintOf(blob: Buffer): string {
  return `SHA256:${createHash('sha256')
    .update(blob)
    .digest('base64')
    .replace(/(?<!=)=+$/, '')}`;
}

async function readKnownHosts(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ReachError(
      'known-hosts',
      `The known_hosts file can't be read (${why}), so no server can be known. Check knownHosts in pairwatch.yaml and the file's permissions: ls -l ${path}`,
      error,
    );
  }
}

function trustKnownHosts(account: SshAccount, path: string, text: string): HostKeyTrust {
  const { host, port } = account;
  const name = knownHostsName(host, port);
  const { keys, revoked } = knownKeys(text, host, port);
  const usable = keys.filter(({ type }) => ALGORITHMS.has(type));
  const algorithms = [...new Set(usable.flatMap(({ type }) => ALGORITHMS.get(type) ?? []))];
  const takeNew = (blob: Buffer) => `ssh-keyscan -t ${family(blob)} -p ${port} ${host} >> ${path}`;

  return {
    tries: [usable.length > 0 ? algorithms : ALL_ALGORITHMS],
    distrust(blob) {
      const shown = inWords(blob);
      const refused = revoked.find((key) => key.blob.equals(blob));
      if (refused)
        return new ReachError(
          'host-key-revoked',
          `${name} shows the host key ${shown}, which ${path}, line ${refused.line}, marks @revoked. Whoever has that key may pose as the server. Give the server new host keys (there: ssh-keygen -A after removing the old ones), then: ${takeNew(blob)}`,
        );
      if (usable.some((key) => key.blob.equals(blob))) return null;
      if (usable.length === 0)
        return new ReachError(
          'host-key-unknown',
          `${path} has no host key of ${name}, and Pairwatch connects to no server it does not know. The server shows ${shown}. If it says the same at its own console (${showOwn(blob)}), add it: ${takeNew(blob)}`,
        );
      return new ReachError(
        'host-key-changed',
        `The host key of ${name} has changed: ${path} has ${listed(usable)}, the server shows ${shown}. Either it was installed anew, or somebody stands in between; nothing was sent. Only if the server says the same at its own console (${showOwn(blob)}), take the new key: ssh-keygen -R '${name}' -f ${path} && ${takeNew(blob)}`,
      );
    },
    noneShown: () =>
      new ReachError(
        'host-key-changed',
        `${name} shows no host key of a type that ${path} has for it (${listed(usable)}). Either it was installed anew, or somebody stands in between. Look at its own console which keys it has: for f in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf $f; done. Then put the right one into ${path}.`,
      ),
  };
}

function trustFingerprint({ host, port }: SshAccount, fingerprint: string): HostKeyTrust {
  const name = knownHostsName(host, port);
  const shown: Buffer[] = [];
  return {
    // A fingerprint does not tell its key's type.
    tries: [
      ['ssh-ed25519'],
      ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
      ALGORITHMS.get('ssh-rsa') ?? [],
    ],
    distrust(blob) {
      if (fingerprintOf(blob) === fingerprint) return null;
      shown.push(blob);
      const own = shown[0] ?? blob;
      return new ReachError(
        'host-key-changed',
        `The host key of ${name} is not the one in pairwatch.yaml: there is fingerprint: ${fingerprint}, the server shows ${shown.map(inWords).join(', ')}. Either it was installed anew, or somebody stands in between; nothing was sent. Only if the server says the same at its own console (${showOwn(own)}), put it into pairwatch.yaml.`,
      );
    },
    noneShown: () =>
      new ReachError(
        'host-key-unknown',
        `${name} shows no host key of a type Pairwatch takes: Ed25519, ECDSA or RSA.`,
      ),
  };
}

const inWords = (blob: Buffer) => `${keyTypeOf(blob) ?? 'no key'} ${fingerprintOf(blob)}`;

const listed = (keys: readonly KnownKey[]) =>
  keys.map(({ blob, line }) => `${inWords(blob)} in line ${line}`).join(', ');

/** As ssh-keyscan and the files in /etc/ssh name a key's type. */
function family(blob: Buffer): string {
  const type = keyTypeOf(blob) ?? '';
  if (type.startsWith('ecdsa-')) return 'ecdsa';
  return type.replace(/^ssh-/, '');
}

/** What shows the key at the console of its server. */
export const showOwn = (blob: Buffer) => `ssh-keygen -lf /etc/ssh/ssh_host_${family(blob)}_key.pub`;
