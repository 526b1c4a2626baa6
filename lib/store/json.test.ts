import { expect, it } from 'vitest';
import { describeOnEngines } from '../db/testing/engines.ts';
import { jsonColumn } from './json.ts';
import { event, makePair } from './testing/samples.ts';

it.each<[string, object, unknown]>([
  ['a NUL', ['a\0b', { 'c\0': '\0\0' }], ['a\ufffdb', { 'c\ufffd': '\ufffd\ufffd' }]],
  ['half a surrogate pair', ['\ud800x', 'y\udc00', '\u{1f5a8}'], ['\ufffdx', 'y\ufffd', '\u{1f5a8}']],
  ['what only looks like one', ['\\u0000', '\\\\ud800'], ['\\u0000', '\\\\ud800']],
  ['other controls', ['"\n\u0001\\'], ['"\n\u0001\\']],
  ['what JSON has no word for', { gone: undefined, at: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }],
])('tells %s as both engines take it', (_, value, expected) => {
  expect(jsonColumn(value)).toEqual(expected);
});

describeOnEngines('a JSON column', (engine) => {
  it('takes any text there is', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const { evidence: _, ...columns } = event(pairId);
    const at = new Date(0);
    const evidence = jsonColumn(['a\0b\ud800"\\u0000\u0001']);
    const data = { ...columns, at, observedAt: at, sortAt: at, evidence };
    const { id } = await db.write((tx) => tx.event.create({ data, select: { id: true } }));
    const row = await db.read((tx) => tx.event.findUniqueOrThrow({ where: { id } }));
    expect(row.evidence).toEqual(['a\ufffdb\ufffd"\\u0000\u0001']);
  });
});
