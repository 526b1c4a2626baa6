import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const ANSIBLE = 'packaging/ansible';

const files = readdirSync(join(ROOT, ANSIBLE), { recursive: true }).map(String);
const parsed = (path: string): unknown => {
  const document = parseDocument(read(join(ANSIBLE, path)));
  expect([...document.errors, ...document.warnings]).toEqual([]);
  return document.toJS();
};

describe('the roles of Ansible', () => {
  it.each(files.filter((name) => name.endsWith('.yml')))('%s is YAML', (path) => {
    expect(parsed(path)).toBeTruthy();
  });

  it('let Pairwatch run the command of docs/reach.md, and no other', () => {
    const documented = /```sh\n(#!\/bin\/sh\n# Lets a key.+?)```/s.exec(read('docs/reach.md'))?.[1];
    const template = read(`${ANSIBLE}/roles/pairwatch_dhcp_server/templates/pairwatch-read.j2`);
    const withDefaults = template
      .replace('{{ (pairwatch_files + [pairwatch_omapi_file]) | join(" ") }}', listed('pairwatch_files'))
      .replace('{{ pairwatch_unit }}', String(serverDefaults().pairwatch_unit));
    expect(withDefaults).toBe(documented);
  });

  it.each(['pairwatch', 'pairwatch_dhcp_server'])('%s uses only variables that have a default', (role) => {
    const texts = files
      .filter((name) => name.startsWith(`roles/${role}/`))
      .map((name) => {
        try {
          return read(join(ANSIBLE, name));
        } catch {
          return ''; // A folder.
        }
      });
    const used = new Set(texts.join('\n').match(/\bpairwatch_[a-z_]+/g));
    // Names of the roles, and what a task of the role itself registers.
    for (const own of ['pairwatch_dhcp_server', 'pairwatch_node', 'pairwatch_firewall']) used.delete(own);
    const known = Object.keys(parsed(`roles/${role}/defaults/main.yml`) as object); // A map, as every file of defaults.
    expect([...used].sort()).toEqual(known.sort());
  });
});

function serverDefaults(): Record<string, unknown> {
  // A map, as every file of defaults is.
  return parsed('roles/pairwatch_dhcp_server/defaults/main.yml') as Record<string, unknown>;
}

function listed(name: string): string {
  const value = serverDefaults()[name];
  return Array.isArray(value) ? value.join(' ') : '';
}
