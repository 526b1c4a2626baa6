import type { IncidentReport, ReportCause } from '../../../contracts/incident-report.ts';
import type { Block } from '../../../reports/document.ts';
import { heading, paragraph } from '../../../reports/text/heading.ts';
import { FIXED, STANDINGS } from './fixed.ts';
import { shortRefs } from './impact.ts';

/** What may have caused it, each with what speaks for it and against it. */
export function causeBlocks({ causes }: IncidentReport): Block[] {
  return [
    heading('Likely cause', 'causes'),
    ...(causes.length === 0 ? [paragraph(FIXED.noCause)] : [paragraph(FIXED.causesAre, 'muted')]),
    ...causes.flatMap(causeBlock),
  ];
}

function causeBlock({ code, title, standing, sentence, supports, against }: ReportCause): Block[] {
  return [
    heading(`${STANDINGS[standing]}: ${title}`, `cause-${code}`, 2),
    paragraph(sentence),
    ...argumentBlocks('What speaks for it', supports, FIXED.nothingFor),
    ...argumentBlocks('What speaks against it', against, FIXED.nothingAgainst),
  ];
}

function argumentBlocks(title: string, all: ReportCause['supports'], none: string): Block[] {
  if (all.length === 0) return [paragraph(none, 'muted')];
  const items = all.map(({ sentence, evidence }) =>
    evidence.length === 0 ? sentence : `${sentence} (${shortRefs(evidence)})`,
  );
  return [paragraph(`${title}:`), { kind: 'list', items }];
}
