import { pages } from '../routes.ts';

export const idsIn = (text: string) => [...text.matchAll(/"id":"?(\w[\w-]*)/g)].map(([, id = '']) => id);

/** Every page, with what a foreign product has in place of what its address asks for; `read` gives answers of its API. */
export async function addressesOf(read: (path: string) => Promise<string>): Promise<string[]> {
  const [events = [], pools = [], incidents = [], deliveries = []] = await Promise.all(
    ['events?limit=12', 'pairs/demo/pools', 'incidents', 'deliveries'].map(async (path) =>
      idsIn(await read(path)),
    ),
  );
  const named: Record<string, string[]> = {
    events,
    pools: pools.slice(0, 3),
    incidents: [...incidents, ...incidents.map((id) => `${id}?report`)],
    deliveries: deliveries.slice(0, 4),
    pairs: ['demo', 'rude'],
    endpoints: ['hook', 'mail', 'refused'],
    drill: ['1'],
    runbook: ['partner-down'],
  };
  const filled = (path: string): string[] => {
    const parts = path.split('/').slice(1);
    return parts.reduce(
      (begun: string[], part, index) => {
        const names = part === '1' ? (named[parts[index - 1] ?? ''] ?? []) : [part];
        return begun.flatMap((before) => names.map((name) => `${before}/${name}`));
      },
      [''],
    );
  };
  const leases = ['/pairs/demo/leases?q=10.20.2.208', '/leases?q=10.20.2.208'];
  return [...pages().flatMap(filled), ...leases];
}
