import { strToU8, zipSync } from 'fflate';
import { MANIFEST, type Manifest } from './manifest.ts';
import { sealed, sha256Of } from './seal.ts';

/** A ZIP archive tells no time before that, and no zone: the same files make the same bytes. */
const NO_TIME = '1980-01-01T00:00:00';

/** One archive of some files, with a manifest of their hashes and a seal over all of it. */
export function makeBundle(
  files: Readonly<Record<string, Uint8Array>>,
  about: Omit<Manifest, 'schema' | 'files'>,
): Uint8Array<ArrayBuffer> {
  const manifest: Manifest = {
    schema: 'pairwatch.report-bundle/1',
    ...about,
    files: Object.entries(files).map(([path, bytes]) => ({
      path,
      bytes: bytes.length,
      sha256: sha256Of(bytes),
    })),
  };
  const all = { [MANIFEST]: strToU8(`${JSON.stringify(manifest, null, 2)}\n`), ...files };
  return sealed(zipSync(all, { level: 6, mtime: NO_TIME }));
}
