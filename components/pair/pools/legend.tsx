/** What the parts of a pool's bar are. */
export function Legend() {
  return (
    <ul aria-label="Legend" className="flex gap-4 text-12 text-muted">
      <li className="flex items-center gap-1.5">
        <span className="h-2.5 w-3.5 rounded-[2px] bg-muted" /> used
      </li>
      <li className="flex items-center gap-1.5" title="Held for the secondary: only it may give these out">
        <span className="hatched h-2.5 w-3.5 rounded-[2px] border border-strong-line" /> backup, the
        secondary’s
      </li>
      <li className="flex items-center gap-1.5" title="Held for the primary: only it may give these out">
        <span className="h-2.5 w-3.5 rounded-[2px] border border-strong-line" /> free, the primary’s
      </li>
    </ul>
  );
}
