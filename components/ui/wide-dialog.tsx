'use client';

import { type ReactNode, useId, useRef } from 'react';
import { ModalHead } from './modal-head.tsx';
import { useModal } from './use-modal.ts';

/** A dialog for what needs room: as large as the window allows on a desk, the whole of it on a phone. Escape and its button ask to close it. */
export function WideDialog({
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
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="m-auto h-dvh max-h-none w-screen max-w-none overflow-hidden border-strong-line bg-surface p-0 text-ink backdrop:bg-[oklch(0.18_0.01_260/0.55)] sm:h-[min(920px,calc(100dvh-32px))] sm:w-[min(1240px,calc(100vw-32px))] sm:rounded-md sm:border"
    >
      <div className="flex h-full flex-col">
        <ModalHead title={title} titleId={titleId} onClose={onClose} />
        {children}
      </div>
    </dialog>
  );
}
