import { stringify } from 'yaml';
import { KEPT_SECRET, type PairEntry, type ServerEntry } from '../contracts/setup.ts';

export type PairYaml = {
  text: string;
  /** Variables in place of the secrets that were typed, and what each is to hold. */
  variables: { name: string; holds: string }[];
};

/**
 * The entry as pairwatch.yaml has it. A secret that was typed never stands in it: env:NAME does, the same name for the same
 * secret, and `variables` tells what to put there.
 */
export function pairYaml(entry: PairEntry): PairYaml {
  const variables = new Map<string, { name: string; secret: string; holds: string }>();

  function reference(secret: string, name: string, holds: string): string {
    if (/^(?:env|file):/.test(secret)) return secret;
    // What is stored already can't be compared here: two kept ones may differ.
    const same = [...variables.values()].find((each) => each.secret === secret && secret !== KEPT_SECRET);
    if (same) {
      same.holds += `, and ${holds}`;
      return `env:${same.name}`;
    }
    variables.set(name, { name, secret, holds });
    return `env:${name}`;
  }

  function withoutSecrets(server: ServerEntry): ServerEntry {
    const { omapi, reach } = server;
    const suffix = server.name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
    const key = omapi.key && {
      ...omapi.key,
      secret: reference(
        omapi.key.secret,
        `OMAPI_SECRET_${suffix}`,
        `the secret of the key ${omapi.key.name} of ${server.name}`,
      ),
    };
    const passphrase = reach?.ssh.passphrase;
    return {
      ...server,
      omapi: { port: omapi.port, ...(key && { key }) },
      ...(reach && {
        reach: {
          ssh: {
            ...reach.ssh,
            ...(passphrase !== undefined && {
              passphrase: reference(
                passphrase,
                `SSH_PASSPHRASE_${suffix}`,
                `the passphrase of the SSH key for ${server.name}`,
              ),
            }),
          },
        },
      }),
    };
  }

  const pairs = [{ ...entry, servers: entry.servers.map(withoutSecrets) }];
  const text = stringify({ pairs }, { aliasDuplicateObjects: false, lineWidth: 120 });
  return { text, variables: [...variables.values()].map(({ name, holds }) => ({ name, holds })) };
}
