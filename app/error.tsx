'use client';

import { Button } from '@/components/ui/button.tsx';
import { CopyDetails } from '@/components/ui/copy-details.tsx';
import { Notice } from '@/components/ui/notice.tsx';

export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const problem = {
    type: 'about:blank',
    title: 'This page met a fault',
    status: 0,
    detail: error.digest
      ? `Digest ${error.digest} in the log of the web server. ${error.message}`
      : error.message,
  };
  return (
    <Notice
      heading="h1"
      role="alert"
      title={problem.title}
      action={
        <div className="flex flex-wrap gap-2">
          <Button onClick={retry}>Try again</Button>
          <CopyDetails problem={problem} />
        </div>
      }
    >
      <p>
        Watching and webhooks go on without it, and so do the other pages. Try again; if it comes back, load
        the page anew, since Pairwatch may have been updated meanwhile.
      </p>
      <p className="mt-2">
        The log of the web server has the fault in full
        {error.digest && (
          <>
            {' '}
            under <code className="font-mono text-13 text-ink">{error.digest}</code>
          </>
        )}
        . “Copy details” takes what helps whoever looks into it.
      </p>
    </Notice>
  );
}
