import { problemOf } from './problem-of.ts';
import { Prose } from './prose.tsx';

/** Why something asked for was not done, as far as no field of `fields` says it. Nothing while there is no error. */
export function Refusal({ error, fields }: { error: Error | null; fields: readonly string[] }) {
  if (error === null) return null;
  const { title, detail, errors = [] } = problemOf(error);
  const isToldByFields = errors.length > 0 && errors.every(({ path }) => fields.includes(path));
  return (
    <div role="alert" className="rounded-md border border-strong-line bg-sunken px-3 py-2">
      <p className="font-semibold">{isToldByFields ? 'Something is missing or cannot be read' : title}</p>
      <p className="wrap-anywhere text-13 text-muted">
        <Prose text={isToldByFields ? 'What is expected stands beside each field.' : detail} />
      </p>
    </div>
  );
}

/** What was expected of one field of what was sent; null where it was as it should be. */
export function expectedOf(error: Error | null, path: string): string | null {
  if (error === null) return null;
  return problemOf(error).errors?.find((mistake) => mistake.path === path)?.expected ?? null;
}
