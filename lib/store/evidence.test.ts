import { expect, it } from 'vitest';
import { MOST_LINES, pairEvidenceSchema } from '../contracts/evidence.ts';
import type { Evidence } from '../contracts/verdict.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { appendEvent } from './events.ts';
import { pairEvidence } from './evidence.ts';
import { saveServerStatus } from './server-status.ts';
import { event, makePair, NOW, view } from './testing/samples.ts';

const told = (source: Evidence['source'], text: string): Evidence => ({
  server: 'dhcp-a',
  source,
  text,
  observedAt: new Date(NOW).toISOString(),
});

describeOnEngines('the evidence of a pair', (engine) => {
  it('is what each server told last, by its source, as it told it', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId: serverId } = await makePair(db);
    await db.write(async (tx) => {
      await saveServerStatus(tx, serverId, view(), { name: 'pair', 'local-state': 2 });
      const both = [told('leases', 'my state normal'), told('log', 'moves to normal')];
      await appendEvent(tx, event(pairId, { key: 'both', serverId, evidence: both }));
      for (let line = 1; line <= MOST_LINES; line += 1) {
        const changes = { key: `log:${line}`, serverId, kind: 'log', sortAt: NOW + line } as const;
        await appendEvent(tx, event(pairId, { ...changes, evidence: [told('log', `line ${line}`)] }));
      }
    });
    const found = await db.read((tx) => pairEvidence(tx, 'office'));
    const { servers } = pairEvidenceSchema.parse({ now: new Date(NOW).toISOString(), ...found });
    expect(servers.map(({ name, omapi }) => [name, omapi?.attributes])).toEqual([
      [
        'dhcp-a',
        [
          { name: 'name', value: 'pair' },
          { name: 'local-state', value: 2 },
        ],
      ],
      ['dhcp-b', undefined],
    ]);
    const [a, b] = servers;
    expect(a?.leaseFile.map(({ text }) => text)).toEqual(['my state normal']);
    expect(a?.log.map(({ text }) => text).slice(0, 2)).toEqual(['line 8', 'line 7']);
    expect([a?.log.length, b?.log.length]).toEqual([MOST_LINES, 0]);
    expect(await db.read((tx) => pairEvidence(tx, 'nowhere'))).toBeNull();
  });
});
