'use client';

import { QRCodeSVG } from 'qrcode.react';

/** Black on white in both themes, with the margin that cameras need. */
export default function QrCode({ text, title }: { text: string; title: string }) {
  return <QRCodeSVG value={text} title={title} size={184} marginSize={4} role="img" />;
}
