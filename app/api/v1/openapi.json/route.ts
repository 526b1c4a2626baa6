import { openApiDocument } from '../../../../lib/openapi/document.ts';
import { VERSION } from '../../../../lib/version.ts';
import { answer, json } from '../../../_server/answer.ts';
import { singleton } from '../../../_server/singleton.ts';

export { DELETE, PATCH, POST, PUT } from '../../../_server/read-only.ts';

/** `GET /api/v1/openapi.json`: everything the API does, as an OpenAPI 3.1 document. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(singleton('openapi', () => openApiDocument(VERSION))));
}
