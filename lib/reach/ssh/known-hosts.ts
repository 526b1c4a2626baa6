import { createHmac } from 'node:crypto';

/** A host key of a known_hosts file that stands for the host asked for. */
export type KnownKey = { type: string; blob: Buffer; line: number };

export type KnownKeys = { keys: KnownKey[]; revoked: KnownKey[] };

/**
 * The keys a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT) has for a host: plain, with wildcards and
 * negations, or hashed; for a port other than 22 as `[host]:port` only. `@revoked` keys come apart; `@cert-authority` lines
 * stand for certificates, which we don't take. What is no such line is passed over, as ssh does.
 */
export function knownKeys(text: string, host: string, port: number): KnownKeys {
  const name = knownHostsName(host, port);
  const found: KnownKeys = { keys: [], revoked: [] };
  for (const [index, line] of text.split('\n').entries()) {
    const parsed = parseLine(line.trim(), index + 1);
    if (!parsed || !standsFor(parsed.hosts, name)) continue;
    if (parsed.marker === '@revoked') found.revoked.push(parsed.key);
    if (parsed.marker === '') found.keys.push(parsed.key);
  }
  return found;
}

/** A host as known_hosts files and `ssh-keygen -F` name it. */
export function knownHostsName(host: string, port: number): string {
  const name = host.toLowerCase();
  return port === 22 ? name : `[${name}]:${port}`;
}

type Line = { marker: string; hosts: string; key: KnownKey };

function parseLine(text: string, line: number): Line | null {
  if (text === '' || text.startsWith('#')) return null;
  const words = text.split(/[ \t]+/);
  const marker = words[0]?.startsWith('@') ? (words.shift() ?? '') : '';
  const [hosts, type, base64] = words;
  if (hosts === undefined || type === undefined || base64 === undefined) return null;
  const blob = Buffer.from(base64, 'base64');
  return keyTypeOf(blob) === type ? { marker, hosts, key: { type, blob, line } } : null;
}

/** The type a key says it is of: its first string (RFC 4253 6.6); null when it is no key. */
export function keyTypeOf(blob: Buffer): string | null {
  if (blob.length < 4) return null;
  const end = 4 + blob.readUInt32BE(0);
  return end <= blob.length ? blob.toString('latin1', 4, end) : null;
}

function standsFor(hosts: string, name: string): boolean {
  if (hosts.startsWith('|')) return hashStandsFor(hosts, name);
  const patterns = hosts.toLowerCase().split(',');
  const matches = (pattern: string) => wildcard(pattern).test(name);
  const denied = patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1)));
  return !denied && patterns.some((pattern) => !pattern.startsWith('!') && matches(pattern));
}

/** `|1|salt|hash`: HMAC-SHA1 of the name with the salt as its key. */
function hashStandsFor(hosts: string, name: string): boolean {
  const [, version, salt = '', hash = ''] = hosts.split('|');
  if (version !== '1') return false;
  return createHmac('sha1', Buffer.from(salt, 'base64'))
    .update(name)
    .digest()
    .equals(Buffer.from(hash, 'base64'));
}

function wildcard(pattern: string): RegExp {
  const source = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, (sign) => {
    if (sign === '*') return '.*';
    return sign === '?' ? '.' : `\\${sign}`;
  });
  return new RegExp(`^${source}$`);
}
