import { problemResponse } from './answer.ts';
import { methodRefused } from './problem.ts';

type Method = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';

/** What a resource answers to every method but these. */
export function refuseBut(...allowed: Method[]): (request: Request) => Response {
  const methods = allowed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return (request) => {
    const response = problemResponse(methodRefused(request.method, methods), request);
    response.headers.set('Allow', methods.join(', '));
    return response;
  };
}

const refuse = refuseBut('GET');

/** What a resource that can only be read answers to every other method; re-exported by its route. */
export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT };
