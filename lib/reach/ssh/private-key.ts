import ssh2 from 'ssh2';
import { ReachError } from '../error.ts';
import { accountName, type SshAccount } from './account.ts';
import { fingerprintOf } from './host-key.ts';

/** The public half of the account's key: what its authorized_keys needs, and the fingerprint sshd logs. */
export type PublicKey = { line: string; fingerprint: string };

/** Checks that the private key can be used. Throws `key-unusable`, without a word of the key. */
export function publicKeyOf(account: SshAccount): PublicKey {
  const { privateKey, passphrase } = account;
  const parsed = ssh2.utils.parseKey(privateKey, passphrase ?? undefined);
  if (parsed instanceof Error) throw unusable(account, parsed);
  // The types know one key; the library gives a list for formats that can hold several.
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  if (!key?.isPrivateKey())
    throw new ReachError(
      'key-unusable',
      `The key for ${accountName(account)} has no private half. Name the file without .pub in pairwatch.yaml.`,
    );
  const blob = key.getPublicSSH();
  return { line: `${key.type} ${blob.toString('base64')}`, fingerprint: fingerprintOf(blob) };
}

function unusable(account: SshAccount, cause: Error): ReachError {
  const key = `The private key for ${accountName(account)}`;
  if (account.passphrase === null && /passphrase/i.test(cause.message))
    return new ReachError(
      'key-unusable',
      `${key} is protected by a passphrase. Put it beside the key in pairwatch.yaml, as passphrase: env:NAME or file:PATH, or take it off a copy of the key: ssh-keygen -p -f KEY`,
      cause,
    );
  if (/passphrase/i.test(cause.message))
    return new ReachError(
      'key-unusable',
      `${key} does not open with the passphrase that pairwatch.yaml names. To try it: ssh-keygen -y -f KEY`,
      cause,
    );
  return new ReachError(
    'key-unusable',
    `${key} can't be read (${cause.message}). Take one that ssh-keygen made: ssh-keygen -t ed25519 -N '' -f KEY`,
    cause,
  );
}
