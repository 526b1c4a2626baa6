import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MESSAGES } from '../../contracts/message.ts';
import { render } from '../render.ts';
import { webhookHeaders } from '../sign.ts';
import { BARE_SAMPLES, HOSTILE_TEXTS, hugeIncident, SAMPLES, sampleOf } from '../testing/sample-messages.ts';

/** The example that the Standard Webhooks specification and its libraries are tested by. */
const PUBLISHED = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1614265330,
  payload: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const OTHER_SECRET = `whsec_${Buffer.from('a key that is being replaced').toString('base64')}`;

// A receiver refuses what is older than five minutes by its own clock.
beforeEach(() => {
  vi.useFakeTimers({ now: PUBLISHED.timestamp * 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});

it('signs as the published example does', () => {
  const { secret, id, timestamp, payload, signature } = PUBLISHED;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const byHand = createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64');
  expect(`v1,${byHand}`).toBe(signature);
  expect(webhookHeaders(id, payload, [secret], timestamp * 1000)).toEqual({
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
  });
});

const hostile = HOSTILE_TEXTS.map((text) => ({ ...sampleOf('test'), data: { sentence: text, by: text } }));

it.each([...SAMPLES, ...BARE_SAMPLES, ...hostile, hugeIncident(20)])(
  'lets a receiver verify $type with either of two keys, and read what was meant',
  (message) => {
    const { body } = render(message, { kind: 'standard', routingKey: null, template: null }, 'ops');
    const headers = webhookHeaders('msg_1', body, [PUBLISHED.secret, OTHER_SECRET], Date.now());
    for (const secret of [PUBLISHED.secret, OTHER_SECRET]) {
      const received = new Webhook(secret).verify(Buffer.from(body), headers);
      expect(MESSAGES[message.type].parse(received)).toEqual(message);
    }
    const changed = body.replace(message.type, 'incident.resolvec');
    expect(() => new Webhook(OTHER_SECRET).verify(changed, headers)).toThrow('No matching signature');
  },
);
