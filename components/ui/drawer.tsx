'use client';

import { type ReactNode, useId, useRef } from 'react';
import { ModalHead } from './modal-head.tsx';
import { useModal } from './use-modal.ts';

/**
 * A sheet from the right over the page, for what is behind something on it; the whole window on a phone. Escape, its button and
 * a click beside it ask to close it. The page behind keeps its place.
 */
export function Drawer({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose(): void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useModal(dialog);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape and the button
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className="my-0 mr-0 ml-auto h-dvh max-h-none w-[min(720px,100vw)] max-w-none overscroll-contain border-strong-line border-l bg-surface p-0 text-ink backdrop:bg-[oklch(0.18_0.01_260/0.55)]"
    >
      <div className="flex min-h-full flex-col">
        <ModalHead title={title} titleId={titleId} onClose={onClose} />
        <div className="grow space-y-6 px-4 py-4 sm:px-6">{children}</div>
      </div>
    </dialog>
  );
}
