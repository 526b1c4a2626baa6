/** The two servers and the link between them. */
export function Logo() {
  return (
    <svg viewBox="0 0 22 16" width="20" height="16" aria-hidden="true" className="shrink-0">
      <path d="M8 8h6" stroke="currentColor" strokeWidth="1.75" />
      <circle cx="5" cy="8" r="4" fill="currentColor" />
      <circle cx="17" cy="8" r="3.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
