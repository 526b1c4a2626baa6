import { answer } from '@/app/_server/answer.ts';
import { finishOidc } from '@/app/_server/oidc.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/auth/oidc/callback`: where the provider leads back to; the answer has the cookie of a session, and leads on. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'anyone', () => finishOidc(request));
}
