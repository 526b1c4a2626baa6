import { expect, it } from 'vitest';
import { drillReportSchema } from '../../contracts/drill.ts';
import { htmlReport } from '../../reports/html/html-report.ts';
import { markdownReport } from '../../reports/markdown/markdown-report.ts';
import { advanceDrill } from './advance.ts';
import { drillCsv } from './csv.ts';
import { drillDocument } from './document.ts';
import { drillReport, signed } from './report.ts';
import { at, ended, FAULTLESS, facts, running, stored } from './testing/told.ts';
import { exactly } from './words.ts';

const GENERATED = { at: new Date(at(300)).toISOString(), by: 'Pairwatch', productVersion: '1.0.0' };
const drill = stored(ended(advanceDrill(running(), facts(FAULTLESS), at(30)), 200));

it('says in each format what the report says, in the order of the steps', () => {
  const report = drillReport(drill, GENERATED, at(300));
  expect(drillReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  const document = drillDocument(report);
  for (const text of [markdownReport(document), htmlReport(document)]) {
    const plain = text.replaceAll('\\', '');
    for (const { title, at: seenAt } of report.steps) {
      expect(plain).toContain(title);
      if (seenAt) expect(plain).toContain(seenAt.slice(0, 19).replace('T', ' '));
    }
    for (const { ms } of report.measures) expect(plain).toContain(exactly(ms ?? Number.NaN));
    expect(plain).toContain('Nobody has signed this report.');
  }
  const lines = drillCsv(report).trim().split('\r\n');
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(report.steps.map(({ code }) => code));
});

it('says aloud that a signed one was altered', () => {
  const signature = signed(drill, 'carla', at(250));
  const words = (changed: object) =>
    markdownReport(drillDocument(drillReport({ ...drill, signature, ...changed }, GENERATED, at(300))));
  expect(words({})).toContain(signature.sha256);
  expect(words({})).not.toContain('altered after it was signed');
  expect(words({ actor: 'eve' })).toContain('This record was altered after it was signed');
});

it('keeps what was signed, whatever a later look would say', () => {
  const signature = signed(drill, 'carla', at(250));
  const later = drillReport({ ...drill, signature }, GENERATED, at(9_000));
  expect(later).toEqual({
    ...signature.report,
    generated: GENERATED,
    signature: { by: 'carla', at: signature.at, sha256: signature.sha256 },
    isAltered: false,
  });
});

it('puts down an abandoned one that never began as what it is', () => {
  const never = stored({ ...running(), phase: 'abandoned', startedAt: null, endedAt: at(5) });
  const text = markdownReport(drillDocument(drillReport(never, GENERATED, at(10))));
  expect(text).toContain('Abandoned before it began.');
  expect(text).not.toContain('What was not expected');
});
