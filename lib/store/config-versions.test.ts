import { expect, it } from 'vitest';
import { describeOnEngines } from '../db/testing/engines.ts';
import { type NewConfigVersion, saveConfigVersion } from './config-versions.ts';
import { makePair, NOW } from './testing/samples.ts';

describeOnEngines('versions of a configuration', (engine) => {
  it('begin with each change, know the one before, and are kept for a while', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makePair(db);
    const version = (number: number): NewConfigVersion => ({
      hash: `hash ${number}`,
      files: [{ path: '/etc/dhcp/dhcpd.conf', text: `# ${number}\n` }],
      readAt: NOW + number,
    });
    const save = (serverId: number, number: number) =>
      db.write((tx) => saveConfigVersion(tx, serverId, version(number)));
    expect(await save(primaryId, 1)).toBeNull();
    expect(await save(primaryId, 1)).toBeNull();
    expect(await save(secondaryId, 9)).toBeNull();
    expect(await save(primaryId, 2)).toEqual(version(1).files);
    expect(await save(primaryId, 1)).toEqual(version(2).files);
    for (let number = 10; number < 70; number += 1) await save(primaryId, number);
    const count = (serverId: number) => db.read((tx) => tx.configVersion.count({ where: { serverId } }));
    expect([await count(primaryId), await count(secondaryId)]).toEqual([50, 1]);
  });
});
