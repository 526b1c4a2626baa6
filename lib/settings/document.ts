import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { SettingsProblem } from './error.ts';
import type { SettingsPath } from './path.ts';

/** A settings file as read: its plain value, and the line each part of it stands on. */
export type SettingsDocument = {
  value: unknown;
  /** Line, counted from 1, of the key at the path, or of the closest place above it that exists. */
  lineOf(path: SettingsPath): number;
};

/** Reads YAML; gives the mistakes instead when it is none. */
export function parseSettingsDocument(text: string): SettingsDocument | { problems: SettingsProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const syntaxProblem = (message: string, offset: number) => problemAt(text, lines, message, offset);
  if (document.errors.length > 0) {
    return { problems: document.errors.map((error) => syntaxProblem(error.message, error.pos[0])) };
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    // Aliases without an anchor, or so many that they could only be meant to exhaust memory.
    return { problems: [syntaxProblem(error instanceof Error ? error.message : String(error), 0)] };
  }
  return { value, lineOf: (path) => lines.linePos(offsetOf(document.contents, path)).line };
}

/** What follows the key on a line that is shown. */
const SECRET_VALUE =
  /(\b(?:secrets?|passphrase|password|routing-key|url|proxy|headers|authorization)["']?\s*:\s*)[^\s].*/i;

function problemAt(text: string, lines: LineCounter, message: string, offset: number): SettingsProblem {
  const { line, col } = lines.linePos(offset);
  const source = (text.split(/\r?\n/)[line - 1] ?? '').replace(SECRET_VALUE, '$1…');
  return {
    path: `column ${col}`,
    line,
    found: message.trim(),
    expected: 'YAML; a value that begins with [ { * & ! or holds ": " needs quotes',
    excerpt: `${source}\n${source.slice(0, col - 1).replaceAll(/[^\t]/g, ' ')}^`,
  };
}

/** Where the key at the path begins; where a step does not exist, the place reached so far. */
function offsetOf(root: Node | null, path: SettingsPath): number {
  let offset = root?.range?.[0] ?? 0;
  let node: unknown = root;
  for (const step of path) {
    const next = childOf(node, step);
    if (next === null) return offset;
    offset = next.offset ?? offset;
    node = next.node;
  }
  return offset;
}

function childOf(node: unknown, step: string | number): { node: unknown; offset: number | undefined } | null {
  if (isMap<Node, Node>(node)) {
    const pair = node.items.find((item) => String(item.key) === String(step));
    return pair ? { node: pair.value, offset: pair.key.range?.[0] } : null;
  }
  if (isSeq<Node>(node) && typeof step === 'number') {
    const item = node.items[step];
    return item ? { node: item, offset: item.range?.[0] } : null;
  }
  return null;
}
