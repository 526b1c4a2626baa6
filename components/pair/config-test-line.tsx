'use client';

import { useQuery } from '@tanstack/react-query';
import { Age } from '@/components/time/age.tsx';
import { configTestsQuery } from '@/lib/queries/config-tests.ts';

/** What dhcpd on a server said last of its own dhcpd.conf; nothing where it was never asked. */
export function ConfigTestLine({ pair, server }: { pair: string; server: string }) {
  const { data } = useQuery(configTestsQuery(pair));
  const test = data?.tests.find((each) => each.server === server);
  if (!test) return null;
  return (
    <p data-testid={`config-test-${server}`} data-ok={test.ok} className="text-12">
      <span className={test.ok ? 'text-muted' : 'font-medium'}>
        dhcpd {test.ok ? 'takes' : 'refuses'} its dhcpd.conf
      </span>
      <span className="text-muted">
        {' '}
        · <code>dhcpd -t</code> <Age at={test.at} of="Tested by dhcpd on the server" />
      </span>
    </p>
  );
}
