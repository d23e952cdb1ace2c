// The trust list, and the status lists (IETF Token Status List): read, and only if rightly signed.
import { publicKey, Refused, verifiedCbor, verifiedJson } from './signed.js'

const TRUST = 'zairyu-trust+jwt'
const STATUS = 'application/statuslist+cwt'
const MOST = 4 << 20
export const SKEW = 300

// Returns the trust list that a root signed.
export async function trustList (text, anchor) {
  const said = await verifiedJson(text, TRUST, anchor.kid, await publicKey(anchor.jwk))
  const keys = new Map()
  for (const one of said.keys) keys.set(one.kid, { ...one, key: await publicKey(one.jwk) })
  return { issuer: said.iss, number: said.number, issued: said.iat, expires: said.exp, keys, places: said.places }
}

// Returns what finds a key for a use, by the date that is signed.
export function finder (trust, use) {
  return async (kid, issued) => {
    if (!Number.isInteger(issued) || issued < 0 || issued >= 2 ** 36) throw new Refused('malformed')
    const found = trust.keys.get(kid)
    if (!found) throw new Refused('key-unknown')
    if (found.use !== use) throw new Refused('key-for-another-use')
    if (found.compromised_at !== undefined) throw new Refused('key-compromised')
    if (issued < found.since - SKEW) throw new Refused('key-not-yet')
    if (found.until !== undefined && issued > found.until + SKEW) throw new Refused('key-retired')
    return found.key
  }
}

// Returns a status list; its dates are for who asks to judge.
export async function statusList (bytes, trust) {
  const said = await verifiedCbor(bytes, finder(trust, 'lists'), STATUS)
  const listed = said.get(65533)
  if (!(listed instanceof Map) || ![1, 2, 4, 8].includes(listed.get('bits'))) throw new Refused('malformed')
  const raw = await unpacked(listed.get('lst'))
  return { uri: said.get(2), issued: said.get(6), expires: said.get(4), bits: listed.get('bits'), raw }
}

// Returns the state at a place of a list.
export function stateAt (listed, index) {
  const bit = index * listed.bits
  const byte = Math.floor(bit / 8)
  if (byte >= listed.raw.length) throw new Refused('no-such-place')
  return listed.raw[byte] >> bit % 8 & (1 << listed.bits) - 1
}

async function unpacked (packed) {
  const parts = []
  let size = 0
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'))
    for (const reader = stream.getReader(); ;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.length
      if (size > MOST) throw new Error('too much')
      parts.push(value)
    }
  } catch {
    throw new Refused('malformed')
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
