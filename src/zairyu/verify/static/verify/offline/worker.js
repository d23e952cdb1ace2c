// Keeps what the page needs, so that it opens and checks without a network. What can be had fresh
// is had fresh; nothing here knows which proof is being checked.
const CACHE = 'zairyu-offline-1'
const KEPT = [/^\/v\/offline\//, /^\/static\//, /^\/\.well-known\/zairyu-trust$/, /^\/v\/status\//]

self.addEventListener('install', event => event.waitUntil(self.skipWaiting()))
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', event => {
  const address = new URL(event.request.url)
  const ours = address.origin === self.location.origin && KEPT.some(one => one.test(address.pathname))
  if (ours && event.request.method === 'GET') event.respondWith(answered(event.request))
})

async function answered (request) {
  const cache = await caches.open(CACHE)
  try {
    const fresh = await fetch(request)
    if (fresh.ok) await cache.put(request, fresh.clone())
    return fresh
  } catch (fault) {
    const kept = await cache.match(request) ?? await cache.match(request, { ignoreVary: true })
    if (kept) return kept
    throw fault
  }
}
