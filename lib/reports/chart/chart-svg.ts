import type { ReportChart } from '../../contracts/incident-report.ts';
import { markup } from '../text/markup.ts';
import { lanesPicture } from './lanes.ts';
import { linesPicture } from './lines.ts';
import { type Lettering, type Paint, type Picture, place, type Shape } from './picture.ts';

export type ChartStyle = Lettering & {
  /** As SVG understands colours. */
  paints: Record<Paint, string>;
  /** Names of fonts, as in CSS. */
  family: string;
  /** Name and description within the picture, for who listens to it; not everything that draws SVG knows them. */
  isNamed: boolean;
};

/** A chart as one `svg` element, drawn from shapes alone: no script, style sheet, reference or image. */
export function chartSvg(chart: ReportChart, style: ChartStyle): string {
  const { width, height, shapes } = pictureOf(chart, style);
  const size = `${place(width)} ${place(height)}`;
  const label = style.isNamed
    ? `<title>${markup(style.shown(chart.title))}</title><desc>${markup(style.shown(chart.summary))}</desc>`
    : '';
  const role = style.isNamed ? ' role="img"' : '';
  return `<svg xmlns="http://www.w3.org/2000/svg"${role} viewBox="0 0 ${size}" width="${place(width)}" height="${place(height)}" font-family="${markup(style.family)}">${label}${shapes.map((shape) => shapeSvg(shape, style.paints)).join('')}</svg>`;
}

function pictureOf(chart: ReportChart, lettering: Lettering): Picture {
  return chart.kind === 'lanes' ? lanesPicture(chart, lettering) : linesPicture(chart, lettering);
}

function shapeSvg(shape: Shape, paints: ChartStyle['paints']): string {
  if (shape.kind === 'path') {
    const { d, fill, fillOpacity, stroke, strokeWidth, dash } = shape;
    return `<path d="${d}"${attributes({
      fill: fill ? paints[fill] : 'none',
      'fill-opacity': fillOpacity,
      stroke: stroke && paints[stroke],
      'stroke-width': strokeWidth,
      'stroke-dasharray': dash,
    })}/>`;
  }
  const { x, y, text, size, paint, anchor, isBold } = shape;
  return `<text x="${place(x)}" y="${place(y)}"${attributes({
    'font-size': size,
    fill: paints[paint],
    'text-anchor': anchor,
    'font-weight': isBold ? 'bold' : undefined,
  })}>${markup(text)}</text>`;
}

function attributes(values: Record<string, string | number | undefined>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${value}"`]))
    .join('');
}
