import {
  appendFileSync,
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { JournalEntry, Server } from '../model/server.ts';
import { leaseBlock, leaseFileText, serverDuidLine, stateBlock } from './lease-text.ts';

/**
 * Brings the file at `path` up to date with what the server wrote: blocks are appended, a rewrite replaces the file as dhcpd
 * does (reference 4.6). A missing file is taken for an empty one. Throws what the file system throws.
 */
export function writeJournal(path: string, server: Server, journal: readonly JournalEntry[]): void {
  let appended = '';
  for (const entry of journal) {
    if (entry.kind !== 'rewrite') {
      appended += entryText(server, entry);
      continue;
    }
    appendFileSync(path, appended);
    appended = '';
    rewrite(path, leaseFileText(server), entry.databaseLost);
  }
  if (appended) appendFileSync(path, appended);
}

function entryText(server: Server, entry: Exclude<JournalEntry, { kind: 'rewrite' }>): string {
  switch (entry.kind) {
    case 'lease':
      return leaseBlock(entry.lease);
    case 'state':
      return stateBlock(entry.record, server.peer);
    case 'server-duid':
      return serverDuidLine(server);
  }
}

/** The new file is complete before it takes the name; the old one lives on as `<path>~`, so that the path never goes missing. */
function rewrite(path: string, text: string, databaseLost: boolean): void {
  const newPath = `${path}.${Math.floor(Date.now() / 1000)}`;
  writeSynced(newPath, text);
  rmSync(`${path}~`, { force: true });
  if (databaseLost) {
    rmSync(path, { force: true });
    appendFileSync(path, '');
  }
  linkSync(path, `${path}~`);
  renameSync(newPath, path);
}

function writeSynced(path: string, text: string): void {
  const file = openSync(path, 'w', 0o664);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
