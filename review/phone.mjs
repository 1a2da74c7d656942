// The real crew.js on stand-ins for document, fetch and EventSource; time runs by hand.
import fs from 'node:fs'; import vm from 'node:vm';
const code = fs.readFileSync('../src/StudioScheduler.Server/wwwroot/crew.js', 'utf8');
function bench(answers) {
  let now = Date.parse('2026-03-16T00:00:00Z'); const timers = []; const log = []; const ids = {};
  const el = () => ({ className: '', textContent: '', hidden: false, disabled: false, children: [], append(...c) { this.children.push(...c); }, replaceChildren(...c) { this.children = c; }, addEventListener(t, f) { this['on' + t] = f; } });
  const byId = id => ids[id] ??= el();
  byId('page').textContent = JSON.stringify({ kind: 'crew', subject: 'crew-1', words: { title: 't', 'in': 'in', }, timeZone: 'Asia/Shanghai', language: 'en', speaks: true });
  class FakeDate extends Date { constructor(...a) { a.length ? super(...a) : super(now); } static now() { return now; } }
  const sources = [];
  class EventSource { static CLOSED = 2; constructor(url) { this.url = url; this.readyState = 1; this.l = {}; sources.push(this); } addEventListener(t, f) { this.l[t] = f; } close() { this.readyState = 2; } }
  const listeners = {};
  const env = { JSON, Object, Intl, Math, Set, Array, encodeURIComponent, Promise, Error, console, Date: FakeDate, EventSource,
    document: { getElementById: byId, createElement: () => el(), visibilityState: 'visible', addEventListener() {}, title: '' },
    localStorage: { getItem: () => null, setItem() {} }, navigator: { vibrate: n => log.push('VIBRATE ' + n) },
    setTimeout: (f, t) => timers.push({ at: now + t, f }), setInterval: (f, t) => timers.push({ at: now + t, f, every: t }), addEventListener: (t, f) => listeners[t] = f,
    fetch: async (url, o) => answers(url, o, log) };
  vm.runInNewContext(code, env);
  const settle = async () => { for (let i = 0; i < 30; i++) await new Promise(r => setImmediate(r)); };
  const pass = async seconds => { const end = now + seconds * 1000; for (;;) { const t = timers.filter(t => t.at <= end).sort((a, b) => a.at - b.at)[0]; if (!t) break; now = t.at; if (t.every) t.at += t.every; else timers.splice(timers.indexOf(t), 1); t.f(); await settle(); } now = end; };
  return { log, ids, sources, settle, pass, listeners };
}
const call = (h) => ({ stage: 's1', stageName: 'Court', start: `2026-03-16T${String(h).padStart(2, '0')}:00:00Z`, end: `2026-03-16T${String(h + 2).padStart(2, '0')}:00:00Z` });
const notice = (n, extra = {}) => ({ epoch: 1, sequence: n, version: n, publishedAt: '2026-03-16T00:00:00Z', acknowledgeBy: '2026-03-16T01:00:00Z', reason: '', changes: [{ block: 'b-' + n, name: 'Scene ' + n, kind: 'new', after: call(5 + n) }], ...extra });
const state = n => ({ snapshot: { epoch: 1, sequence: n, acknowledgedSequence: 0, calls: [] }, notices: [] });
const json = (o, status = 200) => ({ ok: status < 400, status, json: async () => o });
const text = e => typeof e === 'string' ? e : (e.textContent || '') + (e.children || []).map(text).join(' ');

{ // A: an acknowledgement that the server could not take while the stream stays open
  let down = false, posts = 0;
  const b = bench((url, o) => { if (o?.method === 'POST' && url.endsWith('acknowledgements')) { posts++; if (down) return json({}, 503); return json({ acknowledgedSequence: 1 }); } if (o?.method === 'POST') return json({}, 204); return json(state(0)); });
  await b.settle(); const s = b.sources[0]; s.onopen(); await b.settle();
  s.l.notice({ data: JSON.stringify(notice(1)) }); await b.settle();
  down = true; b.ids['confirm-button'].onclick(); await b.settle();
  down = false;                                   // half a second later the server is well again
  for (let i = 0; i < 240; i++) { await b.pass(15); s.l.beat({}); await b.settle(); }   // an hour of heartbeats on the open stream
  console.log(`A: posts of the acknowledgement in the hour after one 503: ${posts}; button disabled=${b.ids['confirm-button'].disabled} text='${b.ids['confirm-button'].textContent}'; line '${b.ids.link.className}'`);
}
{ // B: the line is dead without an error (phone behind a wall, address changed)
  const b = bench((url, o) => o?.method === 'POST' ? json({}, 204) : json(state(0)));
  await b.settle(); b.sources[0].onopen(); await b.settle();
  b.sources[0].l.beat({});
  await b.pass(3600);                             // no beat for an hour, they come every 15 s
  console.log(`B: after an hour without a heartbeat: line '${b.ids.link.className}' text '${b.ids.link.textContent}', connections tried ${b.sources.length}`);
}
{ // C: a publication that was taken back in its undo window
  const b = bench((url, o) => o?.method === 'POST' ? json({}, 204) : json(state(0)));
  await b.settle(); const s = b.sources[0]; s.onopen(); await b.settle();
  s.l.notice({ data: JSON.stringify(notice(1, { supersededBy: 2, acknowledgeBy: undefined })) }); await b.settle();
  console.log(`C: superseded notice: ${b.log.join(',') || 'no vibration'}; page says: ${text(b.ids.main).replace(/\s+/g, ' ')}`);
}
{ // D: a notice that is sent between the two questions of GET /api/recipients/…: in the snapshot's number, not in the list
  const b = bench((url, o) => o?.method === 'POST' ? json({}, 204) : json({ snapshot: { ...state(1).snapshot, calls: [{ block: 'b-1', name: 'Scene 1', at: call(6) }] }, notices: [] }));
  await b.settle(); b.sources[0].onopen(); await b.settle(); await b.pass(3600);
  console.log(`D: confirm box hidden=${b.ids.confirm.hidden} though notice 1 is not acknowledged`);
}
