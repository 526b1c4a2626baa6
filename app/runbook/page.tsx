import { RunbookDocument } from '@/components/runbook/document.tsx';
import { readRunbookIndex } from './_server/read-page.ts';

export default async function RunbookIndex() {
  return (
    <div className="max-w-[80ch]">
      <title>Runbook · Pairwatch</title>
      <RunbookDocument markdown={await readRunbookIndex()} />
    </div>
  );
}
