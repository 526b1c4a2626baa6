import { answer } from '@/app/_server/answer.ts';
import { beginOidc } from '@/app/_server/oidc.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/auth/oidc?next=/events`: leads to the provider people sign in at. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'anyone', () => beginOidc(request));
}
