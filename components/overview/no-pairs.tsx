import { Notice } from '@/components/ui/notice.tsx';

const EXAMPLE = `pairs:
  - name: office
    servers:
      - role: primary
        name: dhcp-a
        host: 10.66.0.11
        omapi:
          port: 7911
          key: { name: omapi_key, algorithm: hmac-md5, secret: env:OMAPI_SECRET }
      - role: secondary
        name: dhcp-b
        host: 10.66.0.12
        omapi:
          port: 7911
          key: { name: omapi_key, algorithm: hmac-md5, secret: env:OMAPI_SECRET }`;

/** The first page of a new installation: how to begin. */
export function NoPairs() {
  return (
    <Notice title="No pair is watched yet">
      <p>
        Name the two servers of your failover pair in{' '}
        <code className="font-mono text-13 text-ink">pairwatch.yaml</code> and start Pairwatch again. It only
        ever reads from them.
      </p>
      <pre className="mt-4 max-w-full overflow-x-auto rounded-md border border-line bg-sunken p-3 font-mono text-12 text-ink leading-5">
        {EXAMPLE}
      </pre>
      <p className="mt-4">
        To look around first, run <code className="font-mono text-13 text-ink">npm run demo</code>: it watches
        a simulated pair through a whole outage, with no DHCP server needed.
      </p>
    </Notice>
  );
}
