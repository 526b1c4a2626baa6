/** Red, green and blue before gamma, each 0 to 1 on a screen that can show it. */
export type LinearRgb = readonly [red: number, green: number, blue: number];

type Matrix = readonly (readonly [number, number, number])[];

/** OKLCH (lightness 0 to 1, chroma, hue in degrees) by Ottosson's matrices. */
export function fromOklch(lightness: number, chroma: number, hueDegrees: number): LinearRgb {
  const hue = (hueDegrees * Math.PI) / 180;
  const lab: LinearRgb = [lightness, chroma * Math.cos(hue), chroma * Math.sin(hue)];
  return times(LMS_TO_RGB, cubed(times(LAB_TO_LMS, lab)));
}

/** The ratio of WCAG 2, from 1 to 21. */
export function contrast(a: LinearRgb, b: LinearRgb): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** How different two colours look: their distance in OKLab, about 0.02 being the least that is noticed. */
export function distance(a: LinearRgb, b: LinearRgb): number {
  const [la, aa, ba] = oklab(a);
  const [lb, ab, bb] = oklab(b);
  return Math.hypot(la - lb, aa - ab, ba - bb);
}

/** Machado, Oliveira and Fernandes 2009, severity 1. */
export const seenByDeuteranope = (colour: LinearRgb): LinearRgb => clamped(times(DEUTERANOPIA, colour));
export const seenByProtanope = (colour: LinearRgb): LinearRgb => clamped(times(PROTANOPIA, colour));

const oklab = (colour: LinearRgb): LinearRgb => {
  const [l, m, s] = times(RGB_TO_LMS, clamped(colour));
  return times(LMS_TO_LAB, [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)]);
};

function luminance(colour: LinearRgb): number {
  const [red, green, blue] = clamped(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const clamped = ([red, green, blue]: LinearRgb): LinearRgb => [clamp(red), clamp(green), clamp(blue)];
const clamp = (channel: number) => Math.min(1, Math.max(0, channel));
const cubed = ([l, m, s]: LinearRgb): LinearRgb => [l ** 3, m ** 3, s ** 3];

function times(matrix: Matrix, [x, y, z]: LinearRgb): LinearRgb {
  const [first = 0, second = 0, third = 0] = matrix.map(([a, b, c]) => a * x + b * y + c * z);
  return [first, second, third];
}

const LAB_TO_LMS: Matrix = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
];
const LMS_TO_RGB: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
];
const RGB_TO_LMS: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const LMS_TO_LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
const DEUTERANOPIA: Matrix = [
  [0.367322, 0.860646, -0.227968],
  [0.280085, 0.672501, 0.047413],
  [-0.01182, 0.04294, 0.968881],
];
const PROTANOPIA: Matrix = [
  [0.152286, 1.052583, -0.204868],
  [0.114503, 0.786281, 0.099216],
  [-0.003882, -0.048116, 1.051998],
];
