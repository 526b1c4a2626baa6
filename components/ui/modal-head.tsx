import { X } from 'lucide-react';

/** The head of what lies over the page: its name, and the button that asks to close it. It keeps in sight while the rest scrolls. */
export function ModalHead({ title, titleId, onClose }: { title: string; titleId: string; onClose(): void }) {
  return (
    <div className="sticky top-0 z-10 flex shrink-0 items-center gap-4 border-line border-b bg-surface px-4 py-3 sm:px-6">
      <h2 id={titleId} className="min-w-0 truncate font-semibold text-16">
        {title}
      </h2>
      <button
        type="button"
        onClick={onClose}
        className="ml-auto rounded-md p-1.5 text-muted hover:bg-sunken hover:text-ink"
      >
        <X size={16} aria-hidden="true" />
        <span className="sr-only">Close</span>
      </button>
    </div>
  );
}
