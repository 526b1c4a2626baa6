import type { Channel } from '../notify/endpoint.ts';
import type { PairSettings, Settings } from '../settings/settings.ts';
import { sealedEndpoints } from '../store/endpoints.ts';
import { storedPairs } from '../store/stored-pairs.ts';
import { broken, ok, type Said } from './line.ts';
import { withDatabase } from './product.ts';
import type { Check } from './run-checks.ts';

/** Open what pages sealed; the message of a rejection tells people why not, and holds no secret. */
export type Openers = {
  openChannel(sealed: string): Promise<Channel>;
  openPair(sealed: string): Promise<PairSettings>;
};

export type Opened = { pairs: PairSettings[]; endpoints: { name: string; channel: Channel }[] };

/** Whether the key opens all that was sealed on the pages. What it opens is put into `opened`. */
export const sealedCheck = (settings: Settings, openers: Openers, opened: Opened): Check => ({
  group: 'Sealed secrets',
  id: 'sealed',
  about: 'what was sealed on the pages',
  withinMs: 8_000,
  run: () => openSealed(settings, openers, opened),
});

async function openSealed(
  { databaseUrl }: Settings,
  { openChannel, openPair }: Openers,
  opened: Opened,
): Promise<Said | readonly Said[]> {
  const read = await withDatabase(databaseUrl, (database) =>
    database.read(async (tx) => ({ pairs: await storedPairs(tx), endpoints: await sealedEndpoints(tx) })),
  );
  if ('status' in read) return read;
  const closed: Said[] = [];
  const tryTo = async (what: string, open: () => Promise<unknown>) => {
    try {
      await open();
    } catch (error) {
      closed.push(broken(`${what} does not open`, error instanceof Error ? error.message : String(error)));
    }
  };
  for (const { name, sealed } of read.pairs)
    await tryTo(`The pair ${name}, set up on the pages,`, async () =>
      opened.pairs.push(await openPair(sealed)),
    );
  for (const { name, sealed } of read.endpoints)
    await tryTo(`The endpoint ${name}, made on the pages,`, async () =>
      opened.endpoints.push({ name, channel: await openChannel(sealed) }),
    );
  if (closed.length > 0) return closed;
  const count = read.pairs.length + read.endpoints.length;
  return ok(count === 0 ? 'Nothing is sealed yet' : `The key opens all ${count} that are sealed`);
}
