'use client';

import { Segmented } from '@/components/ui/segmented.tsx';
import type { Order } from './risk.ts';

const ORDERS = [
  { value: 'risk', title: 'by risk', content: 'by risk' },
  { value: 'name', title: 'by name', content: 'by name' },
] as const;

/** Which pairs are shown, and in which order. */
export function ListControls({
  text,
  order,
  onChange,
}: {
  text: string;
  order: Order;
  onChange(next: { text?: string; order?: Order }): void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <input
        type="search"
        name="filter-list"
        aria-label="Filter pairs"
        placeholder="Filter pairs"
        value={text}
        onChange={(event) => onChange({ text: event.target.value })}
        className="h-7 w-52 rounded-md border border-strong-line bg-surface px-2.5 text-13 placeholder:text-faint"
      />
      <Segmented
        label="Order of the pairs"
        value={order}
        options={ORDERS}
        onChange={(next) => onChange({ order: next })}
      />
    </div>
  );
}
