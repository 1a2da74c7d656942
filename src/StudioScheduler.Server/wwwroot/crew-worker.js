// The frame of a phone's page without a network: the newest that was loaded, else the one kept here. Data is the page's own business.
const store = 'studio-crew-2';
const shell = ['/crew.css', '/crew.js', '/icon.svg'];
self.addEventListener('install', event => event.waitUntil(caches.open(store).then(cache => cache.addAll(shell)).then(() => self.skipWaiting())));
self.addEventListener('activate', event => event.waitUntil(caches.keys()
  .then(names => Promise.all(names.filter(name => name !== store).map(name => caches.delete(name)))).then(() => self.clients.claim())));
self.addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || !(url.pathname.startsWith('/crew/') || url.pathname.startsWith('/team/') || shell.includes(url.pathname))) return;
  event.respondWith(fetch(event.request).then(answer => {
    if (answer.ok && !answer.redirected) { const copy = answer.clone(); event.waitUntil(caches.open(store).then(cache => cache.put(event.request, copy))); }
    return answer;
  }).catch(async failure => (await caches.match(event.request)) ?? Promise.reject(failure)));
});
