/** Flags of a lease: the first two are OMAPI's bits (reference 2.3). */
export const BOOTP_FLAG = 2;
export const RESERVED_FLAG = 4;
/** The block names no binding state; its state is what dhcpd makes of that (reference 4.3). */
export const IMPLIED_STATE_FLAG = 1;
