// The nodes of both chains: which are healthy, which is asked, and why the others are not.
import { html, nothing } from '../lib.js';
import { chainNow } from '../store.js';
import { agoTime, badge, card, empty, heading } from '../ui.js';
import { height, when } from '../words.js';

export function nodes() {
  const chain = chainNow();
  if (!chain) return html`${heading('Nodes')}<div class="card skeleton"></div>`;
  return html`${heading('Nodes', nothing, 'A node that sends something wrong is dropped, and another is asked.')}
    ${chainNodes('Relay chain', chain.relay ?? {})}${chainNodes('Parachain', chain.para ?? {})}`;
}

const chainNodes = (title, tip) =>
  card(
    title,
    html`${tip.waitingFor ? html`<p class="notice warn">Waits for ${tip.waitingFor}</p>` : nothing}
      ${tip.nodes?.length
        ? html`<div class="scroll" tabindex="0" role="region" aria-label="Nodes of the ${title}"><table class="plain-table"><thead><tr><th scope="col">Node</th><th scope="col">Health</th><th scope="col">In use</th><th scope="col" class="number">Finalized</th><th scope="col">Since</th><th scope="col">Why not</th></tr></thead>
          <tbody>${tip.nodes.map((node) => html`<tr>
            <td class="mono">${node.endpoint}</td>
            <td>${node.healthy ? badge('Healthy', 'ok') : badge('Dropped', 'bad')}</td>
            <td>${node.inUse ? badge('In use', 'busy') : html`<span class="muted">${node.healthy ? 'standing by' : 'not asked'}</span>`}</td>
            <td class="number">${height(node.finalizedNumber)}</td>
            <td>${agoTime(when(node.since))}</td>
            <td class="why">${node.reason || '–'}</td></tr>`)}</tbody></table></div>`
        : empty('No node is known yet')}`,
    html`<span class="muted">published ${height(tip.publishedNumber)}</span>`,
  );
