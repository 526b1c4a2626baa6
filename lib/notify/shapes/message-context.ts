import Mustache from 'mustache';

/** Which names a template asked for, and whether any message had them. */
export type AskedNames = { found: Set<string>; missing: Set<string> };

/**
 * What the names in a template lead to: members of the message and nothing else. Mustache's own search also finds what JavaScript
 * puts on every object, and calls it when it is a function.
 */
export class MessageContext extends Mustache.Context {
  private readonly inner: unknown;
  private readonly outer: MessageContext | null;
  private readonly asked: AskedNames | null;

  constructor(view: unknown, outer: MessageContext | null, asked: AskedNames | null) {
    super(view, outer ?? undefined);
    this.inner = view;
    this.outer = outer;
    this.asked = asked;
  }

  override push(view: unknown): MessageContext {
    return new MessageContext(view, this, this.asked);
  }

  /** The value of `a.b.c`, or of `.`, the thing at hand; undefined where there is none. */
  override lookup(name: string): unknown {
    if (name === '.') return this.inner;
    const path = name.split('.');
    const value = this.resolve(path);
    // Labels have the names somebody gave them, so any may be right.
    if (!path.includes('labels')) this.asked?.[value === undefined ? 'missing' : 'found'].add(name);
    return value;
  }

  /** The nearest that has the first member of a path is the one that is meant. */
  private resolve(path: readonly string[]): unknown {
    const [first = ''] = path;
    if (member(this.inner, first) === undefined) return this.outer?.resolve(path);
    return path.reduce(member, this.inner);
  }
}

function member(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null || !Object.hasOwn(of, name)) return undefined;
  // Own members of what came out of JSON are data.
  return (of as Record<string, unknown>)[name];
}
