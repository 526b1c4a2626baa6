/** What came of one check. `not-checked`: something before it failed, or it took too long. */
export type DoctorStatus = 'ok' | 'attention' | 'broken' | 'not-checked';

export type Said = {
  status: DoctorStatus;
  /** What was found. */
  text: string;
  /** What to do, or why it was not checked; null where nothing is to be done. Never holds a secret. */
  fix: string | null;
};

export type DoctorLine = Said & {
  /** What it belongs to, as a heading: `This installation`, `Pair office`. */
  group: string;
  id: string;
};

export type DoctorReport = {
  version: string;
  checkedAt: string;
  /** That of the worst line; a line that was not checked makes it `attention`. */
  status: 'ok' | 'attention' | 'broken';
  lines: DoctorLine[];
};

export const ok = (text: string): Said => ({ status: 'ok', text, fix: null });
export const attention = (text: string, fix: string): Said => ({ status: 'attention', text, fix });
export const broken = (text: string, fix: string): Said => ({ status: 'broken', text, fix });
export const notChecked = (text: string, why: string): Said => ({ status: 'not-checked', text, fix: why });

/** The word for all lines together. */
export function worstOf(lines: readonly Pick<DoctorLine, 'status'>[]): DoctorReport['status'] {
  if (lines.some(({ status }) => status === 'broken')) return 'broken';
  return lines.every(({ status }) => status === 'ok') ? 'ok' : 'attention';
}
