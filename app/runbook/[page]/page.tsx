import { notFound } from 'next/navigation';
import { RunbookPage } from '@/components/runbook/runbook-page.tsx';
import { readRunbookPage } from '../_server/read-page.ts';

export default async function OneRunbookPage({ params }: PageProps<'/runbook/[page]'>) {
  const { page } = await params;
  const markdown = await readRunbookPage(page);
  if (markdown === null) notFound();
  return <RunbookPage page={page} markdown={markdown} />;
}
