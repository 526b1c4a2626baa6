import { MOST, type Plant } from './files.ts';

type Ports = { webhook: string; mail: number; refusing: number };
type Given = { url: string; token: string; plant: Plant; to: Ports };

const HERE = ['127.0.0.0/8'];
const PRACTICE = 'practices/demo/lease-backup';

/** Fills in every text that can be given to the API, and brings about the incident, the messages and the drill that they stand beside. */
export async function plantByApi({ url, token, plant, to }: Given): Promise<void> {
  const send = async (method: string, path: string, body: object): Promise<unknown> => {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ by: 'Anna', ...body }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  // Of a text that is given to the API, control characters are refused.
  const plantedLine = (place: string, most = MOST.name) => plant(place, most).replace(/\p{Cc}/gu, '');

  const kinds = ['incident', 'alert', 'verdict'];
  const mail = { kind: 'email', from: 'a@example.net', to: ['b@example.net'], kinds, allow: HERE };
  const smtp = (port: number) => ({ host: '127.0.0.1', port, security: 'none' });
  const secrets = [Buffer.from('a secret for a webhook of a test').toString('base64')];
  await send('POST', 'endpoints', {
    kind: 'standard',
    name: 'hook',
    url: to.webhook,
    secrets,
    kinds,
    allow: HERE,
  });
  await send('POST', 'endpoints', { ...mail, name: 'mail', smtp: smtp(to.mail) });
  await send('POST', 'endpoints', { ...mail, name: 'refused', smtp: smtp(to.refusing) });
  await send('PUT', 'rules/pool-use-high', {
    options: {
      opensIncident: true,
      warning: { forMs: 0, limits: { percent: 1, free: 1_000_000, size: 1 } },
      critical: 'off',
      labels: { team: plantedLine('label of a rule') },
    },
  });

  const day = { startsAt: '2030-01-01T00:00:00Z', endsAt: '2030-01-02T00:00:00Z' };
  const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString();
  const reason = (of: string) => plantedLine(`reason of ${of}`, MOST.reason);
  await send('POST', 'silences', { pair: 'rude', endsAt: inAWeek, reason: reason('a silence') });
  await send('POST', 'maintenance', {
    pair: 'rude',
    schedule: { kind: 'once', ...day },
    reason: reason('a window'),
  });
  const invited = { name: plantedLine('name of a user'), email: 'otto@example.net', role: 'viewer' };
  await send('POST', 'users', invited);
  await send('PATCH', PRACTICE, { owner: plantedLine('owner of a practice') });
  await send('POST', `${PRACTICE}/runs`, {
    confirm: true,
    note: plantedLine('note of a practice', MOST.line),
  });
  await send('POST', 'report-schedules', { period: 'week', zone: 'UTC', endpoints: ['hook'] });
  await send('POST', 'pairs/demo/drills', { server: 'dhcp-a' });
  await send('POST', 'drills/1/notes', { text: plantedLine('note of a drill', MOST.line) });

  const first = (path: string, pattern: RegExp) =>
    untilThereIs(async () => {
      const headers = { Authorization: `Bearer ${token}` };
      return pattern.exec(await (await fetch(`${url}/api/v1/${path}`, { headers })).text())?.[1];
    });
  const incident = await first('incidents?pair=demo', /"id":(\d+)/);
  const alert = await first('alerts?pair=demo&phase=active', /"id":(\d+)[^{}]*"rule":"pool-use-high"/);
  const at = `incidents/${incident}`;
  await send('POST', `${at}/notes`, {
    text: `${plantedLine('note', MOST.line)}\n${plantedLine('second line', MOST.line)}`,
  });
  await send('POST', `${at}/notes`, { text: plantedLine('factor', MOST.line), kind: 'factor' });
  await send('POST', `${at}/tasks`, {
    text: plantedLine('task', MOST.line),
    assignee: plantedLine('assignee'),
  });
  await send('POST', `alerts/${alert}/acknowledge`, {
    note: plantedLine('acknowledgement of an alert', MOST.line),
  });
  await send('POST', `${at}/acknowledge`, { note: plantedLine('acknowledgement', MOST.line) });
  await send('POST', 'endpoints/hook/test', {});
}

async function untilThereIs(look: () => Promise<string | undefined>): Promise<string> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('what was waited for did not come within a minute');
}
