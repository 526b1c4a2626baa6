import { BUTTON_LOOK } from '@/components/ui/button.tsx';

/** Leads to the provider people sign in at. A whole page load: the browser leaves Pairwatch for it. */
export function ProviderButton({ label, next }: { label: string; next: string }) {
  return (
    <a href={`/api/auth/oidc?${new URLSearchParams({ next })}`} className={`${BUTTON_LOOK} mt-4`}>
      {label}
    </a>
  );
}
