// Signatures: COSE_Sign1 (RFC 9052) and compact JWS (RFC 7515), ES256 and nothing else.
import { read, Tagged } from './cbor.js'
import { fromBase64url, hex } from './text.js'

const ES256 = { name: 'ECDSA', hash: 'SHA-256' }
const ALG = 1
const CRIT = 2
const KID = 4
const TYP = 16
export const IAT = 6

// What does not hold; the reason is a plain id, the same as the command's.
export class Refused extends Error {
  constructor (reason) {
    super(reason)
    this.reason = reason
  }
}

export async function publicKey (jwk) {
  const { kty, crv, x, y } = jwk
  const curve = { name: 'ECDSA', namedCurve: 'P-256' }
  return crypto.subtle.importKey('jwk', { kty, crv, x, y }, curve, true, ['verify'])
}

// Returns the payload of a signed CBOR thing; `finds` gives the key or refuses it.
export async function verifiedCbor (bytes, finds, typ = '') {
  const { kid, payload, signed, signature } = takenApart(bytes, typ)
  const key = await finds(kid, payload.get(IAT))
  if (!await crypto.subtle.verify(ES256, key, signature, signed)) throw new Refused('bad-signature')
  return payload
}

function takenApart (bytes, typ) {
  let protectedHead, beside, body, signature, head, payload
  try {
    let found = read(bytes)
    if (found instanceof Tagged && found.tag === 61) found = found.value
    if (found.tag !== 18) throw new Error('not tagged as signed by one');
    [protectedHead, beside, body, signature] = found.value
    if (found.value.length !== 4 || beside.size !== 0 || signature.length !== 64) throw new Error('parts')
    head = read(protectedHead)
    payload = read(body)
    if (!(head instanceof Map) || !(payload instanceof Map)) throw new Error('no maps')
  } catch {
    throw new Refused('malformed')
  }
  if (head.get(ALG) !== -7) throw new Refused('wrong-algorithm')
  if ((head.get(TYP) ?? '') !== typ || head.has(CRIT)) throw new Refused('wrong-type')
  if (!(head.get(KID) instanceof Uint8Array)) throw new Refused('malformed')
  return { kid: hex(head.get(KID)), payload, signed: toSign(protectedHead, body), signature }
}

function toSign (protectedHead, body) {
  const context = new TextEncoder().encode('Signature1')
  const parts = [[0x84, 0x60 | context.length, ...context], length(protectedHead), protectedHead, [0x40], length(body), body]
  return Uint8Array.from(parts.flatMap(part => [...part]))
}

function length (bytes) {
  const size = bytes.length
  if (size < 24) return [0x40 | size]
  if (size < 256) return [0x58, size]
  if (size < 65536) return [0x59, size >> 8, size & 255]
  return [0x5a, size >>> 24, size >> 16 & 255, size >> 8 & 255, size & 255]
}

// Returns the payload of a signed JSON document of one type, by one key.
export async function verifiedJson (text, typ, kid, key) {
  const [protectedHead, body, signature, ...more] = text.trim().split('.')
  let head, payload
  try {
    if (more.length || !signature) throw new Error('not three parts')
    head = fromJson(protectedHead)
    payload = fromJson(body)
  } catch {
    throw new Refused('malformed')
  }
  if (head.alg !== 'ES256') throw new Refused('wrong-algorithm')
  if (head.typ !== typ || 'crit' in head) throw new Refused('wrong-type')
  if (head.kid !== kid) throw new Refused('by-another-root')
  const signed = new TextEncoder().encode(`${protectedHead}.${body}`)
  const right = await crypto.subtle.verify(ES256, key, fromBase64url(signature), signed)
  if (!right) throw new Refused('bad-signature')
  return payload
}

function fromJson (part) {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64url(part)))
}
