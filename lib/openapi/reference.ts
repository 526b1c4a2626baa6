import { OPERATIONS, operationId, pathParameters, queryParameters, taken, told } from './document.ts';

/** The operations of the document, each by itself, for a page that lists them. */
export function referenceOperations() {
  return OPERATIONS.map(({ method, path, tag, summary, role, query, body, answer, files = [] }) => ({
    id: operationId(method, path),
    method,
    path: `/api/v1${path}`,
    tag,
    summary,
    role,
    parameters: [...pathParameters(path), ...(query ? queryParameters(query) : [])],
    body: body ? taken(body) : null,
    answer: answer ? told(answer) : null,
    files,
  }));
}
