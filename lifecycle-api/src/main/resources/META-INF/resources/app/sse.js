// Server-sent events over fetch, because EventSource hides the status of a refused connection.

/** Silence after which a connection is dead: the service says something every 15 seconds. */
const SILENCE_MS = 40_000;

/**
 * Reads one stream until it ends. `on.open()`, `on.event({data, id, event})`, `on.chunk()` after each
 * piece from the network. Resolves with `{status, error}` where the service told why it ended.
 */
export async function read(url, on, signal, lastEventId) {
  const abort = new AbortController();
  signal.addEventListener('abort', () => abort.abort(), { once: true });
  let watchdog = setTimeout(() => abort.abort(), SILENCE_MS);
  try {
    const headers = { Accept: 'text/event-stream' };
    if (lastEventId) headers['Last-Event-ID'] = lastEventId;
    const answer = await fetch(url, { headers, credentials: 'same-origin', cache: 'no-store', signal: abort.signal });
    if (!answer.ok) return { status: answer.status, error: await answer.json().catch(() => ({})) };
    on.open();
    let end;
    const parser = new Parser((event) => {
      if (event.event === 'end') end = JSON.parse(event.data);
      else on.event(event);
    });
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return { status: 200, error: end };
      clearTimeout(watchdog);
      watchdog = setTimeout(() => abort.abort(), SILENCE_MS);
      parser.feed(value);
      on.chunk();
    }
  } finally {
    clearTimeout(watchdog);
    abort.abort();
  }
}

/** Cuts text into events, wherever the network has cut it. */
export class Parser {
  constructor(emit) {
    this.emit = emit;
    this.rest = '';
    this.data = [];
    this.id = undefined;
    this.event = undefined;
  }

  feed(text) {
    const all = this.rest + text;
    let from = 0;
    for (let end = all.indexOf('\n', from); end >= 0; end = all.indexOf('\n', from)) {
      this.line(all.slice(from, all[end - 1] === '\r' && end > from ? end - 1 : end));
      from = end + 1;
    }
    this.rest = all.slice(from);
  }

  line(line) {
    if (line === '') {
      if (this.data.length) this.emit({ data: this.data.join('\n'), id: this.id, event: this.event });
      this.data = [];
      this.id = undefined;
      this.event = undefined;
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (name === 'data') this.data.push(value);
    else if (name === 'id') this.id = value;
    else if (name === 'event') this.event = value;
  }
}
