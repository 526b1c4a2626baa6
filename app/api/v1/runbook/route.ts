import { answer, json } from '@/app/_server/answer.ts';
import { listRunbookPages } from '@/app/runbook/_server/list-pages.ts';
import { readRunbookIndex } from '@/app/runbook/_server/read-page.ts';
import type { RunbookListDto } from '@/lib/contracts/runbook.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/runbook`: the pages of the runbook. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const pages = listRunbookPages(await readRunbookIndex());
    return json({ now: new Date().toISOString(), pages } satisfies RunbookListDto);
  });
}
