import type { PeriodReport, RecordIncident } from '../../contracts/period-report.ts';
import type { Block } from '../../reports/document.ts';
import { heading, paragraph } from '../../reports/text/heading.ts';
import type { Moments } from '../../reports/text/moments.ts';
import { lengthOf } from '../../reports/text/words.ts';
import { FIXED } from './fixed.ts';

/** A pair that flaps has more than anybody reads; the other formats have them all. */
const MOST_ROWS = 200;

/** The incidents, and how long they took to be seen, taken and over. */
export function incidentBlocks({ incidents, times }: PeriodReport, moments: Moments): Block[] {
  const title = heading('Incidents', 'incidents');
  if (incidents.length === 0) return [title, paragraph(FIXED.noIncident)];
  return [
    title,
    {
      kind: 'table',
      caption: FIXED.times,
      columns: [
        { title: 'What', weight: 1.3 },
        { title: 'Median', align: 'right' },
        { title: 'Mean', align: 'right' },
        { title: 'Of' },
        { title: 'Definition', weight: 3 },
      ],
      rows: times.map(({ title: name, medianMs, meanMs, count, without, definition }) => [
        name,
        medianMs === null ? FIXED.unknown : lengthOf(medianMs),
        meanMs === null ? FIXED.unknown : lengthOf(meanMs),
        without === 0 ? `${count}` : `${count}; ${without} have no such time`,
        definition,
      ]),
    },
    paragraph(FIXED.timesAre, 'muted'),
    {
      kind: 'table',
      caption: FIXED.incidents,
      columns: [
        { title: 'Incident', weight: 1.1 },
        { title: 'Began', weight: 1.6 },
        { title: 'What', weight: 3 },
        { title: 'Detected after', align: 'right' },
        { title: 'Taken after', align: 'right' },
        { title: 'Recovered after', align: 'right' },
      ],
      rows: incidents
        .slice(0, MOST_ROWS)
        .map((incident) => [
          { lines: [`${incident.id}: ${incident.pair}`, incident.severity, ...notes(incident)] },
          { lines: moments.lines(incident.beganAt) },
          incident.sentence,
          lengthOf(incident.detectMs),
          incident.acknowledgeMs === null ? FIXED.never : lengthOf(incident.acknowledgeMs),
          incident.recoverMs === null ? FIXED.goesOn : lengthOf(incident.recoverMs),
        ]),
    },
    ...(incidents.length > MOST_ROWS
      ? [paragraph(`The first ${MOST_ROWS} of ${incidents.length} incidents are listed.`, 'muted')]
      : []),
  ];
}

const notes = ({ isPlanned, isFromBefore }: RecordIncident): string[] => [
  ...(isPlanned ? ['planned'] : []),
  ...(isFromBefore ? ['from before'] : []),
];
