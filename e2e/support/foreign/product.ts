import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { startRawServer } from '../../../lib/notify/testing/raw-server.ts';
import { type ReceivedEmail, startSmtpServer } from '../../../lib/notify/testing/smtp-server.ts';
import { DEMO_PLAN } from '../../../lib/simulate/model/plan.ts';
import { startSimulatedPair } from '../../../lib/simulate/start.ts';
import { startWebhookReceiver } from '../../../lib/testing/webhook-receiver.ts';
import { signUp } from '../planted-product.ts';
import { freePort, LAUNCHER, type Product, startProduct } from '../product.ts';
import { plantByApi } from './by-api.ts';
import { MOST, type Plant, plantInFiles, plantInLog, quoted } from './files.ts';

export type ForeignProduct = {
  product: Product;
  /** `Cookie` of an admin. */
  cookie: string;
  /** Token of an admin. */
  token: string;
  /** Text of what it answers at a path of `/api/v1/`. */
  read(path: string): Promise<string>;
  /** What its mail server was given. */
  mails: readonly ReceivedEmail[];
  close(): Promise<void>;
};

const PASSWORD = 'correct horse battery staple';

/**
 * Starts the product, with people signing in, on a simulated pair whose names, files and logs hold texts of `plant` wherever
 * somebody else chooses them; on one whose servers answer with nothing else; and with receivers of messages that do so too.
 */
export async function startForeignProduct(plant: Plant): Promise<ForeignProduct> {
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-foreign-'));
  const opened: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const end of opened.reverse()) await end();
  };
  try {
    const [firstNetwork, ...networks] = DEMO_PLAN.networks;
    if (!firstNetwork) throw new Error('the plan of the demo has no network');
    const pair = await startSimulatedPair({
      folder: join(folder, 'pair'),
      story: [],
      ntp: true,
      plan: {
        ...DEMO_PLAN,
        identity: { ...DEMO_PLAN.identity, title: plant('title of a pair', MOST.name) },
        networks: [{ ...firstNetwork, name: quoted(plant('shared network', 100)) }, ...networks],
      },
    });
    opened.push(pair.stop);
    const rude = await startRawServer((socket) => {
      socket.write(
        `${plant('first line of an SSH server')}\r\nSSH-2.0-${plant('version of an SSH server')}\r\n`,
      );
      socket.on('data', () => socket.end(plant('answer of a server')));
    });
    opened.push(rude.close);
    const mail = await startSmtpServer();
    opened.push(mail.close);
    const refusing = await startSmtpServer({ replies: { RCPT: `550 ${plant('refusal of a mail server')}` } });
    opened.push(refusing.close);
    const receiver = await startWebhookReceiver((_, response) => {
      const body = plant('answer of a receiver');
      response.writeHead(400, { 'Content-Type': 'text/html' }).end(body);
    });
    opened.push(receiver.close);

    const logs = pair.servers.map(({ name }) => ({ name, path: join(folder, `${name}.log`) }));
    for (const { path } of logs) writeFileSync(path, '');
    for (const server of pair.servers) plantInFiles(server, plant);
    const listen = `127.0.0.1:${await freePort()}`;
    const settings = join(folder, 'pairwatch.yaml');
    const text = settingsText({ entry: withLogs(pair.entry, logs), rudePort: rude.port, plant });
    writeFileSync(settings, `${text}listen: ${listen}\ndata: data\nsignIn: on\n`, { mode: 0o600 });
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'key')]);
    const product = await startProduct(['start', '--config', settings], `http://${listen}`);
    opened.push(product.stop);
    const cookie = await signUp(product, PASSWORD);
    const token = execFileSync(
      process.execPath,
      [LAUNCHER, 'token', 'create', '--name', 'foreign', '--role', 'admin', '--config', settings],
      { encoding: 'utf8' },
    ).trim();
    // Of a log that is read for the first time, only what comes from then on is news.
    for (const log of logs) plantInLog(log, plant);
    await signInAs(product.url, plant('name of a browser').replace(/[^ -~]/g, ''));
    const to = { webhook: receiver.url, mail: mail.port, refusing: refusing.port };
    await plantByApi({ url: product.url, token, plant, to });
    const read = async (path: string) => {
      const headers = { Authorization: `Bearer ${token}` };
      return (await fetch(`${product.url}/api/v1/${path}`, { headers })).text();
    };
    return { product, cookie, token, read, mails: mail.received, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** One more place where Anna is signed in. */
async function signInAs(url: string, agent: string): Promise<void> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'User-Agent': agent },
    body: JSON.stringify({ email: 'anna@example.net', password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
}

/** The entry of a pair in which each server has a log. */
function withLogs(entry: object, logs: readonly { path: string }[]): object {
  // Every entry of a simulated pair has its two servers.
  const { servers } = entry as { servers: object[] };
  return {
    ...entry,
    servers: servers.map((server, index) => ({ ...server, log: { path: logs[index]?.path } })),
  };
}

type Outside = { entry: object; rudePort: number; plant: Plant };

function settingsText({ entry, rudePort, plant }: Outside): string {
  const server = (role: string, host: string) => ({
    role,
    name: `rude-${role}`,
    host,
    omapi: {
      port: rudePort,
      key: { name: 'k', algorithm: 'hmac-sha256', secret: 'c2VjcmV0c2VjcmV0c2VjcmV0' },
    },
    config: { path: '/etc/dhcp/dhcpd.conf', test: false },
    reach: {
      ssh: {
        user: 'pairwatch',
        port: rudePort,
        key: 'file:key',
        fingerprint: `SHA256:${'A'.repeat(43)}`,
      },
    },
  });
  const rude = {
    name: 'rude',
    title: plant('title of another pair', MOST.name),
    peer: plant('peer of a pair'),
    servers: [server('primary', '127.0.0.1'), server('secondary', 'localhost')],
  };
  const maintenance = [
    {
      reason: plant('reason of a planned window', MOST.reason),
      starts: '2030-01-01T00:00:00Z',
      ends: '2030-01-02T00:00:00Z',
    },
  ];
  return stringify({ pairs: [entry, rude], maintenance }, { aliasDuplicateObjects: false });
}
