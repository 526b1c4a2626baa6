import localFont from 'next/font/local';

/**
 * Both fonts come from their npm packages and are served by us: a DHCP site may have no internet. One that is late is used from
 * the next page on (`optional`): exchanged under the reader's eyes, it moved lines of the wall by half its height.
 */
export const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2',
  weight: '100 900',
  variable: '--font-inter',
  display: 'optional',
});

export const jetbrainsMono = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  weight: '100 800',
  variable: '--font-jetbrains-mono',
  display: 'optional',
});
