// One action on many workers: first what it would do, then a confirmation, then a result for each.
import { html, nothing } from './lib.js';
import { call, newKey } from './api.js';
import { changed, mayChange } from './store.js';
import { badge, closeDialog, faultBox, field, openDialog } from './ui.js';
import { setStakes } from './stakes.js';
import { count, plural } from './words.js';

/** So many workers go into one call, so that progress can be seen. */
const CHUNK = 250;

export const ACTIONS = [
  { key: 'restart', word: 'Restart', text: 'Their sessions begin anew; pRuntime and its state stay as they are.' },
  { key: 'start', word: 'Start', text: 'They are driven again.' },
  { key: 'stop', word: 'Stop driving', tone: 'warn', text: 'Nothing is sent to them any more. A computing worker that is not driven becomes unresponsive and may be slashed.' },
  { key: 'startComputing', word: 'Start computing', text: 'They go through registration, pool and stake until they compute.' },
  { key: 'stopComputing', word: 'Stop computing', tone: 'warn', text: 'They stop, cool down and give their stake back, and stay in their pool.' },
  { key: 'leavePool', word: 'Leave pool', tone: 'warn', text: 'As stop computing, then out of their pool.' },
  { key: 'forceRegister', word: 'Register again', text: 'Each goes to the registry again with a fresh attestation.' },
  { key: 'takeCheckpoint', word: 'Take checkpoint', text: 'pRuntime writes its state down, so that it can go on from there.' },
  { key: 'setStakes', word: 'Set stakes …', open: setStakes },
  { key: 'updateEndpoints', word: 'Publish endpoint', text: 'The chain is told where each can be reached.', input: true },
  { key: 'kick', word: 'Kick pRuntime', tone: 'danger', text: 'Ends pRuntime’s process; what runs it starts it again.' },
  { key: 'delete', word: 'Delete', tone: 'danger', text: 'The bridge forgets them. A worker in cooling down keeps its stake locked until somebody reclaims it.' },
];

/** The actions as a menu for these rows. */
export const bulkMenu = (rows, usual = ['restart', 'startComputing', 'stopComputing', 'setStakes', 'forceRegister']) => html`
  ${usual.map((key) => ACTIONS.find((action) => action.key === key)).map((action) => html`<button type="button" class="button small" ?disabled=${!mayChange()} @click=${() => bulk(action, rows)}>${action.word}</button>`)}
  <label class="inline"><span class="hidden">More actions</span><select ?disabled=${!mayChange()} @change=${(event) => {
    const action = ACTIONS.find(({ key }) => key === event.target.value);
    event.target.value = '';
    if (action) bulk(action, rows);
  }}><option value="">More …</option>${ACTIONS.filter(({ key }) => !usual.includes(key)).map(({ key, word }) => html`<option value=${key}>${word}</option>`)}</select></label>`;

/** Opens the dialog of one action. */
export function bulk(action, rows) {
  if (action.open) return action.open(rows);
  const run = { action, rows, phase: action.input ? 'asking' : 'checking', results: [], fault: undefined, done: 0, endpoint: '' };
  openDialog({ title: `${action.word}: ${rows.length === 1 ? rows[0].name : plural(rows.length, 'worker')}`, wide: true, body: () => body(run), foot: () => foot(run) });
  if (!action.input) go(run, true);
}

async function go(run, dryRun) {
  const { action, rows } = run;
  Object.assign(run, { phase: dryRun ? 'checking' : 'running', fault: undefined, results: [], done: 0 });
  run.key ??= newKey();
  changed();
  const content = action.key === 'updateEndpoints' ? { endpoints: [run.endpoint] } : {};
  try {
    for (let from = 0; from < rows.length; from += CHUNK) {
      const part = rows.slice(from, from + CHUNK);
      const answer = await call(
        'POST',
        '/v1/workers:act',
        { workers: part.map(({ id }) => ({ id })), [action.key]: content },
        dryRun ? { dryRun } : { key: `${run.key}-${from}` },
      );
      run.results.push(...part.map((row, index) => ({ row, result: answer.results?.[index] ?? {} })));
      run.done = run.results.length;
      changed();
    }
    run.phase = dryRun ? 'checked' : 'done';
  } catch (fault) {
    run.fault = fault;
    run.phase = dryRun ? 'checked' : 'done';
  }
  changed();
}

function body(run) {
  const { action, results, phase, rows } = run;
  const refused = results.filter(({ result }) => result.error || result.message);
  const ordered = [...refused, ...results.filter((it) => !refused.includes(it))];
  return html`<p>${action.text}</p>
    ${phase === 'asking' ? html`<form id="bulk-form" @submit=${(event) => { event.preventDefault(); run.endpoint = event.target.elements.endpoint.value.trim(); go(run, true); }}>
      ${field({ label: 'Endpoint to publish', name: 'endpoint', type: 'url', required: true, hint: 'The address that the chain tells others, such as https://worker.example:443.' })}</form>` : nothing}
    ${phase === 'checking' || phase === 'running' ? html`<progress max=${rows.length} value=${run.done} aria-label=${phase === 'running' ? 'Progress' : 'Checking'}></progress>` : nothing}
    ${faultBox(run.fault)}
    ${results.length ? html`<p role="status">${phase === 'done' || phase === 'running'
        ? html`<b>${count(results.length - refused.length)} done</b>${refused.length ? html`, <b class="bad-text">${count(refused.length)} refused</b>` : nothing}`
        : html`<b>${count(results.length - refused.length)} can be done</b>${refused.length ? html`, <b class="warn-text">${count(refused.length)} would be refused</b>` : nothing}`}.</p>
      <div class="scroll results" tabindex="0" role="region" aria-label="Result for each worker"><table class="plain-table"><thead><tr><th scope="col">Worker</th><th scope="col">Result</th><th scope="col">Why</th></tr></thead>
        <tbody>${ordered.slice(0, 300).map(({ row, result }) => line(row, result, phase))}</tbody></table>
        ${ordered.length > 300 ? html`<p class="muted">and ${count(ordered.length - 300)} more</p>` : nothing}</div>` : nothing}`;
}

const line = (row, result, phase) => html`<tr><td>${row.name}</td>
  <td>${result.error || result.message ? badge('Refused', 'bad') : phase === 'checked' || phase === 'checking' ? badge('Would do', 'busy') : badge('Done', 'ok')}</td>
  <td class="why">${result.message || (result.view?.would ?? []).join(' ') || ''}</td></tr>`;

function foot(run) {
  const possible = run.results.filter(({ result }) => !result.error && !result.message).length;
  if (run.phase === 'done') return html`<button type="button" class="button primary" @click=${closeDialog}>Close</button>`;
  return html`<button type="button" class="button" @click=${closeDialog}>Cancel</button>
    ${run.phase === 'asking' ? html`<button type="submit" form="bulk-form" class="button primary">Check</button>`
      : html`<button type="button" id="confirm" class="button ${run.action.tone === 'danger' ? 'danger' : 'primary'}" ?disabled=${run.phase !== 'checked' || !possible || run.fault}
          @click=${() => go(run, false)}>${run.action.word}${possible > 1 ? ` ${count(possible)}` : ''}</button>`}`;
}
