import { answer } from '@/app/_server/answer.ts';
import { Problem } from '@/app/_server/problem.ts';

function nowhere(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => {
    throw new Problem(
      'not-found',
      404,
      'No such resource',
      `${new URL(request.url).pathname} was asked for. There are /api/v1/pairs, /api/v1/pairs/NAME, /api/v1/pairs/NAME/pools, /api/v1/pairs/NAME/pools/ID/history, /api/v1/pairs/NAME/leases, /api/v1/pairs/NAME/findings, /api/v1/pairs/NAME/readiness (and clocks, balance, forecast, countdowns, lease-audit), /api/v1/pairs/NAME/redundancy, /api/v1/pairs/NAME/drills, /api/v1/drills/ID, /api/v1/pairs/NAME/config-tests, /api/v1/events, /api/v1/alerts, /api/v1/incidents, /api/v1/silences, /api/v1/maintenance, /api/v1/rules, /api/v1/endpoints, /api/v1/deliveries, /api/v1/schemas, /api/live and /api/health.`,
    );
  });
}

export { nowhere as DELETE, nowhere as GET, nowhere as PATCH, nowhere as POST, nowhere as PUT };
