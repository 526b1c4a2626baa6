import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Identity = { cert: string; key: string };

export type Authority = {
  /** Its own certificate, PEM. */
  ca: string;
  /** A key and a certificate by it. `names`: subject alternative names such as `DNS:localhost`. `days`: negative for one that has expired. */
  issue(names: string, days?: number): Identity;
  remove(): void;
};

/** An authority nobody else knows, made by openssl in a folder of its own. */
export function makeAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-certificates-'));
  const path = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const request = (name: string, subject: string, ...more: string[]) =>
    openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-subj',
      subject,
      '-keyout',
      `${name}.key`,
      ...more,
    );
  request('ca', '/CN=Pairwatch test authority', '-x509', '-days', '1', '-out', 'ca.pem');
  let issued = 0;
  return {
    ca: readFileSync(path('ca.pem'), 'utf8'),
    issue(names, days = 1) {
      issued += 1;
      const name = `issued-${issued}`;
      request(name, '/CN=Pairwatch test', '-out', `${name}.csr`);
      writeFileSync(path(`${name}.ext`), `subjectAltName = ${names}\n`);
      openssl(
        'x509',
        '-req',
        '-in',
        `${name}.csr`,
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-days',
        String(days),
        '-extfile',
        `${name}.ext`,
        '-out',
        `${name}.pem`,
      );
      return {
        cert: readFileSync(path(`${name}.pem`), 'utf8'),
        key: readFileSync(path(`${name}.key`), 'utf8'),
      };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
