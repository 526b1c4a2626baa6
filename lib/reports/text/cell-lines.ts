import type { Cell } from '../document.ts';
import { visibleLines } from './visible-text.ts';

/** The lines of a cell as they are shown. */
export function cellLines(cell: Cell): string[] {
  return typeof cell === 'string' ? visibleLines(cell) : cell.lines.flatMap(visibleLines);
}

export function isMonoCell(cell: Cell): boolean {
  return typeof cell !== 'string' && cell.isMono === true;
}
