import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportDocument } from '../document.ts';
import { anyDocument, HOSTILE_TEXTS } from '../testing/any-document.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { type Element, readStrict } from '../testing/strict-markup.ts';
import { visibleText } from '../text/visible-text.ts';
import { HTML_POLICY, htmlReport } from './html-report.ts';

const NAMES =
  /^(html|head|meta|title|style|body|main|header|nav|footer|h[1-3]|p|br|dl|div|dt|dd|ul|ol|li|a|table|caption|thead|tbody|tr|th|td|code|pre|figure|figcaption|details|summary|svg|desc|path|text|span)$/;
/** What each attribute may be; a text has its place in none but `content`, which is ours. */
const VALUES: Record<string, RegExp> = {
  lang: /^en$/,
  charset: /^utf-8$/,
  name: /^(viewport|color-scheme|referrer)$/,
  content: /^[ -~]+$/,
  'http-equiv': /^Content-Security-Policy$/,
  class: /^[a-z]+$/,
  id: /^s-[\w-]*$/,
  href: /^#s-[\w-]*$/,
  scope: /^col$/,
  'aria-label': /^Contents$/,
  xmlns: /^http:\/\/www\.w3\.org\/2000\/svg$/,
  role: /^img$/,
  viewBox: /^0 0 [\d. ]+$/,
  'font-family': /^inherit$/,
  'font-weight': /^bold$/,
  'text-anchor': /^(start|middle|end)$/,
  d: /^[MLhvz\d. -]+$/,
  fill: /^(none|var\(--[a-z-]+\))$/,
  stroke: /^var\(--[a-z-]+\)$/,
};
const FIGURE = /^-?[\d. ]+$/;

function expectOurs({ name, attributes }: Element): void {
  expect(name).toMatch(NAMES);
  for (const [attribute, value] of Object.entries(attributes))
    expect(`${attribute}=${value}`).toMatch(
      new RegExp(`^${attribute}=${(VALUES[attribute] ?? FIGURE).source.replace(/^\^/, '')}`),
    );
}

describe('a report as HTML', () => {
  it('has no element and no attribute that comes from a text', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const { elements, text } = readStrict(htmlReport(document));
        for (const element of elements) expectOurs(element);
        expect(text).toContain(visibleText(document.title));
        expect(text).toContain(visibleText(document.running));
      }),
      { numRuns: 150 },
    );
  });

  it('shows every hostile text as it is, in every place of a document', () => {
    const { text } = readStrict(htmlReport(everywhere(HOSTILE_TEXTS)));
    for (const hostile of HOSTILE_TEXTS)
      for (const line of hostile.split(/\r\n|[\n\r]/))
        expect(text.split(visibleText(line)).length).toBeGreaterThan(4);
  });

  it('asks nobody for anything, and says so to the browser', () => {
    const html = htmlReport(sampleDocument(3));
    expect(html).toContain(`content="${HTML_POLICY}"`);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\ssrc=/i);
    expect([...html.matchAll(/https?:\/\/[^"' ]+/g)].map(([url]) => url)).toEqual(
      Array(3).fill('http://www.w3.org/2000/svg'),
    );
  });

  it('gives each chart a name, a description and its figures as a table', () => {
    const { elements } = readStrict(htmlReport(sampleDocument(3)));
    const count = (name: string) => elements.filter((element) => element.name === name).length;
    expect([count('svg'), count('desc'), count('details')]).toEqual([3, 3, 3]);
  });
});

function everywhere(texts: readonly string[]): ReportDocument {
  return {
    title: 'Texts',
    subtitle: '',
    about: texts.map((text) => ['term', text] as const),
    madeAt: '2026-11-22T10:00:00.000Z',
    running: '',
    blocks: texts.flatMap((text) => [
      { kind: 'heading', level: 2, text, id: text },
      { kind: 'paragraph', text },
      { kind: 'list', items: [text] },
      {
        kind: 'table',
        caption: '',
        columns: [{ title: text }],
        rows: [[text], [{ lines: [text], isMono: true }]],
      },
    ]),
  };
}
