import type {
  EndpointAnswerDto,
  RemovedDto,
  ReplayAnswerDto,
  TestAnswerDto,
} from '../../lib/contracts/action.ts';
import type { EndpointFilter, EndpointListDto } from '../../lib/contracts/endpoint.ts';
import type { EndpointFilterInput, EndpointInput } from '../../lib/contracts/endpoint-input.ts';
import type { MessageType } from '../../lib/contracts/message.ts';
import type { Tx } from '../../lib/db/client.ts';
import { seal } from '../../lib/secrets/seal.ts';
import { addressOf, channelOf, templateFault } from '../../lib/settings/channel.ts';
import { createEndpoint as create } from '../../lib/store/actions/create-endpoint.ts';
import { enableEndpoint as enable } from '../../lib/store/actions/enable-endpoint.ts';
import { removeEndpoint as remove } from '../../lib/store/actions/remove-endpoint.ts';
import { replaySince } from '../../lib/store/actions/replay-since.ts';
import { sendTest } from '../../lib/store/actions/send-test.ts';
import { updateEndpoint as update } from '../../lib/store/actions/update-endpoint.ts';
import { type EndpointSetting, listEndpoints } from '../../lib/store/endpoints.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { Problem, resourceUnknown, unfitBody } from './problem.ts';
import { secretKey } from './secret-key.ts';

/** Who is told, without secrets. Throws `Problem`, as all here do. */
export async function readEndpoints(): Promise<EndpointListDto> {
  const now = Date.now();
  const endpoints = await readDatabase((tx) => listEndpoints(tx, now));
  return { now: isoOf(now), endpoints };
}

export async function createEndpoint(input: EndpointInput): Promise<EndpointAnswerDto> {
  const setting = await settingOf(input);
  return change(input.name, (tx, now) => create(tx, { ...setting, by: input.by, now }));
}

/** Puts another endpoint, secrets and all, in the place of one that keeps its name. */
export async function replaceEndpoint(name: string, input: EndpointInput): Promise<EndpointAnswerDto> {
  if (input.name !== name) throw renamed(name, input.name);
  const setting = await settingOf(input);
  return change(name, (tx, now) => update(tx, { ...setting, by: input.by, now }));
}

/** Changes what an endpoint is told of; what is left out stays. */
export function refilterEndpoint(
  name: string,
  { by, ...changes }: EndpointFilterInput,
): Promise<EndpointAnswerDto> {
  return change(name, async (tx, now) => {
    const { filter } = await endpointOf(tx, name, now);
    await update(tx, { name, filter: withChanges(filter, changes), by, now });
  });
}

export async function removeEndpoint(name: string, by: string): Promise<RemovedDto> {
  const now = Date.now();
  await writeDatabase((tx) => remove(tx, { name, by, now }));
  return { now: isoOf(now), removed: name };
}

/** Has an endpoint that was disabled told again. */
export function enableEndpoint(name: string, by: string): Promise<EndpointAnswerDto> {
  return change(name, (tx, now) => enable(tx, { name, by, now }));
}

/** Writes a message that only tries the way there. */
export async function testEndpoint(
  endpoint: string,
  { by, type }: { by: string; type: MessageType },
): Promise<TestAnswerDto> {
  const now = Date.now();
  const id = await writeDatabase((tx) => sendTest(tx, { endpoint, type, by, now }));
  return { now: isoOf(now), id };
}

/** Has what was given up since a time sent again. */
export async function replayEndpoint(
  endpoint: string,
  { by, since }: { by: string; since: string },
): Promise<ReplayAnswerDto> {
  const now = Date.now();
  const act = { endpoint, since: Date.parse(since), by, now };
  return { now: isoOf(now), replayed: await writeDatabase((tx) => replaySince(tx, act)) };
}

/** What is kept of an endpoint: its channel, which may hold secrets, only sealed. */
async function settingOf(input: EndpointInput): Promise<EndpointSetting & { sealed: string }> {
  const { name, kind, pairs, severities, kinds } = input;
  const fault = templateFault(input);
  if (fault !== null) throw unfitTemplate(fault);
  const channel = channelOf(input);
  const key = await secretKey();
  const filter = { pairs, severities, kinds };
  return { name, kind, filter, address: addressOf(channel), sealed: seal(key, JSON.stringify(channel)) };
}

function unfitTemplate(fault: string): Problem {
  return unfitBody([{ path: ['template', 'body'], found: 'a template', expected: fault }], null);
}

function withChanges(
  { pairs, severities, kinds }: EndpointFilter,
  changes: Omit<EndpointFilterInput, 'by'>,
): EndpointFilter {
  return {
    pairs: changes.pairs === undefined ? pairs : changes.pairs,
    severities: changes.severities ?? severities,
    kinds: changes.kinds ?? kinds,
  };
}

async function change(
  name: string,
  write: (tx: Tx, now: number) => Promise<void>,
): Promise<EndpointAnswerDto> {
  const now = Date.now();
  const endpoint = await writeDatabase(async (tx) => {
    await write(tx, now);
    return endpointOf(tx, name, now);
  });
  return { now: isoOf(now), endpoint };
}

async function endpointOf(tx: Tx, name: string, now: number) {
  const found = (await listEndpoints(tx, now)).find((endpoint) => endpoint.name === name);
  if (!found) throw resourceUnknown('endpoint', name, '/api/v1/endpoints');
  return found;
}

function renamed(name: string, found: string): Problem {
  const expected = JSON.stringify(name);
  return new Problem(
    'bad-request',
    400,
    'An endpoint keeps its name',
    `name: found ${JSON.stringify(found)}, expected ${expected}, as in the path. To rename one, remove it and make another.`,
    [{ path: 'name', found: JSON.stringify(found), expected }],
  );
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
