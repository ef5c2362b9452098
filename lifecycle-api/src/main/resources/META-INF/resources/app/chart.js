// Charts as SVG: sharp, themed by CSS, readable by a screen reader as one sentence.
import { html, nothing, svg } from './lib.js';
import { changed } from './store.js';

const WIDTH = 640;
const HEIGHT = 150;
const LEFT = 44;
const BOTTOM = 18;
const hover = new Map();

/**
 * Lines over time. `series`: `[{name, tone, values}]`, `times` in milliseconds, `format` for the
 * axis and the reading under the pointer.
 */
export function lines(id, { label, times, series, format }) {
  if (times.length < 2) return html`<p class="chart-wait">The chart draws itself while the page is open.</p>`;
  const top = niceTop(Math.max(...series.flatMap((one) => one.values), 0));
  const from = times[0];
  const span = Math.max(1, times.at(-1) - from);
  const x = (index) => LEFT + ((times[index] - from) / span) * (WIDTH - LEFT - 6);
  const y = (value) => 8 + (1 - value / top) * (HEIGHT - BOTTOM - 8);
  const at = hover.get(id);
  const index = at === undefined ? times.length - 1 : nearest(times, from + at * span);
  const reading = series.map((one) => `${one.name} ${format(one.values[index])}`).join(', ');
  return html`
    <figure class="chart">
      <figcaption>${series.map((one) => html`<span class="key ${one.tone}">${one.name} <b>${format(one.values[index])}</b></span>`)}
        <span class="at">${at === undefined ? 'now' : new Date(times[index]).toLocaleTimeString()}</span></figcaption>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}: ${reading}"
        @pointermove=${(event) => { hover.set(id, fraction(event)); changed(); }}
        @pointerleave=${() => { hover.delete(id); changed(); }}>
        ${[0, 0.5, 1].map((part) => svg`
          <line class="grid" x1=${LEFT} x2=${WIDTH - 6} y1=${y(top * part)} y2=${y(top * part)} />
          <text class="tick" x=${LEFT - 6} y=${y(top * part) + 4} text-anchor="end">${format(top * part)}</text>`)}
        ${series.map((one) => svg`<polyline class="line ${one.tone}" points=${one.values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} />`)}
        ${at === undefined ? nothing : svg`<line class="cursor" x1=${x(index)} x2=${x(index)} y1="8" y2=${HEIGHT - BOTTOM} />`}
        <text class="tick" x=${LEFT} y=${HEIGHT - 4}>${new Date(from).toLocaleTimeString()}</text>
        <text class="tick" x=${WIDTH - 6} y=${HEIGHT - 4} text-anchor="end">now</text>
      </svg>
    </figure>`;
}

/** Parts of a whole in one bar; `parts`: `[{name, tone, value, href}]`. */
export function bar(label, parts) {
  const sum = parts.reduce((total, part) => total + part.value, 0);
  if (!sum) return nothing;
  let from = 0;
  return html`<svg class="bar" viewBox="0 0 1000 14" preserveAspectRatio="none" role="img"
      aria-label="${label}: ${parts.map((part) => `${part.value} ${part.name}`).join(', ')}">
      ${parts.map((part) => {
        const width = (part.value / sum) * 1000;
        const start = from;
        from += width;
        return svg`<rect class="fill ${part.tone}" x=${start} y="0" width=${Math.max(2, width - 2)} height="14"><title>${part.value} ${part.name}</title></rect>`;
      })}
    </svg>`;
}

/** Columns of counts; `columns`: `[{name, tone, value}]`. */
export function columns(label, entries) {
  const most = Math.max(1, ...entries.map((entry) => entry.value));
  return html`<div class="columns" role="img" aria-label="${label}: ${entries.map((it) => `${it.name} ${it.value}`).join(', ')}">
    ${entries.map((entry) => html`<div class="column" title="${entry.name}: ${entry.value}">
      <span class="column-value">${entry.value || ''}</span>
      <svg viewBox="0 0 10 100" preserveAspectRatio="none"><rect class="fill ${entry.tone}" x="0" width="10" y=${100 - (entry.value / most) * 100} height=${(entry.value / most) * 100} /></svg>
      <span class="column-name">${entry.name}</span></div>`)}
  </div>`;
}

function fraction(event) {
  const box = event.currentTarget.getBoundingClientRect();
  const inside = (event.clientX - box.left) / box.width;
  return Math.min(1, Math.max(0, (inside * WIDTH - LEFT) / (WIDTH - LEFT - 6)));
}

function nearest(times, time) {
  let best = 0;
  for (let i = 1; i < times.length; i++) if (Math.abs(times[i] - time) < Math.abs(times[best] - time)) best = i;
  return best;
}

function niceTop(value) {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value);
}
