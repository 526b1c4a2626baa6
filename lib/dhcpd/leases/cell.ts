/** One address in one byte: the code of the state of its last block, 0 without a block, and bits. */
export const CELL_STATE = 7;
export const CELL_RESERVED = 8;
export const CELL_BOOTP = 16;
export const CELL_UNACKNOWLEDGED = 32;

/** Numbers below this one are cells. */
export const CELL_VALUES = 64;
