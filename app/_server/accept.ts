import { Problem } from './problem.ts';

type Range = { type: string; quality: number };

/** The media ranges of an Accept header; no header accepts everything. */
function rangesOf(header: string | null): Range[] {
  if (header === null || header.trim() === '') return [{ type: '*/*', quality: 1 }];
  return header.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const quality = q === undefined ? 1 : Number(q);
    return { type, quality: Number.isFinite(quality) ? quality : 0 };
  });
}

/** How much a type is wanted: what names it most exactly decides (RFC 9110, 12.5.1). */
function qualityOf(type: string, ranges: readonly Range[]): number {
  const names = [type, `${type.split('/')[0]}/*`, '*/*'];
  for (const name of names) {
    const found = ranges.filter((range) => range.type === name);
    if (found.length > 0) return Math.max(...found.map(({ quality }) => quality));
  }
  return 0;
}

/** Of what can be given, the first of those that a request wants most; null when it wants none of them. */
export function wantedType<Type extends string>(
  { headers }: Request,
  offered: readonly [Type, ...Type[]],
): Type | null {
  const ranges = rangesOf(headers.get('accept'));
  const quality = (type: Type) => qualityOf(type, ranges);
  const best = Math.max(...offered.map(quality));
  return best > 0 ? (offered.find((type) => quality(type) === best) ?? null) : null;
}

/** Throws `Problem` for a request that wants no answer of this type, for whatever `type` says after a semicolon. */
export function checkWanted(request: Request, type: string): void {
  const [plain = type] = type.split(';').map((text) => text.trim());
  if (wantedType(request, [plain]) !== null) return;
  throw new Problem(
    'not-acceptable',
    406,
    'There is no answer of this type',
    `Accept is "${request.headers.get('accept') ?? ''}", ${plain} is what there is; leave the header out, or name that.`,
  );
}
