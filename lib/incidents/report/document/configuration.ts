import type { FileDiff } from '../../../contracts/config.ts';
import type { IncidentReport, ReportConfig } from '../../../contracts/incident-report.ts';
import type { Block } from '../../../reports/document.ts';
import { heading, paragraph, slug } from '../../../reports/text/heading.ts';
import type { Moments } from '../../../reports/text/moments.ts';
import { FIXED, UNKNOWN } from './fixed.ts';
import { shortRefs } from './impact.ts';

/** What the servers ran with, and what of it had changed. */
export function configurationBlocks({ servers, configuration }: IncidentReport, moments: Moments): Block[] {
  return [
    heading('Servers and configuration', 'configuration'),
    {
      kind: 'table',
      caption: FIXED.servers,
      columns: [
        { title: 'Server' },
        { title: 'Role' },
        { title: 'Host' },
        { title: 'dhcpd' },
        { title: 'Time zone' },
      ],
      rows: servers.map(({ name, role, host, dhcpdVersion, versionEvidence, zone }) => [
        name,
        role,
        { lines: [host], isMono: true },
        dhcpdVersion === null ? UNKNOWN : `${dhcpdVersion} (${shortRefs(versionEvidence)})`,
        zone ?? UNKNOWN,
      ]),
    },
    ...configuration.flatMap((config) => configBlocks(config, moments)),
  ];
}

function configBlocks(
  { server, atBegin, lastHealthy, diff, during }: ReportConfig,
  moments: Moments,
): Block[] {
  const begin =
    atBegin === null
      ? FIXED.neverRead
      : `It ran with version ${atBegin.id} of its configuration, first read at ${moments.text(atBegin.readAt)}.`;
  const healthy =
    lastHealthy === null
      ? FIXED.noHealthyVersion
      : `On the last day that was healthy from begin to end, ${lastHealthy.day} (UTC), it ended with version ${lastHealthy.id}, first read at ${moments.text(lastHealthy.readAt)}.`;
  return [
    heading(`Configuration of ${server}`, `configuration-${slug(server)}`, 2),
    paragraph(begin),
    paragraph(healthy),
    ...(diff === null ? [] : diffBlocks(diff, atBegin?.id === lastHealthy?.id)),
    ...during.flatMap((version) => [
      paragraph(
        `Version ${version.id} was first read within the incident, at ${moments.text(version.readAt)}.`,
      ),
      ...(version.diff === null ? [] : diffBlocks(version.diff, false)),
    ]),
  ];
}

function diffBlocks({ isSame, files }: NonNullable<ReportConfig['diff']>, isOneVersion: boolean): Block[] {
  if (isSame) return [paragraph(isOneVersion ? FIXED.unchanged : FIXED.unchangedSecret)];
  return files.map(fileBlock);
}

function fileBlock({ oldPath, newPath, hunks }: FileDiff): Block {
  const path = newPath ?? oldPath ?? '';
  const what = oldPath === null ? 'new' : newPath === null ? 'gone' : 'changed';
  if (hunks === null) return paragraph(`${path}: ${what}. ${FIXED.tooDifferent}`);
  const text = hunks.flatMap(({ oldStart, newStart, lines }) => [
    `@@ from line ${oldStart}, now line ${newStart} @@`,
    ...lines,
  ]);
  return { kind: 'raw', caption: `${path}: ${what}`, text: text.join('\n') };
}
