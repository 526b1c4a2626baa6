'use client';

import { useSearchParams } from 'next/navigation';

/** Parameter of an incident's address by which its report is open. */
const REPORT = 'report';

/** Whether the report of the page's incident is open, which its address tells: a link can lead to it. */
export function useReportDialog(): { isOpen: boolean; open(): void; close(): void } {
  const isOpen = useSearchParams().has(REPORT);
  return {
    isOpen,
    open: () => {
      const address = new URL(location.href);
      address.searchParams.set(REPORT, '');
      history.replaceState(null, '', address);
    },
    close: () => {
      const address = new URL(location.href);
      address.searchParams.delete(REPORT);
      history.replaceState(null, '', address);
    },
  };
}
