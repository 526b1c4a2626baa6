'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { Segmented } from '@/components/ui/segmented.tsx';
import { useTheme } from './theme.tsx';

const OPTIONS = [
  {
    value: 'system',
    title: 'Colours as the system has them',
    content: <Monitor size={14} aria-hidden="true" />,
  },
  { value: 'light', title: 'Light', content: <Sun size={14} aria-hidden="true" /> },
  { value: 'dark', title: 'Dark', content: <Moon size={14} aria-hidden="true" /> },
] as const;

/** The colours of the page. */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  return <Segmented label="Colours" value={theme} options={OPTIONS} onChange={setTheme} />;
}
