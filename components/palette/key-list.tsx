'use client';

import { Fragment } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Key } from '@/components/ui/key.tsx';
import { keyGroups } from '@/components/ui/use-keys.ts';
import { FRAME_KEYS } from './palette-keys.tsx';

/** All keys that do something here, those of the page first. */
export function KeyList({ onClose }: { onClose(): void }) {
  const groups = keyGroups().toSorted(
    (a, b) => Number(a.name === FRAME_KEYS) - Number(b.name === FRAME_KEYS),
  );
  return (
    <Dialog title="Keys" onClose={onClose}>
      <div className="mt-3 space-y-4">
        {groups.map(({ name, bindings }) => (
          <section key={name} aria-label={name}>
            <h3 className="mb-1.5 text-12 text-faint">{name}</h3>
            <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-4 gap-y-1.5">
              {bindings.map(({ keys, does }) => (
                <Fragment key={keys}>
                  <dt className="flex gap-1">
                    {keys.split(' ').map((key) => (
                      <Key key={key}>{key}</Key>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="mt-4 text-13 text-muted">
        They rest while something is typed or a dialog is open. Two keys beside each other are pressed one
        after the other.
      </p>
      <div className="mt-4">
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}
