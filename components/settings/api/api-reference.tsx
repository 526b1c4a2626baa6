import { PageHead } from '@/components/settings/page-head.tsx';
import { type SchemaRow, schemaRows, typeWords } from './operation-rows.ts';

export type ReferenceOperation = {
  id: string;
  method: string;
  path: string;
  tag: string;
  summary: string;
  role: string;
  parameters: readonly { name: string; in: string; required: boolean; schema: unknown }[];
  body: unknown;
  answer: unknown;
  files: readonly string[];
};

/** Everything the API does, by what it is about; each opens to what it takes and tells. */
export function ApiReference({ operations }: { operations: readonly ReferenceOperation[] }) {
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  return (
    <div className="space-y-5">
      <PageHead title="API">
        {`${operations.length} operations, as /api/v1/openapi.json describes them for programs. Each needs a token of the role it names, or somebody who is signed in.`}
      </PageHead>
      {tags.map((tag) => (
        <section key={tag} aria-label={tag} className="space-y-1.5">
          <h2 className="font-semibold text-16">{tag}</h2>
          <ul className="divide-y divide-line rounded-md border border-line bg-surface">
            {operations
              .filter((operation) => operation.tag === tag)
              .map((operation) => (
                <li key={operation.id}>
                  <Operation operation={operation} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Operation({ operation }: { operation: ReferenceOperation }) {
  const { id, method, path, summary, role, parameters, body, answer, files } = operation;
  const asked = parameters.map(({ name, in: place, required, schema }) => ({
    name,
    type: `${typeWords(schema)}, in the ${place}`,
    isNeeded: required,
  }));
  return (
    <details id={id} className="px-4 py-2">
      <summary className="cursor-pointer">
        <code className="wrap-anywhere font-medium font-mono text-13">{`${method.toUpperCase()} ${path}`}</code>
        <span className="block text-muted">{`${summary} Role: ${role}.`}</span>
      </summary>
      <div className="space-y-3 py-3">
        <Rows title="Parameters" rows={asked} />
        <Rows title="Body" rows={schemaRows(body)} />
        <Rows title="Answer" rows={schemaRows(answer)} />
        {files.length > 0 && <p className="text-13">{`Also as a file: ${files.join(', ')}.`}</p>}
        <pre className="overflow-x-auto rounded-md border border-line p-2 font-mono text-13">
          {exampleOf(operation)}
        </pre>
      </div>
    </details>
  );
}

function Rows({ title, rows }: { title: string; rows: readonly SchemaRow[] }) {
  if (rows.length === 0) return null;
  return (
    <table className="w-full text-left text-13">
      <caption className="pb-1 text-left font-medium">{title}</caption>
      <tbody>
        {rows.map(({ name, type, isNeeded }) => (
          <tr key={name} className="border-line border-t">
            <th scope="row" className="w-1/3 py-1 pr-4 font-mono font-normal">
              {name}
            </th>
            <td className="wrap-anywhere py-1 pr-4">{type}</td>
            <td className="py-1 text-muted">{isNeeded ? 'always' : 'may be left out'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function exampleOf({ method, path, body }: ReferenceOperation): string {
  const needed = schemaRows(body).filter(({ isNeeded }) => isNeeded);
  const sent = Object.fromEntries(needed.map(({ name, type }) => [name, `<${type}>`]));
  return [
    'curl -H "Authorization: Bearer $TOKEN"',
    ...(method === 'get' ? [] : [`-X ${method.toUpperCase()}`]),
    ...(body === null ? [] : ['-H "Content-Type: application/json"', `-d '${JSON.stringify(sent)}'`]),
    `"$PAIRWATCH${path}"`,
  ].join(' ');
}
