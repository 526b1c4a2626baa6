/** What a colour is for; each rendering has its own for it. */
export type Paint = 'ink' | 'muted' | 'line' | 'ground' | 'server-a' | 'server-b' | 'limit';

/** Anchors as those of SVG. Places are of the left top; a text's is of its baseline. */
export type Shape =
  | {
      kind: 'path';
      d: string;
      stroke?: Paint;
      strokeWidth?: number;
      dash?: string;
      fill?: Paint;
      /** 0–1; 1 unless told otherwise. */
      fillOpacity?: number;
    }
  | {
      kind: 'text';
      x: number;
      y: number;
      text: string;
      size: number;
      paint: Paint;
      anchor?: 'start' | 'middle' | 'end';
      isBold?: boolean;
    };

export type Picture = { width: number; height: number; shapes: readonly Shape[] };

/** How texts come out where the picture is drawn. */
export type Lettering = {
  /** What is drawn in place of a text: inert, and of characters that can be drawn. */
  shown: (text: string) => string;
  /** Width of what is shown. */
  widthOf: (text: string, size: number, isBold?: boolean) => number;
};

/** The text, cut so that it fits into a width. */
export function fitted(
  text: string,
  size: number,
  width: number,
  { shown, widthOf }: Lettering,
  isBold = false,
): string {
  const whole = shown(text);
  if (widthOf(whole, size, isBold) <= width) return whole;
  // A text of kilobytes is cut roughly first: no letter is narrower than a fifth of its height.
  let letters = [...whole.slice(0, Math.ceil((5 * width) / size))];
  while (letters.length > 0 && widthOf(`${letters.join('')}…`, size, isBold) > width)
    letters = letters.slice(0, -1);
  return `${letters.join('').trimEnd()}…`;
}

export function rectangle(x: number, y: number, width: number, height: number): string {
  return `M${place(x)} ${place(y)}h${place(width)}v${place(height)}h${place(-width)}z`;
}

export function line(x1: number, y1: number, x2: number, y2: number): string {
  return `M${place(x1)} ${place(y1)}L${place(x2)} ${place(y2)}`;
}

/** A hundredth of a point is finer than any printer. */
export function place(value: number): string {
  return String(Math.round(value * 100) / 100);
}
