import type { Message } from '../../contracts/message.ts';
import { BARE_SAMPLES, SAMPLES } from '../../contracts/message-samples.ts';
import type { AskedNames } from './message-context.ts';
import { TEMPLATE_CONTENT_TYPES, type Template, templateBody, templateContentType } from './template.ts';

/**
 * What is wrong with a template, where, and how to mend it; null when nothing is. It is tried on messages of every type: full
 * ones, ones without anything that may be missing, and ones whose texts have quotes and line breaks in them.
 */
export function checkTemplate(template: Template): string | null {
  const { contentType, body } = template;
  const kind = templateContentType(contentType);
  if (kind === null) {
    return `content type "${contentType}" is not known to templates; use ${Object.keys(TEMPLATE_CONTENT_TYPES).join(', ')}`;
  }
  const partial = /\{\{\s*>/.exec(body);
  if (partial)
    return `${placeOf(body, partial.index)}: {{> … }} would take in another template, and there is none`;
  const asked: AskedNames = { found: new Set(), missing: new Set() };
  for (const { message, kind: sample } of trials()) {
    const rendered = tryToRender(message, template, asked);
    if ('error' in rendered) return rendered.error;
    const fault = kind === 'application/json' ? jsonFault(rendered.body) : null;
    if (fault) return `for ${message.type}${sample} it gives no valid JSON: ${fault}. ${JSON_ADVICE}`;
  }
  const unknown = [...asked.missing].find((name) => !asked.found.has(name));
  return unknown === undefined ? null : unknownName(body, unknown);
}

const JSON_ADVICE =
  'Put {{name}} between quotes, or write {{{name}}} without quotes where the value itself is wanted';

function* trials(): Generator<{ message: Message; kind: string }> {
  for (const message of SAMPLES) yield { message, kind: '' };
  for (const message of BARE_SAMPLES) yield { message, kind: ' with nothing that may be missing' };
  for (const message of SAMPLES) yield { message: quoted(message), kind: ' with quotes in its texts' };
}

/** The same message, but its texts are as nobody expects them. */
function quoted(message: Message): Message {
  const hard = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') return NO_FREE_TEXT.test(name) ? value : `"${value}"\\\n`;
    if (Array.isArray(value)) return value.map((each) => hard(each, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hard(each, key)]));
  };
  // Its members are the same, and of the same types.
  return { ...message, data: hard(message.data, 'data') } as Message;
}

/** Members that hold a time, or one of a few words. */
const NO_FREE_TEXT = /^(at|.+At|since|from|until|kind|profile|severity|verdict|previousVerdict|source)$/;

function tryToRender(
  message: Message,
  template: Template,
  asked: AskedNames,
): { body: string } | { error: string } {
  try {
    return { body: templateBody(message, 'sample', template, asked) };
  } catch (error) {
    return { error: parseFault(template.body, error) };
  }
}

/** Mustache tells where by a count of characters, which is no place to look for. */
function parseFault(body: string, error: unknown): string {
  const [, what, at] = /^(.*) at (\d+)$/s.exec(String(error instanceof Error ? error.message : error)) ?? [];
  if (what === undefined) return `the template can't be read: ${String(error)}`;
  const end = Number(at);
  const place = placeOf(body, end);
  const name = /"(.*)"/s.exec(what)?.[1] ?? '';
  if (what === 'Unclosed tag')
    return `${placeOf(body, body.lastIndexOf('{{', end))}: a {{ is not closed by }}`;
  if (what.startsWith('Unopened section')) return `${place}: {{/${name}}} ends what no {{#${name}}} began`;
  if (what.startsWith('Unclosed section'))
    return `${place}: {{#${name}}} must end by {{/${name}}} before here`;
  return `${place}: ${what}`;
}

function jsonFault(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function unknownName(body: string, name: string): string {
  return `${placeOf(body, body.indexOf(name))}: no message has "${name}"; docs/webhooks.md shows what each has`;
}

function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, Math.max(0, offset)).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}
