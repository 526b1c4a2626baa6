import { expect, test } from 'vitest';
import { isBack } from './is-back.ts';
import { type PairMemory, untriedSource } from './memory.ts';
import type { Reading } from './reading.ts';
import { normalView, pairInNormal, START } from './testing/files-memory.ts';

const omapi = { ...untriedSource('omapi', 2_000), failure: { kind: 'refused', message: 'Nothing listens.' } };

function withPrimary(sources: PairMemory['servers'][number]['sources']): PairMemory {
  const memory = pairInNormal();
  const servers = memory.servers.map((server) =>
    server.role === 'primary' ? { ...server, sources } : server,
  );
  return { ...memory, servers };
}

const answered: Reading = {
  ...{ kind: 'omapi', serverId: 1, attemptAt: START, finishedAt: START, intervalMs: 2_000 },
  outcome: { ok: true, value: { view: normalView(START), raw: {}, roundTripMs: 1 } },
};
const refused: Reading = { ...answered, outcome: { ok: false, failure: omapi.failure } };

test.each([
  ['answers after it was lost', withPrimary({ omapi }), answered, true],
  ['is still lost', withPrimary({ omapi }), refused, false],
  ['answered before', withPrimary({ omapi: { ...omapi, failure: null } }), answered, false],
  ['answers for the first time', withPrimary({}), answered, false],
  ['answers while its partner is lost', withPrimary({ omapi }), { ...answered, serverId: 2 }, false],
])('a server that %s', (_, memory, reading, expected) => {
  expect(isBack(memory, reading)).toBe(expected);
});
