// What the page keeps to check with: fetched whole and for nobody in particular, again and again.
// The service worker answers with the last copies where there is no network.
import { statusList, trustList } from './lists.js'

const CWT = 'application/statuslist+cwt'

async function got (address, accept) {
  const answer = await fetch(address, { headers: { Accept: accept }, credentials: 'omit', cache: 'no-cache' })
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer
}

// Returns words, trust list and all status lists; `table` is what the page says and believes.
export async function kept (wordsAt) {
  const answer = await got(wordsAt, 'application/json')
  const table = await answer.json()
  const trust = await trustList(await (await got(table.trust, 'application/jwt')).text(), table.anchor)
  const { status_lists: addresses } = await (await got(table.status, 'application/json')).json()
  const lists = new Map()
  for (const address of addresses.filter(one => one.startsWith(trust.places.status_prefix))) {
    const content = await (await got(new URL(address).pathname, CWT)).arrayBuffer()
    const listed = await statusList(new Uint8Array(content), trust)
    if (listed.uri === address) lists.set(address, listed)
  }
  return { table, trust, lists, names: table.names, ahead: ahead(table, answer) }
}

// In a demo the clock is moved: how many seconds it is ahead of this machine's.
function ahead (table, answer) {
  return table.clock ? (Date.parse(table.clock) - Date.parse(answer.headers.get('Date'))) / 1000 : 0
}

// Lets the service worker see everything that the page consists of, so that it keeps it.
export async function keepPage () {
  if (!navigator.serviceWorker) return false
  await navigator.serviceWorker.register('/v/offline/worker.js', { scope: '/v/offline/' })
  await navigator.serviceWorker.ready
  if (!navigator.serviceWorker.controller) {
    await new Promise(resolve => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
  }
  const parts = performance.getEntriesByType('resource').map(entry => entry.name)
  const own = [location.pathname, ...parts].filter(one => new URL(one, location).origin === location.origin)
  await Promise.all([...new Set(own)].map(one => fetch(one, { credentials: 'omit' }).catch(() => null)))
  return true
}
