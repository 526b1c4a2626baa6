import { utcMinute } from '../pair/utc-minute.ts';

export type Restored = {
  pair: string;
  /** The server whose lease file it is, and the other one; null where there is none any more. */
  server: string;
  partner: string | null;
  /** When it was copied. */
  at: number;
  leases: number;
  /** Where it was written to, on this machine. */
  file: string;
  /** Where dhcpd has its lease file and its configuration, on the server. */
  leaseFile: string;
  /** The same of the other server. */
  partnerLeaseFile: string;
  config: string;
};

/**
 * How people put a copy of a lease file back, step by step: Pairwatch never writes to a server. By what dhcpd makes of a lease file
 * (reference 2.3, 4.6): with an empty one it goes by recover and gets everything from its partner, with an old one it believes that.
 */
export function restoreSteps(restored: Restored): string {
  const { pair, server, at, leases, file, leaseFile, partnerLeaseFile, config } = restored;
  const partner = restored.partner ?? 'the other server';
  return `How to put it back. Pairwatch writes to no server; these are for you.

It is the lease file of ${server} (pair ${pair}) as it was at ${utcMinute(at)}, with ${leases} addresses.
What was given out since then is not in it.

1. Look at both servers first. Does ${partner} still have its database?
     bin/pairwatch status
     tail -n 40 ${partnerLeaseFile}        # on ${partner}
   If so, do not use this copy: what ${partner} has is newer. Stop dhcpd on ${server}, move its lease file aside, make an
   empty one with the same owner, start dhcpd. It goes by recover, gets everything from ${partner}, and serves nobody
   for up to the MCLT. You are done.
   Only if both databases are lost, go on.

2. Stop dhcpd on both servers, and see that none runs.
     systemctl stop isc-dhcp-server
     pgrep -ax dhcpd                # prints nothing

3. Keep what is there, on both.
     cp -a ${leaseFile} ${leaseFile}.before                # on ${server}
     cp -a ${partnerLeaseFile} ${partnerLeaseFile}.before  # on ${partner}

4. Copy it to ${server}. Writing into the file that is there keeps its owner and mode.
     scp ${file} ${server}:/tmp/dhcpd.leases.copy
     cat /tmp/dhcpd.leases.copy > ${leaseFile}          # on ${server}
     sha256sum ${leaseFile}                             # as above

5. Have dhcpd look at the configuration and at the leases; neither writes anything.
     dhcpd -t -cf ${config}
     dhcpd -T -cf ${config} -lf ${leaseFile}
   A lease-file-name in the configuration counts for more than -lf: it must be this file.

6. Empty the lease file of ${partner}, so that it gets everything from ${server}.
     : > ${partnerLeaseFile}               # on ${partner}

7. Start ${server} first, wait until it serves, then start ${partner}.
     systemctl start isc-dhcp-server
     bin/pairwatch status
   ${partner} goes by recover and recover-wait to normal; that takes up to the MCLT, and ${server} serves alone meanwhile.

8. Clients that got an address after ${utcMinute(at)} may be offered one that another has. Keep ping-check on, and look at
   duplicate addresses on the page of the pair until the longest lease time has passed.
`;
}
