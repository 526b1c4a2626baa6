import { describe, expect, it } from 'vitest';
import { judgeChanges, judgeDeliveries } from './judge.ts';

const AT = Date.UTC(2026, 10, 22, 6, 0);
const made = { server: 'a', from: 'normal', to: 'communications-interrupted', at: AT };
const told = { ...made, key: 'state:1:log:1', sources: ' log ' };

describe('judgeChanges', () => {
  it('finds nothing where each change is told once, near its time', () => {
    expect(judgeChanges([made, { ...made, at: AT + 20_000 }], [{ ...told, at: AT + 20_900 }, told])).toEqual(
      [],
    );
  });

  it('finds what is missing, what is told twice, and what is told of another server or far off', () => {
    expect(judgeChanges([made], [])).toHaveLength(1);
    expect(judgeChanges([made], [told, { ...told, at: AT + 900 }])).toHaveLength(1);
    expect(judgeChanges([made], [{ ...told, server: 'b' }])).toHaveLength(2);
    expect(judgeChanges([made], [{ ...told, at: AT + 60_000 }])).toHaveLength(2);
  });
});

describe('judgeDeliveries', () => {
  const message = { webhookId: 'msg_1', body: '{}', isDelivered: true, attempts: 1, tries: 1 };
  const arrival = { webhookId: 'msg_1', body: '{}', accepted: true };

  it('takes a message that arrived more than once for delivered', () => {
    expect(judgeDeliveries([message], [{ ...arrival, accepted: false }, arrival, arrival])).toEqual([]);
  });

  it('finds what was lost, altered, not kept, or is of nobody', () => {
    expect(judgeDeliveries([message], [{ ...arrival, accepted: false }])).toHaveLength(1);
    expect(judgeDeliveries([{ ...message, isDelivered: false }], [arrival])).toHaveLength(1);
    expect(judgeDeliveries([message], [{ ...arrival, body: '{"a":1}' }])).toHaveLength(1);
    expect(judgeDeliveries([{ ...message, attempts: 2 }], [arrival])).toHaveLength(1);
    expect(judgeDeliveries([], [arrival])).toHaveLength(1);
  });
});
