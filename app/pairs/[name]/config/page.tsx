import { notFound } from 'next/navigation';
import { readConfigDiff, readConfigVersion, readPairConfig } from '@/app/_server/config.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { ConfigView } from '@/components/config/config-view.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { configDiffQuery, configNowKey, configVersionKey } from '@/lib/queries/config.ts';

/** Longer texts don't go along with the page: it says something before they are there. */
const MOST_CHARACTERS = 100_000;

export default async function ConfigPage({ params }: PageProps<'/pairs/[name]/config'>) {
  const name = decodeURIComponent((await params).name);
  const now = Date.now();
  const config = await outcomeOf(() => readPairConfig(name, { files: false }, now));
  if (config.problem?.status === 404) notFound();
  const [a, b] = (config.data?.servers ?? []).map(({ version }) => version?.id ?? null);
  const texts = await Promise.all([a, b].map((id) => (id == null ? null : shortVersion(name, id, now))));
  const isShort = texts.every((text) => text !== null);
  const diff =
    isShort && a != null && b != null ? await outcomeOf(() => readConfigDiff(name, String(b), a, now)) : null;
  return (
    <Prefetched
      answers={[
        [configNowKey(name), config.data],
        ...texts.flatMap((text) => (text ? [[configVersionKey(name, text.version.id), text] as const] : [])),
        ...(a != null && b != null
          ? [[configDiffQuery(name, { oldId: a, newId: b }).queryKey, diff?.data ?? null] as const]
          : []),
      ]}
    >
      <ConfigView name={name} firstProblem={config.problem} />
    </Prefetched>
  );
}

async function shortVersion(pair: string, id: number, now: number) {
  const { data } = await outcomeOf(() => readConfigVersion(pair, String(id), now));
  const length = data?.version.files.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
  return length <= MOST_CHARACTERS ? data : null;
}
