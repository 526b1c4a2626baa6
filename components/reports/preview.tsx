'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { CopyDetails } from '@/components/ui/copy-details.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import { type Preview, usePreview } from './use-preview.ts';

/** The report as it would be handed out, in a frame that runs nothing; its box has one size whatever it shows. */
export function ReportPreview({
  path,
  what,
}: {
  path: string /** "the report on incident 4" */;
  what: string;
}) {
  const [attempt, setAttempt] = useState(0);
  const { preview, onLoad } = usePreview(path, attempt);
  const isShown = preview.state === 'shown';
  return (
    <section aria-label="Preview" className="flex min-h-[75dvh] min-w-0 grow flex-col md:min-h-0">
      <div className="relative min-h-0 grow overflow-hidden bg-surface">
        {preview.state !== 'refused' && (
          <iframe
            key={`${path} ${attempt}`}
            src={path}
            title={`Preview of ${what}`}
            sandbox=""
            onLoad={onLoad}
            className={`absolute inset-0 size-full border-0 ${isShown ? '' : 'invisible'}`}
          />
        )}
        {!isShown && (
          <div className="absolute inset-0 overflow-y-auto bg-surface p-4 sm:p-6">
            <Waiting preview={preview} what={what} onTry={() => setAttempt(attempt + 1)} />
          </div>
        )}
      </div>
      <p role="status" className="shrink-0 border-line border-t px-4 py-1.5 text-12 text-muted">
        {statusOf(preview)}
      </p>
    </section>
  );
}

function Waiting({ preview, what, onTry }: { preview: Preview; what: string; onTry(): void }) {
  if (preview.state === 'refused') {
    const { problem } = preview;
    return (
      <Notice
        role="alert"
        title={problem.title}
        action={
          <div className="flex flex-wrap gap-2">
            <Button onClick={onTry}>Try again now</Button>
            <CopyDetails problem={problem} what={what} />
          </div>
        }
      >
        <p className="wrap-anywhere">
          <Prose text={problem.detail} />
        </p>
        <p className="mt-2 text-13 text-faint">
          There is no preview of {what}, and a download would fail alike.
        </p>
      </Notice>
    );
  }
  return (
    <div aria-hidden="true" className="space-y-2">
      {['w-2/3', 'w-1/2', 'w-3/5'].map((width) => (
        <div key={width} className={`h-4 rounded-[3px] bg-sunken ${width}`} />
      ))}
    </div>
  );
}

function statusOf(preview: Preview): string {
  switch (preview.state) {
    case 'loading':
      return preview.isLong
        ? 'The report is still being written: one with many events takes some seconds.'
        : 'The report is being written…';
    case 'refused':
      return 'There is no preview.';
    case 'shown':
      return `This is the HTML${sizeWords(preview.bytes)}. PDF and Markdown say the same; the CSV has the timeline alone.`;
  }
}

function sizeWords(bytes: number | null): string {
  if (bytes === null) return '';
  return bytes < 1_000_000 ? `, ${Math.ceil(bytes / 1000)} kB` : `, ${(bytes / 1_000_000).toFixed(1)} MB`;
}
