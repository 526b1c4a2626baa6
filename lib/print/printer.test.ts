import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildReportThread } from '../../bin/report-thread.mjs';
import { sampleDocument } from '../reports/testing/sample-document.ts';
import { createPrinter } from './printer.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-print-'));
  await buildReportThread(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('the printer, from the thread as it is built', () => {
  it('renders each format, needing nothing but its folder', async () => {
    const printer = createPrinter(folder);
    expect(latin1(await printer.print(sampleDocument(5), 'pdf'))).toMatch(/^%PDF-1\.7[\s\S]*%%EOF\s*$/);
    expect(latin1(await printer.print(sampleDocument(5), 'html'))).toMatch(/^<!DOCTYPE html>/);
    expect(latin1(await printer.print(sampleDocument(5), 'md'))).toMatch(/^# Incident 42/);
  });

  it('lets the process go on meanwhile', async () => {
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 1);
    const printed = createPrinter(folder).print(sampleDocument(4000), 'pdf');
    // The document is made into JSON in this thread; what comes after that counts.
    await new Promise((resolve) => setTimeout(resolve));
    turns = 0;
    await printed;
    clearInterval(turning);
    expect(turns).toBeGreaterThan(20);
  });

  it('renders one report after another, also after one that failed', async () => {
    const printer = createPrinter(folder);
    const done: string[] = [];
    // Not what its type says: a caller's fault, which must not end the process.
    const broken = { ...sampleDocument(1), blocks: 1 } as unknown as ReturnType<typeof sampleDocument>;
    const results = await Promise.allSettled([
      printer.print(sampleDocument(300), 'pdf').then(() => done.push('large')),
      printer.print(broken, 'html'),
      printer.print(sampleDocument(1), 'md').then(() => done.push('small')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(done).toEqual(['large', 'small']);
  });

  it('says what is missing', async () => {
    const nowhere = join(folder, 'nowhere');
    await expect(createPrinter(nowhere).print(sampleDocument(1), 'pdf')).rejects.toThrow(
      `the program that renders reports is not at ${nowhere}/report-worker.mjs`,
    );
  });
});
