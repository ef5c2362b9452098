// Workers from a CSV file: all of it or nothing, with every fault told at once.
import { html, nothing } from './lib.js';
import { call, newKey } from './api.js';
import { changed } from './store.js';
import { HEADER, readCsv } from './csv.js';
import { badge, closeDialog, faultBox, openDialog } from './ui.js';
import { count, plural } from './words.js';

const LARGEST = 4 * 2 ** 20;
const CHUNK = 250;

export function importDialog() {
  const run = { phase: 'choosing', workers: [], faults: [], results: [], done: 0 };
  openDialog({ title: 'Import workers', wide: true, body: () => body(run), foot: () => foot(run) });
}

async function choose(run, file) {
  if (!file) return;
  Object.assign(run, { results: [], fault: undefined, file: file.name });
  if (file.size > LARGEST) {
    run.faults = [{ line: 1, text: `the file has ${count(file.size)} bytes: expected at most ${count(LARGEST)}` }];
  } else {
    Object.assign(run, readCsv(await file.text()));
  }
  run.phase = run.faults.length ? 'refused' : 'checking';
  changed();
  if (!run.faults.length) await send(run, true);
}

async function send(run, dryRun) {
  Object.assign(run, { phase: dryRun ? 'checking' : 'running', results: [], done: 0, fault: undefined });
  run.key ??= newKey();
  changed();
  try {
    for (let from = 0; from < run.workers.length; from += CHUNK) {
      const part = run.workers.slice(from, from + CHUNK);
      const answer = await call('POST', '/v1/workers:create', { workers: part }, dryRun ? { dryRun } : { key: `${run.key}-${from}` });
      run.results.push(...part.map((worker, index) => ({ worker, result: answer.results?.[index] ?? {} })));
      run.done = run.results.length;
      changed();
    }
  } catch (fault) {
    run.fault = fault;
  }
  run.phase = dryRun ? 'checked' : 'done';
  changed();
}

const refusedOf = (run) => run.results.filter(({ result }) => result.error || result.message);

function body(run) {
  const refused = refusedOf(run);
  return html`
    ${run.phase === 'choosing' || run.phase === 'refused' ? html`
      <p>A CSV file with the header line <code>${HEADER.join()}</code>. A file with a bad line is refused whole.</p>
      <label class="file">Choose a file <input id="csv-file" type="file" accept=".csv,text/csv" @change=${(event) => choose(run, event.target.files[0])}></label>` : nothing}
    ${run.faults.length ? html`<div class="notice bad" role="alert"><strong>${run.file} was refused: ${plural(run.faults.length, 'fault')}. Nothing was created.</strong></div>
      <ul class="faults">${run.faults.slice(0, 500).map(({ line, text }) => html`<li><b>Line ${line}</b> ${text}</li>`)}</ul>` : nothing}
    ${run.phase === 'checking' || run.phase === 'running' ? html`<progress max=${run.workers.length} value=${run.done} aria-label="Progress"></progress>` : nothing}
    ${faultBox(run.fault)}
    ${run.results.length ? html`<p role="status">${run.phase === 'done' || run.phase === 'running'
        ? html`<b>${count(run.results.length - refused.length)} created</b>${refused.length ? html`, <b class="bad-text">${count(refused.length)} refused</b>` : nothing}`
        : refused.length ? html`<b class="bad-text">${count(refused.length)} of ${count(run.results.length)} would be refused, so nothing is created.</b>` : html`<b>${plural(run.results.length, 'worker')} can be created</b>`}</p>
      <div class="scroll results" tabindex="0" role="region" aria-label="Result for each line"><table class="plain-table"><thead><tr><th scope="col">Worker</th><th scope="col">Endpoint</th><th scope="col">Pool</th><th scope="col">Stake</th><th scope="col">Result</th></tr></thead>
      <tbody>${[...refused, ...run.results.filter((it) => !refused.includes(it))].slice(0, 300).map(({ worker, result }) => html`<tr><td>${worker.name}</td><td class="mono">${worker.endpoint}</td><td>${worker.pid}</td><td>${worker.stake}</td>
        <td class="why">${result.error || result.message ? html`${badge('Refused', 'bad')} ${result.message}` : run.phase === 'done' ? badge('Created', 'ok') : badge('Would create', 'busy')}</td></tr>`)}</tbody></table></div>` : nothing}`;
}

function foot(run) {
  if (run.phase === 'done') return html`<button type="button" class="button primary" @click=${closeDialog}>Close</button>`;
  const ready = run.phase === 'checked' && !run.fault && refusedOf(run).length === 0;
  return html`<button type="button" class="button" @click=${closeDialog}>Cancel</button>
    <button type="button" id="confirm" class="button primary" ?disabled=${!ready} @click=${() => send(run, false)}>Create ${run.workers.length ? plural(run.workers.length, 'worker') : ''}</button>`;
}
