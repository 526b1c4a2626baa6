'use client';

import dynamic from 'next/dynamic';
import { Button } from '@/components/ui/button.tsx';
import { useKeys } from '@/components/ui/use-keys.ts';
import { useReportDialog } from './use-report-dialog.ts';

/** Loaded when first opened. */
const ReportDialog = dynamic(async () => (await import('./report-dialog.tsx')).ReportDialog, { ssr: false });

/** Opens the report on the incident whose page this is; `r` does too. */
export function ReportButton({ incident }: { incident: number }) {
  const { isOpen, open, close } = useReportDialog();
  useKeys(`Incident ${incident}`, [{ keys: 'r', does: 'open the report on it', act: open }]);
  return (
    <>
      <Button onClick={open} title="Report (r)">
        Report
      </Button>
      {isOpen && <ReportDialog incident={incident} onClose={close} />}
    </>
  );
}
