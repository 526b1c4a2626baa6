'use client';

import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';

export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <Notice role="alert" title="This page met a fault" action={<Button onClick={retry}>Try again</Button>}>
      <p>
        Watching and webhooks go on without it. If it comes again, the log of the web server has it in full
        {error.digest && (
          <>
            {' '}
            under <code className="font-mono text-13 text-ink">{error.digest}</code>
          </>
        )}
        .
      </p>
    </Notice>
  );
}
