import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Outline, omapiSecretPath, sshPath, webhookSecretPath } from './outline.ts';
import { formatPath, type SettingsPath } from './path.ts';
import type { SettingsWarning } from './settings.ts';
import type { Mistake } from './shape.ts';

export type SecretPlaces = {
  env: Readonly<Record<string, string | undefined>>;
  /** What `file:` paths are relative to. */
  folder: string;
};

type Fetched = {
  /** Secrets by the path of the key that names them. */
  secrets: Map<string, string>;
  mistakes: Mistake[];
  warnings: SettingsWarning[];
};

/** Fetches and checks every secret and every file of keys the settings name. No message ever holds a secret. */
export async function fetchSecrets(outline: Outline, places: SecretPlaces): Promise<Fetched> {
  const fetched: Fetched = { secrets: new Map(), mistakes: [], warnings: [] };
  for (const { path, reference, rule } of referencesIn(outline)) {
    const origin = originOf(reference);
    const value = await secretOf(origin, places, rule);
    if ('mistake' in value) {
      fetched.mistakes.push({ path, ...value.mistake });
    } else if (!rule.fits(value.secret)) {
      fetched.mistakes.push({
        path,
        found: `${origin.text}, which ${rule.otherwise}`,
        expected: rule.expected,
      });
    } else {
      fetched.secrets.set(formatPath(path), value.secret);
      if (origin.kind === 'literal')
        fetched.warnings.push({ path: formatPath(path), message: LITERAL_WARNING });
    }
  }
  return fetched;
}

const LITERAL_WARNING =
  'the secret stands in the file itself; env:NAME or file:PATH keeps it out of copies of the file';

type Rule = { fits(secret: string): boolean; otherwise: string; expected: string };

const OMAPI_RULE: Rule = {
  fits: (secret) => base64Bytes(secret) !== null,
  otherwise: 'is not base64',
  expected: 'the secret of the key as it stands in dhcpd.conf, in base64',
};

const WHSEC = /^whsec_/;
const MIN_WEBHOOK_KEY_BYTES = 24;
const MAX_WEBHOOK_KEY_BYTES = 64;

/**
 * Standard Webhooks: base64 of 24 to 64 random bytes, mostly with `whsec_` before it. A plain text is refused: the
 * receivers' libraries would decode it as base64 all the same, and every signature would look forged to them.
 */
const WEBHOOK_RULE: Rule = {
  fits(secret) {
    const bytes = base64Bytes(secret.replace(WHSEC, ''));
    return bytes !== null && bytes >= MIN_WEBHOOK_KEY_BYTES && bytes <= MAX_WEBHOOK_KEY_BYTES;
  },
  otherwise: 'is not base64 of 24 to 64 bytes',
  expected: 'a Standard Webhooks secret; make one with: echo "whsec_$(openssl rand -base64 32)"',
};

const PRIVATE_KEY_RULE: Rule = {
  fits: (secret) => /^-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(secret),
  otherwise: 'is no private key',
  expected: 'a private key file as ssh-keygen makes it; the one without .pub at the end of its name',
};

/** That it opens the key is found when the key is used. */
const PASSPHRASE_RULE: Rule = {
  fits: (secret) => secret !== '',
  otherwise: 'is empty',
  expected: 'the passphrase of the key',
};

/** The file is read again at every connection, so that its mending needs no restart; here it must only be there. */
const KNOWN_HOSTS_RULE: Rule = {
  fits: (text) => /^[^#\s]\S*[ \t]+\S/m.test(text),
  otherwise: 'names no host key',
  expected: 'a known_hosts file, in which each line is a host, a key type and a key',
};

const fileOnly = (reference: string | undefined) =>
  reference?.trim().startsWith('file:') ? reference : undefined; // anything else is already a mistake of shape

type Reference = { path: SettingsPath; reference: string | undefined; rule: Rule };

function referencesIn(outline: Outline): { path: SettingsPath; reference: string; rule: Rule }[] {
  const ssh = outline.pairs.flatMap((pair, pairIndex) =>
    (pair.servers ?? []).flatMap(({ reach }, serverIndex): Reference[] => [
      {
        path: sshPath(pairIndex, serverIndex, 'key'),
        reference: fileOnly(reach?.ssh?.key),
        rule: PRIVATE_KEY_RULE,
      },
      {
        path: sshPath(pairIndex, serverIndex, 'passphrase'),
        reference: reach?.ssh?.passphrase,
        rule: PASSPHRASE_RULE,
      },
      {
        path: sshPath(pairIndex, serverIndex, 'knownHosts'),
        reference: fileOnly(reach?.ssh?.knownHosts),
        rule: KNOWN_HOSTS_RULE,
      },
    ]),
  );
  const omapi = outline.pairs.flatMap((pair, pairIndex) =>
    (pair.servers ?? []).map((server, serverIndex) => ({
      path: omapiSecretPath(pairIndex, serverIndex),
      reference: server.omapi?.key?.secret,
      rule: OMAPI_RULE,
    })),
  );
  const webhooks = outline.webhooks.map((webhook, index) => ({
    path: webhookSecretPath(index),
    reference: webhook.secret,
    rule: WEBHOOK_RULE,
  }));
  return [...omapi, ...ssh, ...webhooks].flatMap(({ path, reference, rule }) => {
    const given = reference?.trim();
    return given ? [{ path, reference: given, rule }] : []; // an empty one is already a mistake of shape
  });
}

type Origin =
  | { kind: 'env' | 'file'; name: string; text: string }
  | { kind: 'literal'; secret: string; text: string };

function originOf(reference: string): Origin {
  const named = /^(env|file):\s*(.*)$/.exec(reference);
  if (!named) return { kind: 'literal', secret: reference, text: `a text of length ${reference.length}` };
  const [, kind, name = ''] = named;
  return kind === 'env'
    ? { kind, name, text: `the environment variable ${name}` }
    : { kind: 'file', name, text: `the file ${name}` };
}

async function secretOf(
  origin: Origin,
  { env, folder }: SecretPlaces,
  { expected }: Rule,
): Promise<{ secret: string } | { mistake: Omit<Mistake, 'path'> }> {
  if (origin.kind === 'literal') return { secret: origin.secret };
  if (origin.kind === 'env') {
    const secret = env[origin.name];
    if (secret) return { secret };
    const state = secret === undefined ? 'not set' : 'empty';
    return {
      mistake: { found: `${origin.text}, which is ${state}`, expected: 'a variable that holds the secret' },
    };
  }
  const file = resolve(folder, origin.name);
  try {
    const secret = (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
    if (secret !== '') return { secret };
    return {
      mistake: { found: `the file ${file}, which is empty`, expected },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      mistake: {
        found: `a file that can't be read: ${reason}`,
        expected: `a file this user may read: ${expected}`,
      },
    };
  }
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** How many bytes a base64 text stands for; null when it is none, or stands for nothing. */
function base64Bytes(text: string): number | null {
  return text !== '' && BASE64.test(text) ? Buffer.from(text, 'base64').length : null;
}
