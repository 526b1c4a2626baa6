'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { EvidenceDrawer } from './evidence-drawer.tsx';

/** Opens what the verdict rests on. */
export function EvidenceButton({ pair }: { pair: PairDto }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Evidence</Button>
      {isOpen && <EvidenceDrawer pair={pair} onClose={() => setOpen(false)} />}
    </>
  );
}
