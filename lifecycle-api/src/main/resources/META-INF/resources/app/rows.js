// A worker as the table needs it: flat, small, ready to sort and search.

const TROUBLED_STAGES = new Set(['UNRESPONSIVE']);

/** What every row is made of, whichever columns are shown: to search, filter, tell trouble, act and export. */
export const ROW_FIELDS = [
  ...['name', 'endpoint', 'pid', 'enabled', 'syncOnly', 'gatekeeper'].map((name) => `state.config.${name}`),
  ...['stageSince', 'stageReason', 'retry.kind', 'retry.message', 'retry.retryAt', 'call.retryAt', 'waitingForOperator', 'errandFailure.message', 'lastFailure'].map((name) => `state.${name}`),
  ...['publicKey', 'heights.nextParaBlock'].map((name) => `state.progress.facts.${name}`),
  'callWaitsFor', 'paraBehind', 'stakePha', 'stakedPha', 'session', 'sequence', 'etag',
];

/** The row of one WorkerView. */
export function rowOf(view) {
  const state = view.state ?? {};
  const config = state.config ?? {};
  const progress = state.progress ?? {};
  const runtime = progress.facts ?? {};
  const heights = runtime.heights ?? {};
  const facts = state.facts ?? {};
  const session = facts.session ?? {};
  const trouble = troubleOf(view);
  const name = config.name ?? '';
  return {
    id: view.id,
    name,
    order: natural(name),
    pid: config.pid ?? '0',
    endpoint: config.endpoint ?? '',
    stage: state.stage ?? 'WORKER_STAGE_UNSPECIFIED',
    since: Date.parse(state.stageSince ?? '') || 0,
    troubled: trouble !== '' || TROUBLED_STAGES.has(state.stage),
    message: trouble || state.stageReason || '',
    retryAt: Date.parse(state.retry?.retryAt ?? state.call?.retryAt ?? '') || 0,
    relay: (heights.nextRelayHeader ?? 0) - 1,
    paraHeader: (heights.nextParaHeader ?? 0) - 1,
    para: (heights.nextParaBlock ?? 0) - 1,
    relayBehind: view.relayBehind ?? 0,
    paraBehind: view.paraBehind ?? 0,
    seen: progress.facts !== undefined,
    stake: Number(view.stakePha ?? 0),
    stakeText: view.stakePha ?? '',
    staked: Number(view.stakedPha || NaN),
    stakedText: view.stakedPha ?? '',
    rewards: Number(view.rewardsPha || NaN),
    rewardsText: view.rewardsPha ?? '',
    sessionState: session.state ?? '',
    session: view.session ?? '',
    v: fixed64(session.vBits),
    ve: fixed64(session.veBits),
    pInit: session.pInit ?? 0,
    pInstant: session.pInstant ?? 0,
    score: Number(facts.registration?.initialScore ?? runtime.score ?? 0),
    confidence: facts.registration?.confidenceLevel ?? 0,
    publicKey: runtime.publicKey ?? '',
    version: runtime.version ?? '',
    git: runtime.gitRevision ?? '',
    memory: Number(runtime.memoryUsedBytes ?? 0),
    memoryPeak: Number(runtime.memoryPeakBytes ?? 0),
    pending: Number(runtime.pendingMessages ?? 0),
    enabled: config.enabled === true,
    syncOnly: config.syncOnly === true,
    gatekeeper: config.gatekeeper === true,
    driver: state.driver ?? '',
    sequence: view.sequence ?? '0',
    etag: view.etag ?? '',
    text: `${name}\n${config.endpoint}\n${view.id}\n${runtime.publicKey}\n${view.session}`.toLowerCase(),
  };
}

/** What stands in a worker's way, in one line; empty if nothing does. */
export function troubleOf(view) {
  const state = view.state ?? {};
  if (state.retry) return `${failureKind(state.retry.kind)}${state.retry.message ? `: ${state.retry.message}` : ''}`;
  if (state.waitingForOperator) return `Waits for you: ${state.waitingForOperator}`;
  if (view.callWaitsFor) return `Its transaction waits: ${callFailure(view.callWaitsFor)}`;
  if (state.errandFailure) return `pRuntime did not do it: ${state.errandFailure.message ?? ''}`;
  if (state.lastFailure) return callFailure(state.lastFailure);
  return '';
}

export function callFailure(failure) {
  const name = [failure.pallet, failure.name].filter(Boolean).join('.');
  return [name, failure.message].filter(Boolean).join(': ') || 'failed';
}

const FAILURES = {
  UNREACHABLE: 'Not reachable',
  TIMED_OUT: 'No answer in time',
  BUSY: 'Busy',
  REFUSED: 'Refused',
  NOT_A_PRUNTIME: 'Not a pRuntime',
  WRONG_CHAIN: 'Wrong chain',
  LOG_UNAVAILABLE: 'The log cannot be read',
  INTERNAL: 'Fault in the bridge',
};

export const failureKind = (kind) => FAILURES[kind] ?? 'Failed';

/** Names sort as people count: worker-2 before worker-10. */
export const natural = (name) => name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(10, '0'));

/** A U64F64 of 16 little-endian bytes in base64, as the chain keeps V and Ve. */
export function fixed64(base64) {
  if (!base64) return NaN;
  const bytes = atob(base64);
  let value = 0;
  for (let i = 0; i < bytes.length; i++) value += bytes.charCodeAt(i) * 2 ** (8 * i - 64);
  return value;
}
