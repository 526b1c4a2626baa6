import { countOf } from '../../pair/count.ts';
import { piece, type Result, resultOf } from '../result.ts';

export type BackupFacts = {
  servers: {
    name: string;
    /** null: the settings name no lease file of it. */
    copy: CopyFacts | null;
  }[];
};

/** A copy that was read again from the disk, or why there is none. */
export type CopyFacts =
  | {
      at: number;
      id: number;
      sizeBytes: number;
      storedBytes: number;
      sha256: string;
      leases: number;
      error: null;
    }
  | { at: number; error: string };

/** Whether each lease file that the settings name was copied, and the copies were verified. */
export function checkBackups({ servers }: BackupFacts): Result {
  const evidence = servers.map(({ name, copy }) => {
    if (copy === null)
      return piece(
        null,
        name,
        'leases',
        `The settings name no lease file of ${name}: it is not copied.`,
        null,
      );
    if (copy.error !== null) return piece('fail', name, 'leases', copy.error, copy.at);
    const { id, sizeBytes, storedBytes, sha256, leases, at } = copy;
    return piece(
      'pass',
      name,
      'leases',
      `Copy ${id} of the lease file of ${name} has ${countOf(leases, 'address', 'addresses')} in ${countOf(sizeBytes, 'byte')} (${storedBytes} stored), SHA-256 ${sha256}.`,
      at,
    );
  });
  const names = (isCopied: boolean) =>
    servers.filter(({ copy }) => (copy !== null) === isCopied).map(({ name }) => name);
  const copied = names(true);
  const [missing] = names(false);
  const rest = missing === undefined ? '' : ` The settings name none of ${missing}.`;
  return resultOf(
    evidence,
    `${copied.length === 1 ? 'The lease file' : 'The lease files'} of ${copied.join(' and ')} ${copied.length === 1 ? 'was copied, and the copy' : 'were copied, and each copy'} read again.${rest}`,
  );
}
