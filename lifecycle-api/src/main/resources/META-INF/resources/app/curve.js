// Curves over a quantity other than time, as SVG: with marks, and a reading under the pointer.
import { html, nothing, svg } from './lib.js';
import { changed } from './store.js';
import { narrow } from './table.js';

const LEFT = 58;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 34;
/** Each has a colour and a pattern of its own. */
export const TONES = ['one', 'two', 'three', 'four', 'five', 'six'];
const hover = new Map();

/**
 * `xs`: ascending numbers; `series`: `[{name, tone, values}]`; `mark`: `{x, text}` is drawn as a
 * vertical line; `says`: the sentence for who cannot see it.
 */
export function curves(id, { says, xs, series, xName, formatX, format, mark }) {
  // As many units as it has pixels, more or less: its words stay readable.
  const [width, height, parts] = narrow.matches ? [350, 210, [0, 0.5, 1]] : [640, 260, [0, 0.25, 0.5, 0.75, 1]];
  const from = xs[0];
  const span = Math.max(1e-12, xs.at(-1) - from);
  const top = niceTop(Math.max(...series.flatMap(({ values }) => values), 0));
  const x = (value) => LEFT + ((value - from) / span) * (width - LEFT - RIGHT);
  const y = (value) => TOP + (1 - value / top) * (height - BOTTOM - TOP);
  const at = hover.get(id);
  const index = at === undefined ? -1 : nearest(xs, from + at * span);
  const shown = mark && mark.x >= from && mark.x <= xs.at(-1) ? mark : undefined;
  return html`
    <figure class="chart curve">
      <figcaption>${series.map((one) => html`<span class="key ${one.tone}">${one.name}${index < 0 ? nothing : html` <b>${format(one.values[index])}</b>`}</span>`)}
        <span class="at">${index < 0 ? (shown?.text ?? '') : `${formatX(xs[index])} ${xName}`}</span></figcaption>
      <svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${says}
        @pointermove=${(event) => { hover.set(id, fraction(event, width)); changed(); }}
        @pointerleave=${() => { hover.delete(id); changed(); }}>
        ${parts.map((part) => svg`
          <line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${y(top * part)} y2=${y(top * part)} />
          <text class="tick" x=${LEFT - 6} y=${y(top * part) + 4} text-anchor="end">${format(top * part)}</text>
          <text class="tick" x=${x(from + span * part)} y=${height - BOTTOM + 15} text-anchor=${part === 1 ? 'end' : part === 0 ? 'start' : 'middle'}>${formatX(from + span * part)}</text>`)}
        <text class="tick" x=${(LEFT + width - RIGHT) / 2} y=${height - 4} text-anchor="middle">${xName}</text>
        ${shown ? svg`<line class="marked" x1=${x(shown.x)} x2=${x(shown.x)} y1=${TOP} y2=${height - BOTTOM} />` : nothing}
        ${series.map((one) => svg`<polyline class="line ${one.tone}" points=${one.values.map((value, i) => `${x(xs[i]).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} />`)}
        ${index < 0 ? nothing : svg`<line class="cursor" x1=${x(xs[index])} x2=${x(xs[index])} y1=${TOP} y2=${height - BOTTOM} />
          ${series.map((one) => svg`<circle class="dot ${one.tone}" cx=${x(xs[index])} cy=${y(one.values[index])} r="3.5" />`)}`}
      </svg>
    </figure>`;
}

function fraction(event, width) {
  const box = event.currentTarget.getBoundingClientRect();
  const inside = (event.clientX - box.left) / box.width;
  return Math.min(1, Math.max(0, (inside * width - LEFT) / (width - LEFT - RIGHT)));
}

function nearest(xs, value) {
  let best = 0;
  for (let i = 1; i < xs.length; i++) if (Math.abs(xs[i] - value) < Math.abs(xs[best] - value)) best = i;
  return best;
}

function niceTop(value) {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}
