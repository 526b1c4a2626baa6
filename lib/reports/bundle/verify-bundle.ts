import { z } from 'zod';
import { MANIFEST, type Manifest, manifestSchema } from './manifest.ts';
import { ArchiveError, readArchive } from './read-archive.ts';
import { sealOf, sha256Of } from './seal.ts';

export type Verification = {
  /** null where it can't be read. */
  manifest: Manifest | null;
  /** What is not as it was made, each in a sentence; empty: nothing was altered. */
  faults: string[];
};

/** Holds a bundle against its own manifest and seal, and names what was altered. */
export function verifyBundle(bytes: Uint8Array): Verification {
  const faults: string[] = [];
  const seal = sealOf(bytes);
  const files = unpacked(bytes, faults);
  const manifest = files && manifestOf(files, faults);
  if (files && manifest) faults.push(...alteredFiles(files, manifest));
  if (seal === null)
    faults.push(
      'The archive has no seal at its end: it was not made by Pairwatch, was packed anew, or is cut off.',
    );
  else if (seal.told !== seal.found)
    faults.push(
      `The archive as a whole was altered: its seal says sha256 ${seal.told}, its bytes have ${seal.found}.${
        faults.length === 0
          ? ' No file in it differs from the manifest: what was altered is the archive’s own directory or the seal.'
          : ''
      }`,
    );
  return { manifest, faults };
}

function unpacked(bytes: Uint8Array, faults: string[]): Map<string, Uint8Array> | null {
  try {
    return readArchive(bytes);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    faults.push(`The archive can not be unpacked: ${error.message}.`);
    return null;
  }
}

function manifestOf(files: Map<string, Uint8Array>, faults: string[]): Manifest | null {
  const bytes = files.get(MANIFEST);
  if (!bytes) {
    faults.push(`${MANIFEST} is missing: this is no bundle of Pairwatch, or it was taken out.`);
    return null;
  }
  try {
    return manifestSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    faults.push(`${MANIFEST} can not be read: ${why}.`);
    return null;
  }
}

function alteredFiles(files: Map<string, Uint8Array>, manifest: Manifest): string[] {
  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  const faults: string[] = [];
  for (const { path, bytes, sha256 } of manifest.files) {
    const found = files.get(path);
    if (!found) faults.push(`${path} is missing; the manifest lists it with ${bytes} bytes.`);
    else if (sha256Of(found) !== sha256)
      faults.push(`${path} was altered: the manifest says sha256 ${sha256}, it has ${sha256Of(found)}.`);
  }
  for (const path of files.keys())
    if (path !== MANIFEST && !listed.has(path))
      faults.push(`${path} was added: the manifest does not list it.`);
  return faults;
}
