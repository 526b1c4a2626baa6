import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorOf, headingsOf } from '../../components/runbook/anchor.ts';
import { LINE_TITLES } from './readiness/line.ts';
import { codesOf, runbookOf } from './runbook.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const INDEX = 'README';
/** A page that is looked things up in, not one about something that is wrong. */
const REFERENCE = 'ask-dhcpd';

const pages = new Map(
  readdirSync(join(ROOT, 'docs/runbook')).map((name) => [
    name.replace(/\.md$/, ''),
    readFileSync(join(ROOT, 'docs/runbook', name), 'utf8'),
  ]),
);

const anchorsOf = (page: string): string[] => headingsOf(pages.get(page) ?? '').map(anchorOf);

/** Links of a page to others: `[page, anchor]`. */
const linksOf = (markdown: string): [string, string | undefined][] =>
  [...markdown.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)].map(([, file = '', anchor]) => [
    file.replace(/\.md$/, ''),
    anchor,
  ]);

/** Every code that the domain and the collector give to a verdict or a finding, found in their sources. */
function codesInSources(): string[] {
  const files = ['lib/pair', 'lib/collect'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|testing\//.test(name))
      .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
  );
  return [...new Set(files.flatMap(codesIn))].sort();
}

const QUOTED_CODE = /['`]((?:[a-z]+|\$\{\w+\.role\})(?:-(?:[a-z]+|\$\{\w+\.role\}))*)['`]/g;

/** What stands after `code:`, or is kept in a name that ends in `Code` or a table of `CODES`, up to the end of it. */
function codesIn(source: string): string[] {
  const named = [...source.matchAll(/\bcode:[^,;]*(?:,\n| \} as const)|\w+Code =[^,;]*;/g)].map(([text]) =>
    text.replaceAll(/[=!]== '[^']*'/g, ''),
  );
  const constants = named.flatMap((value) =>
    [...value.matchAll(/\b[A-Z][A-Z_]+\b/g)].map(([name]) => declarationOf(name, source)),
  );
  const tables = [...source.matchAll(/\bCODES = (\{[\s\S]*?\n\})/g)].flatMap(([, table = '']) =>
    [...table.matchAll(/^ {2}('[a-z-]+'):/gm)].map(([, key = '']) => key),
  );
  return [...named, ...constants, ...tables].flatMap((text) =>
    [...text.matchAll(QUOTED_CODE)].flatMap(([, code = '']) => ofBothRoles(code)),
  );
}

function declarationOf(name: string, source: string): string {
  return new RegExp(`const ${name} = ('[^']*');`).exec(source)?.[1] ?? '';
}

function ofBothRoles(code: string): string[] {
  const role = /\$\{\w+\.role\}/;
  return role.test(code) ? ['primary', 'secondary'].map((each) => code.replace(role, each)) : [code];
}

describe('the runbook', () => {
  const codes = [...new Set([...codesInSources(), ...Object.keys(LINE_TITLES)])];

  it('is looked through for the codes there are', () => {
    expect(codes).toEqual(
      expect.arrayContaining([
        'both-normal',
        'collector-silent',
        'monitor-cannot-reach-primary',
        'secondary-recovery-overdue',
        'merging',
        'lease-files-differ',
      ]),
    );
  });

  it.each(codes)('has a page for %s', (code) => {
    const place = runbookOf(code);
    expect(place).not.toBeNull();
    expect([...pages.keys()]).toContain(place?.page);
    if (place?.anchor) expect(anchorsOf(place.page)).toContain(place.anchor);
  });

  it('tells the roles apart from codes that end in one', () => {
    expect(runbookOf('primary-unreachable')).toEqual({ page: 'partner-lost' });
    expect(runbookOf('mclt-on-secondary')).toEqual({ page: 'config-failover', anchor: 'mclt-split-hba' });
  });

  it('finds a family for a code without a place of its own, and nothing for a word it never heard', () => {
    expect(runbookOf('clock-something-new')).toEqual({ page: 'clocks' });
    expect(runbookOf('who-knows')).toBeNull();
  });

  it('tells which codes lead to a page', () => {
    expect(codesOf('merging')).toEqual(['merging', 'merge-stuck', 'stuck-in-merge']);
  });
});

describe('the pages of the runbook', () => {
  it.each([...pages])('%s leads only to what is there', (_, markdown) => {
    const broken = linksOf(markdown).filter(
      ([page, anchor]) => !pages.has(page) || (anchor !== undefined && !anchorsOf(page).includes(anchor)),
    );
    expect(broken).toEqual([]);
  });

  it('are all listed', () => {
    const listed = linksOf(pages.get(INDEX) ?? '').map(([page]) => page);
    expect([...pages.keys()].filter((page) => page !== INDEX && !listed.includes(page))).toEqual([]);
  });

  it.each([...pages].filter(([page]) => page !== INDEX && page !== REFERENCE))(
    '%s answers the six questions in their order',
    (_, markdown) => {
      const questions = [
        'What it means',
        'What dhcpd is doing meanwhile',
        'How to be sure',
        'What to do',
        'What not to do',
        'How to tell that it is over',
      ];
      expect(headingsOf(markdown).filter((heading) => questions.includes(heading))).toEqual(questions);
    },
  );

  it('give no line that changes a server over OMAPI: the partner-down page shows those once they are earned', () => {
    const writing = [...pages].filter(([, markdown]) => /^\s*(set local-state|update$)/m.test(markdown));
    expect(writing.map(([page]) => page)).toEqual([]);
  });
});
