import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { unzipSync } from 'fflate';
import { type IncidentReport, incidentReportSchema } from '../../lib/contracts/incident-report.ts';
import { type ReportFormat, reportFormatSchema } from '../../lib/contracts/report-profile.ts';
import { lengthOf, utcSecond } from '../../lib/reports/text/words.ts';
import { runCommand } from './command.ts';
import { recordsOfCsv } from './csv.ts';

/**
 * The report on an incident in each format, once the API gave each: out of the bundle, since of an incident that goes on any
 * two answers differ. `model` is what the JSON says.
 */
export async function incidentFiles(url: string, id: number) {
  let bundle = new Uint8Array();
  for (const format of reportFormatSchema.options) {
    const answer = await fetch(`${url}/api/v1/incidents/${id}/report?format=${format}`);
    expect([format, answer.status]).toEqual([format, 200]);
    bundle = new Uint8Array(await answer.arrayBuffer());
  }
  return filesOf(bundle);
}

/** What a bundle holds. */
export function filesOf(bundle: Uint8Array) {
  const files = unzipSync(bundle);
  const bytesOf = (format: Exclude<ReportFormat, 'zip'>) => {
    const name = format === 'csv' ? 'timeline.csv' : `report.${format}`;
    const bytes = files[name];
    if (!bytes) throw new Error(`found ${Object.keys(files).join(', ')}; expected ${name}`);
    return Buffer.from(bytes);
  };
  return { bundle, bytesOf, model: incidentReportSchema.parse(JSON.parse(bytesOf('json').toString())) };
}

type IncidentFiles = ReturnType<typeof filesOf>;

const MINUTE_MS = 60_000;
/** Where lines end is the layout's. */
const dense = (text: string) => text.replace(/\s/g, '');

/** That each format which people read has all the figures of the model, and the CSV every event. */
export function expectFigures({ bytesOf, model }: IncidentFiles): void {
  const pdf = execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], { input: bytesOf('pdf') });
  const figures = figuresOf(model);
  const missingIn = (text: string) => figures.filter((figure) => !dense(text).includes(dense(figure)));
  expect(figures.length).toBeGreaterThan(20);
  expect(missingIn(pdf.toString())).toEqual([]);
  expect(
    missingIn(
      bytesOf('html')
        .toString()
        .replaceAll('&gt;', '>')
        .replace(/<[^>]*>/g, ''),
    ),
  ).toEqual([]);
  expect(missingIn(bytesOf('md').toString().replaceAll('<br>', ' ').replaceAll('\\', ''))).toEqual([]);
  const records = recordsOfCsv(bytesOf('csv').toString());
  expect(records).toHaveLength(model.timeline.length);
}

function figuresOf({ span, phases, times, impact, servers, timeline, evidence }: IncidentReport): string[] {
  const { two, one, none, unseen } = impact.minutes;
  const time = (at: string | null) => (at === null ? [] : [utcSecond(at)]);
  return [
    ...[span.from, span.until].flatMap(time),
    ...phases.flatMap(({ at }) => time(at)),
    ...times.flatMap(({ ms }) => (ms === null ? [] : [lengthOf(ms)])),
    ...[two, one, none, unseen].map((minutes) => lengthOf(minutes * MINUTE_MS)),
    ...servers.flatMap(({ dhcpdVersion }) => dhcpdVersion ?? []),
    ...timeline.flatMap(({ at, serverStamp, corrected }) => [
      ...time(at),
      ...time(serverStamp),
      ...(corrected
        ? [corrected.at.slice(11, 23), `± ${Number((corrected.uncertaintyMs / 1000).toFixed(3))} s`]
        : []),
    ]),
    ...impact.backlog.flatMap(({ most }) => (most ? [`${most.count} lease`] : [])),
    ...evidence.map(({ sha256 }) => sha256),
  ];
}

/** That `report verify` takes a bundle as it was made, and refuses it with one byte changed. */
export async function expectSealed({ bundle }: IncidentFiles, folder: string): Promise<void> {
  const path = join(folder, 'incident.zip');
  writeFileSync(path, bundle);
  expect(await runCommand(['report', 'verify', path])).toMatchObject({ exitCode: 0 });
  const bytes = readFileSync(path);
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  writeFileSync(path, bytes);
  expect(await runCommand(['report', 'verify', path])).toMatchObject({ exitCode: 1 });
}
