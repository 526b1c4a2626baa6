import type { z } from 'zod';

export type Method = 'delete' | 'get' | 'patch' | 'post' | 'put';
export type NeededRole = 'viewer' | 'operator' | 'admin';

/** One thing that the API does, by the contracts that its handler checks by. */
export type Operation = {
  method: Method;
  /** Below /api/v1, with `{name}` where a value stands. */
  path: string;
  tag: string;
  role: NeededRole;
  summary: string;
  query?: z.ZodType;
  body?: z.ZodType;
  /** What it answers as JSON. */
  answer?: z.ZodType;
  /** Where it makes something. */
  status?: 201;
  /** The types of file it answers, in place of JSON or beside it. */
  files?: readonly string[];
};

type Rest = Partial<Pick<Operation, 'query' | 'body' | 'status' | 'files' | 'role'>>;

/** Operations of one tag, each written in a line; what reads needs a viewer, what changes something an operator. */
export function operationsOf(tag: string, ...lines: readonly Line[]): Operation[] {
  return lines.map(([verb, summary, answer, rest = {}]) => {
    const [method = '', path = ''] = verb.split(' ');
    return {
      // The type of a line lets no other method through.
      method: method.toLowerCase() as Method,
      path,
      tag,
      summary,
      role: method === 'GET' ? 'viewer' : 'operator',
      ...(answer && { answer }),
      ...rest,
    };
  });
}

type Line = readonly [
  verb: `${Uppercase<Method>} /${string}`,
  summary: string,
  answer: z.ZodType | null,
  rest?: Rest,
];
