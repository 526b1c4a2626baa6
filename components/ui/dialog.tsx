'use client';

import { type ReactNode, useId, useRef } from 'react';
import { useModal } from './use-modal.ts';

/**
 * A question above the page, open for as long as it is drawn; Escape asks to close it. The browser's own: what lies behind
 * is inert, focus goes back to where it was, and no script has to write a style sheet, which our content security policy
 * would refuse.
 */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose(): void;
  children?: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useModal(dialog);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="m-auto max-h-[calc(100dvh-32px)] w-[min(480px,calc(100vw-24px))] overflow-y-auto overscroll-contain rounded-md border border-strong-line bg-surface p-4 text-ink backdrop:bg-[oklch(0.18_0.01_260/0.55)] sm:p-6"
    >
      <h2 id={titleId} className="font-semibold text-16">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
