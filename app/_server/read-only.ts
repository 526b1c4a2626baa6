import { problemResponse } from './answer.ts';
import { Problem } from './problem.ts';

function refuse(request: Request): Response {
  const response = problemResponse(
    new Problem(
      'method-not-allowed',
      405,
      'Pairwatch only reads',
      `${request.method} was found, GET or HEAD is expected: nothing here can change a DHCP server or Pairwatch itself.`,
    ),
    request,
  );
  response.headers.set('Allow', 'GET, HEAD');
  return response;
}

/** What a resource that can only be read answers to every other method; re-exported by its route. */
export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT };
