import { expect, test } from 'vitest';
import { OmapiError } from '../errors.ts';
import { decodeFailoverState } from '../failover-state.ts';
import { decodePoolCounters, decodePoolHandle } from '../pool.ts';
import { CONVERSATIONS, SECRET } from '../testing/fixtures.ts';
import { ByteFeed } from './byte-feed.ts';
import { createSigner } from './hmac.ts';
import { encodeInteger, INTRO, type OmapiMessage } from './message.ts';
import { MAX_VALUE_BYTES, readConversation } from './read-message.ts';
import { readReply } from './reply.ts';

const INPUTS = 100_000;
const SEED = 20_261_121;

/** Numbers in [0, 1), the same in every run (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = seededRandom(SEED);
const below = (limit: number) => Math.floor(random() * limit);
const pick = <T>(choices: readonly T[]): T => {
  const choice = choices[below(choices.length)];
  if (choice === undefined) throw new Error('nothing to choose from');
  return choice;
};
const randomBytes = (count: number) => Buffer.from(Array.from({ length: count }, () => below(256)));

const NASTY_LENGTHS = [
  0, 1, 2, 0x7f, 0xff, 0xffff, 0x10000, 0x10001, 0xfffff, 0x7fffffff, 0x80000000, 0xffffffff,
];

const MUTATIONS: ((bytes: Buffer) => Buffer)[] = [
  (bytes) => bytes.subarray(0, below(bytes.length)),
  (bytes) => {
    for (let flips = 1 + below(4); flips > 0; flips -= 1) {
      const at = below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    }
    return bytes;
  },
  (bytes) => {
    encodeInteger(pick(NASTY_LENGTHS)).copy(bytes, below(bytes.length));
    return bytes;
  },
  (bytes) => {
    const at = below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), randomBytes(1 + below(30)), bytes.subarray(at)]);
  },
  (bytes) => {
    const at = below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(30))]);
  },
  (bytes) => {
    const other = pick(CONVERSATIONS).bytes;
    return Buffer.concat([bytes.subarray(0, below(bytes.length)), other.subarray(below(other.length))]);
  },
];

function input(): Buffer {
  const kind = random();
  if (kind < 0.1) return randomBytes(below(200));
  if (kind < 0.2) return Buffer.concat([INTRO, randomBytes(below(400))]);
  let bytes: Buffer = Buffer.from(pick(CONVERSATIONS).bytes);
  for (let rounds = 1 + below(3); rounds > 0 && bytes.length > 0; rounds -= 1) bytes = pick(MUTATIONS)(bytes);
  return bytes;
}

const SIGNER = createSigner({ name: 'omapi_key', algorithm: 'hmac-sha256', secret: SECRET }, 1);

/** All a client would do with a message, each part with its own right to fail. */
function consume(message: OmapiMessage): void {
  for (const use of [
    () => readReply(message, null),
    () => readReply(message, SIGNER),
    () => decodeFailoverState(message.object),
    () => decodePoolHandle(message.object),
    () => decodePoolCounters(1, message.object),
  ]) {
    typed(use);
  }
}

/** Runs what may fail with an OmapiError and with nothing else; tells whether it did. */
function typed(run: () => void): boolean {
  try {
    run();
    return false;
  } catch (error) {
    if (!(error instanceof OmapiError)) throw error;
    expect(error.message.length).toBeLessThan(400);
    return true;
  }
}

test(`${INPUTS} random and mutated inputs end in messages, a typed error, or a bounded wait`, {
  timeout: 120_000,
}, () => {
  const seen = { messages: 0, errors: 0, waits: 0 };
  for (let round = 0; round < INPUTS; round += 1) {
    const bytes = input();
    const feed = new ByteFeed(
      readConversation({
        intro() {},
        message(message) {
          seen.messages += 1;
          consume(message);
        },
      }),
    );
    const failed = typed(() => {
      for (let at = 0; at < bytes.length; ) {
        const end = at + 1 + below(bytes.length);
        feed.push(bytes.subarray(at, end));
        at = end;
      }
    });
    if (failed) {
      seen.errors += 1;
      continue;
    }
    seen.waits += 1;
    // Whatever a stranger announces, we never hold more than one value.
    if (
      feed.neededBytes < 1 ||
      feed.neededBytes > MAX_VALUE_BYTES ||
      feed.bufferedBytes >= feed.neededBytes
    ) {
      expect.fail(`waits for ${feed.neededBytes} bytes with ${feed.bufferedBytes} at hand`);
    }
  }
  // The inputs reach all three ends, or this test proves nothing.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(INPUTS / 10);
});
