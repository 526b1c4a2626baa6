import type { IncidentReport } from '../../contracts/incident-report.ts';

/** The names a public report does not give away, each with what stands for it: `server A`, `person 1`. */
export function namesOf(report: IncidentReport): Map<string, string> {
  const names = new Map<string, string>();
  const add = (
    original: string | null | undefined,
    standIn: (index: number) => string,
    list: Set<string>,
  ) => {
    if (original === null || original === undefined || original.trim() === '' || names.has(original)) return;
    list.add(original);
    names.set(original, standIn(list.size));
  };
  const people = new Set<string>();
  const person = (name: string | null | undefined) => add(name, (index) => `person ${index}`, people);
  const endpoints = new Set<string>();
  const servers = new Set<string>();
  for (const { name } of report.servers)
    add(name, (index) => `server ${String.fromCharCode(64 + index)}`, servers);
  const hosts = new Set<string>();
  for (const { host } of report.servers) add(host, (index) => `host ${index}`, hosts);
  add(report.incident.pair, () => 'the pair', new Set());
  add(report.incident.pairTitle, () => 'the pair', new Set());
  person(report.generated.by);
  person(report.incident.acknowledgement?.by);
  for (const { actor } of report.timeline) person(actor);
  for (const { by } of report.planned) person(by);
  for (const { endpoint } of report.deliveries) add(endpoint, (index) => `endpoint ${index}`, endpoints);
  const networks = new Set<string>();
  for (const { key } of report.impact.pools) {
    // Both are in use: `lan:10.66.1.10`, `lan/10.66.1.10`.
    const [network] = key.split(/[:/]/);
    add(network, (index) => `network ${index}`, networks);
  }
  return names;
}
