import Mustache from 'mustache';
import type { Message } from '../../contracts/message.ts';
import { type AskedNames, MessageContext } from './message-context.ts';
import { noticeOf } from './notice-of.ts';
import { escapeHtml } from './text.ts';

export type Template = { contentType: string; body: string };

/** How values are written into a body of each content type. */
export const TEMPLATE_CONTENT_TYPES = {
  'application/json': inJsonString,
  'text/plain': String,
  'text/html': escapeHtml,
} as const;
type TemplateContentType = keyof typeof TEMPLATE_CONTENT_TYPES;

/** The known content type of a header's value, which may go on with `; charset=…`; null when it is another one. */
export function templateContentType(contentType: string): TemplateContentType | null {
  const [bare = ''] = contentType.split(';');
  const known = bare.trim().toLowerCase();
  // hasOwn has just shown that it is a key.
  return Object.hasOwn(TEMPLATE_CONTENT_TYPES, known) ? (known as TemplateContentType) : null;
}

/**
 * The body that a Mustache template makes of a message. `{{x}}` is written as the content type wants it: inside a JSON string,
 * as HTML, or as it is; `{{{x}}}` is the value itself, and JSON where it is more than a word. What a message does not have is
 * empty, or `null` where it would leave a hole in JSON.
 * Throws what Mustache throws at a template that can't be parsed, which `checkTemplate` tells beforehand.
 */
export function templateBody(
  message: Message,
  endpoint: string,
  { contentType, body }: Template,
  asked: AskedNames | null = null,
): string {
  const kind = templateContentType(contentType) ?? 'text/plain';
  const context = new MessageContext(viewOf(message, endpoint), null, asked);
  return new ValueWriter(kind).render(body, context).replace(/\p{Cs}/gu, '\u{fffd}');
}

/** The message, and beside it what every type of message has in words, so that one template does for all. */
function viewOf(message: Message, endpoint: string): object {
  const { status, about, sentence, nextStep } = noticeOf(message);
  return { ...message, endpoint, status, about, sentence, nextStep };
}

class ValueWriter extends Mustache.Writer {
  private readonly kind: TemplateContentType;

  constructor(kind: TemplateContentType) {
    super();
    this.kind = kind;
  }

  override escapedValue([, name = '']: string[], context: Mustache.Context): string {
    return TEMPLATE_CONTENT_TYPES[this.kind](textOf(context.lookup(name) ?? null));
  }

  override unescapedValue([, name = '']: string[], context: Mustache.Context): string {
    const value: unknown = context.lookup(name) ?? null;
    return value === null && this.kind === 'application/json' ? 'null' : textOf(value);
  }
}

function textOf(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function inJsonString(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
