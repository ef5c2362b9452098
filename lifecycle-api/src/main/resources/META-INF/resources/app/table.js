// A table of which only the rows in sight exist, however many there are.
import { html, nothing, repeat } from './lib.js';
import { changed } from './store.js';

const OVERSCAN = 8;
export const narrow = matchMedia('(max-width: 700px)');
narrow.addEventListener('change', changed);

/**
 * `columns`: `[{key, label, width, cell(row), align, sortable}]`; `rows`: an array; `sort`: `{key,
 * descending}`; `selected`: a Set of ids or undefined.
 */
export function virtualTable({ id, label, columns, rows, rowId, sort, onSort, selected, onSelect, onSelectAll, onOpen, tone }) {
  const frame = document.getElementById(id);
  const rowHeight = narrow.matches ? 52 : 32;
  const visible = Math.ceil((frame?.clientHeight || 700) / rowHeight);
  const first = Math.max(0, Math.min(rows.length - visible, Math.floor((frame?.scrollTop ?? 0) / rowHeight)) - OVERSCAN);
  const last = Math.min(rows.length, first + visible + 2 * OVERSCAN);
  const shown = narrow.matches ? columns.filter((column) => column.phone) : columns;
  const span = shown.length + (selected ? 1 : 0);
  const all = selected && rows.length > 0 && rows.every((row) => selected.has(rowId(row)));
  return html`
    <div class="table-frame" id=${id} tabindex="0" role="region" aria-label=${label} @scroll=${changed}
        @keydown=${(event) => keys(event, rowHeight)}>
      <table aria-rowcount=${rows.length + 1} aria-label=${label} class="virtual">
        <colgroup>${selected ? html`<col class="pick">` : nothing}${shown.map((column) => html`<col .style=${`width:${narrow.matches ? column.phone : `${column.width}px`}`}>`)}</colgroup>
        <thead><tr aria-rowindex="1">
          ${selected ? html`<th class="pick"><input type="checkbox" aria-label="Select all that match" .checked=${all} .indeterminate=${!all && selected.size > 0} @change=${onSelectAll}></th>` : nothing}
          ${shown.map((column) => html`<th scope="col" class="${column.align ?? ''} ${column.kind === 'strong' ? 'strong' : ''}" aria-sort=${sort.key === column.key ? (sort.descending ? 'descending' : 'ascending') : nothing}>
            ${column.sortable === false ? column.label : html`<button type="button" class="sort" @click=${() => onSort(column.key)}>${column.label}<span aria-hidden="true">${sort.key === column.key ? (sort.descending ? ' ↓' : ' ↑') : ''}</span></button>`}</th>`)}
        </tr></thead>
        <tbody>
          ${first > 0 ? html`<tr class="space" aria-hidden="true"><td colspan=${span} .style=${`height:${first * rowHeight}px`}></td></tr>` : nothing}
          ${repeat(rows.slice(first, last), rowId, (row, offset) => html`
            <tr aria-rowindex=${first + offset + 2} class="${tone?.(row) ?? ''} ${selected?.has(rowId(row)) ? 'selected' : ''}" data-id=${rowId(row)}
                @dblclick=${() => onOpen?.(row)}>
              ${selected ? html`<td class="pick"><input type="checkbox" aria-label="Select ${row.name}" .checked=${selected.has(rowId(row))} @click=${(event) => onSelect(row, event, first + offset)}></td>` : nothing}
              ${shown.map((column) => html`<td class="${column.align ?? ''} ${column.kind ?? ''}">${column.cell(row)}</td>`)}
            </tr>`)}
          ${last < rows.length ? html`<tr class="space" aria-hidden="true"><td colspan=${span} .style=${`height:${(rows.length - last) * rowHeight}px`}></td></tr>` : nothing}
        </tbody>
      </table>
    </div>`;
}

/** Arrows move from row to row, with the focus on each row's link; space selects. */
function keys(event, rowHeight) {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  const row = event.target.closest('tr[data-id]');
  if (step && event.target.matches('select, textarea') === false) {
    event.preventDefault();
    const next = row ? sibling(row, step) : event.currentTarget.querySelector('tr[data-id]');
    next?.querySelector('a, button')?.focus({ preventScroll: true });
    if (next) keepInSight(event.currentTarget, next, rowHeight);
  } else if ((event.key === ' ' || event.key === 'x') && row && event.target.matches('a')) {
    event.preventDefault();
    row.querySelector('input[type=checkbox]')?.click();
  }
}

function sibling(row, step) {
  const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  return next?.matches('[data-id]') ? next : undefined;
}

function keepInSight(frame, row, rowHeight) {
  const top = row.offsetTop - rowHeight;
  if (top < frame.scrollTop) frame.scrollTop = top;
  else if (row.offsetTop + rowHeight > frame.scrollTop + frame.clientHeight) frame.scrollTop = row.offsetTop + rowHeight - frame.clientHeight;
}
