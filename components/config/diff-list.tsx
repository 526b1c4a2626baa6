'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import type { FileDiff } from '@/lib/contracts/config.ts';

/** As many lines of a file are drawn at once. */
const SHOWN_LINES = 600;

/** What differs, file by file, as hunks; the sign in front of a line tells what its tint does. */
export function DiffList({ files }: { files: readonly FileDiff[] }) {
  const changed = files.filter(({ oldPath, newPath, hunks }) => !oldPath || !newPath || hunks?.length !== 0);
  return (
    <div className="space-y-4">
      {changed.map((file) => (
        <OneFile key={`${file.oldPath} ${file.newPath}`} file={file} />
      ))}
    </div>
  );
}

const LOOK: Record<string, string> = { '+': 'bg-healthy/12', '-': 'bg-down/12', '@': 'text-faint' };

function OneFile({ file: { oldPath, newPath, oldLines, newLines, hunks } }: { file: FileDiff }) {
  const [isWhole, setWhole] = useState(false);
  const lines = (hunks ?? []).flatMap(({ oldStart, newStart, lines: all }) => [
    `@ from line ${oldStart}, and line ${newStart}`,
    ...all,
  ]);
  const shown = isWhole ? lines : lines.slice(0, SHOWN_LINES);
  return (
    <figure className="overflow-hidden rounded-md border border-line bg-surface">
      <figcaption className="wrap-anywhere border-line border-b px-3 py-1.5 font-mono text-12">
        {oldPath === newPath ? oldPath : `${oldPath ?? 'no such file'} → ${newPath ?? 'no such file'}`}
      </figcaption>
      {hunks === null ? (
        <p className="px-3 py-2 text-13">
          The two have hardly a line in common: {oldLines} lines against {newLines}. The files beside each
          other tell more.
        </p>
      ) : (
        <pre className="overflow-x-auto py-1 font-mono text-12 leading-5">
          <code className="block w-max min-w-full">
            {shown.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one diff never change
              <span key={index} className={`block px-3 ${LOOK[line[0] ?? ''] ?? 'text-muted'}`}>
                {line}
              </span>
            ))}
          </code>
        </pre>
      )}
      {shown.length < lines.length && (
        <div className="border-line border-t px-3 py-2">
          <Button onClick={() => setWhole(true)}>Show {lines.length - shown.length} more lines</Button>
        </div>
      )}
    </figure>
  );
}
