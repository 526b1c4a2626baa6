import { execFileSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { type Node, SyntaxKind } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

export type SourcePattern = {
  /** Such as `lib/zone.ts:12`. */
  at: string;
  source: string;
  flags: string;
};

/** A `new RegExp(…)` whose text is put together while the product runs: what it is made of is known only there. */
export type MadePattern = { at: string; text: string };

/** Rooms of what runs where an attacker's text may come; tests and what helps them stay out. */
const RUNS = /^(?:lib|app|components|bin|[\w-]+\.ts$)/;
const TESTS = /\.test\.tsx?$|(?:^|\/)testing\/|^lib\/db\/generated\//;

/** Every regular expression in the code that runs, as TypeScript's own parser finds them. */
export function patternsOf(root: string): { literals: SourcePattern[]; made: MadePattern[] } {
  const api = new API({ cwd: root });
  try {
    const scripts = execFileSync('git', ['ls-files', 'bin'], { cwd: root, encoding: 'utf8' }).split('\n');
    const snapshot = api.updateSnapshot({
      openProjects: [join(root, 'tsconfig.json')],
      openFiles: scripts.filter((path) => path.endsWith('.mjs')).map((path) => join(root, path)),
    });
    const literals: SourcePattern[] = [];
    const made: MadePattern[] = [];
    const seen = new Set<string>();
    for (const { program } of snapshot.getProjects()) {
      for (const file of program.getSourceFileNames()) {
        const path = relative(root, file);
        if (seen.has(path) || !RUNS.test(path) || TESTS.test(path)) continue;
        seen.add(path);
        const source = program.getSourceFile(file);
        if (source !== undefined) collect(source, source.text, path, literals, made);
      }
    }
    return { literals, made };
  } finally {
    api.close();
  }
}

function collect(
  node: Node,
  text: string,
  path: string,
  literals: SourcePattern[],
  made: MadePattern[],
): void {
  const at = () => `${path}:${text.slice(0, node.getStart()).split('\n').length}`;
  if (node.kind === SyntaxKind.RegularExpressionLiteral) {
    const literal = node.getText();
    const end = literal.lastIndexOf('/');
    literals.push({ at: at(), source: literal.slice(1, end), flags: literal.slice(end + 1) });
  }
  if (
    (node.kind === SyntaxKind.NewExpression || node.kind === SyntaxKind.CallExpression) &&
    /^(?:new\s+)?RegExp\s*\(/.test(node.getText())
  ) {
    made.push({ at: at(), text: node.getText() });
  }
  node.forEachChild((child) => collect(child, text, path, literals, made));
}
