import { expect, it } from 'vitest';
import { MESSAGE_TYPES, messageSchema } from '../contracts/message.ts';
import { testData } from './test-message.ts';

const SENTENCE = 'anna tests whether messages of Pairwatch arrive at ops.';

it.each(MESSAGE_TYPES)('a test of %s is as such a message must be, and says what it is', (type) => {
  const message = { type, timestamp: '2026-11-21T10:00:00.000Z', data: testData(type, SENTENCE, 'anna') };
  expect(messageSchema.parse(message)).toEqual(message);
  const text = JSON.stringify(message);
  expect(text).toContain(SENTENCE);
  for (const ofSample of ['office', 'Head office', 'systemctl']) expect(text).not.toContain(ofSample);
});
