import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTOR_KINDS } from '../access/actor.ts';
import { auditEntrySchema, auditQuerySchema } from '../contracts/audit.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { recordAudit } from './audit.ts';
import { listAudit } from './audit-log.ts';
import { scoped } from './scope.ts';
import { NOW } from './testing/samples.ts';

const ANNA = { kind: 'user', id: 'u1', name: 'Anna', address: '192.0.2.7' } as const;

describeOnEngines('the audit log', ({ open }) => {
  it('is read newest first, by who, deed, pair and time, page by page', async () => {
    const { db } = await open();
    await db.write(async (tx) => {
      for (let n = 0; n < 5; n++) {
        const of = { at: NOW + n, target: `silence:${n}`, pairName: n % 2 === 0 ? 'office' : 'branch' };
        await recordAudit(tx, {
          ...of,
          actor: ANNA,
          deed: n === 4 ? 'silence-ended' : 'silenced',
          before: null,
          after: { n },
        });
      }
      await recordAudit(tx, { at: NOW + 5, actor: { ...ANNA, name: 'Ben' }, deed: 'sign-in', target: null });
    });
    const list = (query: object) => db.read((tx) => listAudit(tx, auditQuerySchema.parse(query)));
    const targets = async (query: object) => (await list(query)).entries.map(({ target }) => target);
    expect((await list({ limit: 1 })).entries).toEqual([
      {
        id: expect.any(Number),
        at: new Date(NOW + 5).toISOString(),
        actor: { kind: 'user', id: 'u1', name: 'Ben' },
        address: '192.0.2.7',
        deed: 'sign-in',
        target: null,
        pair: null,
        before: null,
        after: null,
      },
    ]);
    expect(await targets({ who: 'Anna', limit: 2 })).toEqual(['silence:4', 'silence:3']);
    expect(await targets({ pair: 'branch' })).toEqual(['silence:3', 'silence:1']);
    expect(await targets({ deed: 'silence-ended' })).toEqual(['silence:4']);
    expect(await targets({ from: String(NOW + 1), to: String(NOW + 3) })).toEqual(['silence:2', 'silence:1']);
    const { nextBefore } = await list({ limit: 4 });
    expect([await targets({ limit: 4, before: nextBefore }), nextBefore]).toEqual([
      ['silence:1', 'silence:0'],
      expect.any(Number),
    ]);
    const seen = await db.read((tx) =>
      listAudit(scoped(tx, { pairs: ['branch'], id: null }), auditQuerySchema.parse({})),
    );
    expect(seen.entries.map(({ target }) => target)).toEqual(['silence:3', 'silence:1']);
  });
});

describe('the code', () => {
  it('tells every kind of actor there is', () => {
    expect(auditEntrySchema.shape.actor.shape.kind.options).toEqual([...ACTOR_KINDS]);
  });

  it('has nothing that changes the audit log, and nothing but retention that removes of it', () => {
    const root = join(import.meta.dirname, '../..');
    const found = ['lib', 'app', 'bin'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(?:ts|tsx|mjs)$/.test(file) && !/generated|\.test\.|node_modules/.test(file))
        .flatMap((file) => {
          const text = readFileSync(join(root, folder, file), 'utf8');
          const verbs = text.matchAll(
            /auditEntry\s*\.\s*(\w+)|(?:UPDATE|DELETE FROM|TRUNCATE)\s+"?(AuditEntry)/gi,
          );
          return [...verbs].map(([, verb, raw]) => `${folder}/${file} ${verb ?? raw}`);
        }),
    );
    const changing = found.filter((each) => !/ (?:create|find\w+|count|groupBy)$/.test(each));
    expect(changing).toEqual(['lib/store/history-prune.ts deleteMany']);
    expect(found).toContain('lib/store/audit.ts create');
  });
});
