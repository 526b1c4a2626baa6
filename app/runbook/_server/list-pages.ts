import type { RunbookEntry } from '@/lib/contracts/runbook.ts';

/** One line of the list of pages: "- [A partner is lost](partner-lost.md): one server gives no word to anybody." */
const ENTRY = /^- \[([^\]]+)\]\(([a-z-]+)\.md\)(?::\s*(.*))?$/gm;

/** The pages that the runbook's list names. Each is on a line of its own. */
export function listRunbookPages(markdown: string): RunbookEntry[] {
  return [...markdown.matchAll(ENTRY)].map(([, title = '', page = '', about = '']) => ({
    page,
    title,
    about,
  }));
}
