import type { ClientLine } from './client-line.ts';
import { type FieldsOf, type Shape, shape } from './shape.ts';

/** How much an operator should mind, one line taken by itself. */
export type Severity = 'info' | 'notice' | 'warning' | 'error' | 'critical';

/** `event`: something happened that is worth an entry. `figure`: a value or a step to keep. `traffic`: daily work. */
export type FactKind = 'event' | 'figure' | 'traffic';

/** What a row says about its facts: one value for all of them, or what it is for a given one. */
type Said<Fact, T> = T | ((fact: Fact) => T);

type RowSpec<Fields, More, Context> = {
  /** Further fields, made of those that the shape names; `message` is what was read. */
  more?: (fields: Fields, message: string) => More;
  kind: Said<Flat<Fields & More & Context>, FactKind>;
  severity: Said<Flat<Fields & More & Context>, Severity>;
  /** What the same thing happening again has in common, to be counted as one; without it each time counts. */
  subject?: (fact: Flat<Fields & More & Context>) => string;
  /** What happened, in plain English, for somebody who knows which server this is about. */
  sentence: (fact: Flat<Fields & More & Context>) => string;
};

export type Row<Code extends string, Fact, Context> = {
  code: Code;
  shapes: readonly Shape<unknown>[];
  /** The fact of a message; null when the message has none of the row's shapes. */
  read(message: string, context: Context): Flat<{ code: Code } & Fact> | null;
  kind: Said<Fact, FactKind>;
  severity: Said<Fact, Severity>;
  subject: (fact: Fact) => string | null;
  sentence: (fact: Fact) => string;
};

type Flat<T> = { [Key in keyof T]: T[Key] } & {};

/** Makes a row of whole messages. */
export const row = rowMaker<unknown>();

/** Makes a row of what follows the colon after a client's packet: `DHCPDISCOVER from … via …: peer holds …`. */
export const clientRow = rowMaker<{ client: ClientLine }>();

function rowMaker<Context>() {
  return <const Code extends string, const Source extends string, More = unknown>(
    code: Code,
    sources: Source | readonly Source[],
    spec: RowSpec<FieldsOf<Source>, More, Context>,
  ): Row<Code, Flat<FieldsOf<Source> & More & Context>, Context> => {
    type Fact = Flat<FieldsOf<Source> & More & Context>;
    const shapes = (typeof sources === 'string' ? [sources] : sources).map((source) => shape(source));
    const { more, subject, ...said } = spec;
    return {
      ...said,
      code,
      shapes,
      subject: subject ?? (() => null),
      read(message, context) {
        for (const { read } of shapes) {
          const fields = read(message);
          if (fields === null) continue;
          const fact = { code, ...context, ...(fields as object), ...(more?.(fields, message) as object) };
          // Put together of just the parts that the type names.
          return fact as Flat<{ code: Code } & Fact>;
        }
        return null;
      },
    };
  };
}
