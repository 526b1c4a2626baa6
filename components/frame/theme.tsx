'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { rememberPreference, type Theme } from '@/components/preferences.ts';

type Themed = { theme: Theme; setTheme(theme: Theme): void };

const ThemeContext = createContext<Themed>({ theme: 'system', setTheme: () => {} });

/** The colours of the page. A cookie keeps them, which the server reads, so that the first paint already has the right ones. */
export function ThemeProvider({ initial, children }: { initial: Theme; children: ReactNode }) {
  const [theme, setState] = useState(initial);
  const themed = useMemo<Themed>(
    () => ({
      theme,
      setTheme: (next) => {
        rememberPreference('theme', next);
        document.documentElement.dataset.theme = next;
        setState(next);
      },
    }),
    [theme],
  );
  return <ThemeContext value={themed}>{children}</ThemeContext>;
}

export const useTheme = (): Themed => useContext(ThemeContext);
