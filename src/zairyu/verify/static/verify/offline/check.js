// Checks a token with what is kept here: the same steps and the same reasons as proof/check.py.
import { finder, SKEW, stateAt } from './lists.js'
import { Refused, verifiedCbor, IAT } from './signed.js'
import { fromBase45 } from './text.js'

const PREFIX = 'ZRY1:'
const MOST = 2000
const [ISS, EXP, CTI, STATUS, FACTS] = [1, 4, 7, 65535, -70001]
const JAPAN = 9 * 60 * 60
const DAY = 24 * 60 * 60
const VALID = 0
const INVALID = 1
const PENDING = ['pending', 'receipt']

// Returns the verdict on a text: { state, reason, … }. `kept` holds trust, lists and the numbers of
// facts; `at` is an instant in seconds.
export async function check (text, kept, at) {
  const around = { at, trusted: kept.trust.issued }
  if (at >= kept.trust.expires) return { state: 'untold', reason: 'trust-list-expired', ...around }
  if (at < kept.trust.issued - SKEW) return { state: 'untold', reason: 'trust-list-from-the-future', ...around }
  try {
    return { ...await judged(text, kept, at), ...around }
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    return { state: 'refused', reason: fault.reason, ...around }
  }
}

async function judged (text, kept, at) {
  const payload = await verifiedCbor(fromText(text), finder(kept.trust, 'tokens'))
  const said = told(payload, kept.names)
  if (said.issuer !== kept.trust.issuer) throw new Refused('another-issuer')
  if (said.issued > at + SKEW) throw new Refused('from-the-future')
  if (said.until !== null && Math.floor((at + JAPAN) / DAY) > said.until) return ended(said, 'over')
  return withStatus({ ...said, state: PENDING.includes(said.kind) ? 'pending' : 'valid', reason: 'holds' }, kept, at)
}

function fromText (text) {
  const stripped = text.trim()
  if (/^https?:/.test(stripped)) throw new Refused('not-ours-address')
  if (!stripped.startsWith(PREFIX)) throw new Refused('not-ours')
  if (stripped.length > 2 * MOST) throw new Refused('too-large')
  let bytes
  try {
    bytes = fromBase45(stripped.slice(PREFIX.length))
  } catch {
    throw new Refused('malformed')
  }
  if (bytes.length > MOST) throw new Refused('too-large')
  return bytes
}

function told (payload, names) {
  try {
    const facts = Object.fromEntries(Array.from(payload.get(FACTS), ([key, value]) => [names[key] ?? String(key), value]))
    const { kind, ...rest } = facts
    const issuer = payload.get(ISS)
    const code = new TextDecoder('utf-8', { fatal: true }).decode(payload.get(CTI))
    if (typeof issuer !== 'string' || typeof kind !== 'string') throw new Error('no texts')
    return { issuer, code, kind, facts: rest, issued: payload.get(IAT), until: lastDay(payload.get(EXP)), place: place(payload.get(STATUS)) }
  } catch {
    throw new Refused('malformed')
  }
}

// Returns the last day that counts, in Japan, as days since 1970.
function lastDay (ends) {
  if (ends === undefined) return null
  if (!Number.isInteger(ends)) throw new Error('no instant')
  return Math.floor((ends - 1 + JAPAN) / DAY)
}

function place (said) {
  if (said === undefined) return null
  const listed = said.get('status_list')
  const [uri, index] = [listed.get('uri'), listed.get('idx')]
  if (typeof uri !== 'string' || !Number.isInteger(index) || index < 0) throw new Error('no place')
  return { uri, index }
}

function withStatus (said, kept, at) {
  if (said.place === null) return untold(said, 'no-status')
  if (!said.place.uri.startsWith(kept.trust.places.status_prefix ?? '\0')) throw new Refused('status-elsewhere')
  const listed = kept.lists.get(said.place.uri)
  if (!listed) return untold(said, 'no-list')
  const state = stateAt(listed, said.place.index)
  const found = { ...said, listed: listed.issued }
  if (state === INVALID) return ended(found, 'ended-early')
  if (listed.issued > at + SKEW) return untold(found, 'list-ahead')
  if (listed.expires !== undefined && at >= listed.expires) return untold(found, 'list-stale')
  return state === VALID ? found : untold(found, 'suspended')
}

function untold (said, reason) {
  return { ...said, state: 'untold', reason }
}

function ended (said, reason) {
  return { ...said, state: 'ended', reason, facts: {} }
}
