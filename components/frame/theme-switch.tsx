'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { rememberPreference, type Theme } from '@/components/preferences.ts';
import { Segmented } from '@/components/ui/segmented.tsx';

const OPTIONS = [
  {
    value: 'system',
    title: 'Colours as the system has them',
    content: <Monitor size={14} aria-hidden="true" />,
  },
  { value: 'light', title: 'Light', content: <Sun size={14} aria-hidden="true" /> },
  { value: 'dark', title: 'Dark', content: <Moon size={14} aria-hidden="true" /> },
] as const;

/** Remembered in a cookie that the server reads, so that the first paint already has the right colours. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  function choose(next: Theme): void {
    rememberPreference('theme', next);
    document.documentElement.dataset.theme = next;
    setTheme(next);
  }
  return <Segmented label="Colours" value={theme} options={OPTIONS} onChange={choose} />;
}
