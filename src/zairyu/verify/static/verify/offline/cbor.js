// Reads CBOR (RFC 8949) as strictly as proof/cbor.py: one spelling for each value. Whole numbers,
// bytes, texts, lists, maps, yes, no, nothing, and the two tags of signed tokens; nothing else.
const DEEPEST = 8
const SIMPLE = new Map([[20, false], [21, true], [22, null]])
const NARROWEST = new Map([[24, 24n], [25, 1n << 8n], [26, 1n << 16n], [27, 1n << 32n]])
const TAGS = [18, 61]

export class Tagged {
  constructor (tag, value) {
    this.tag = tag
    this.value = value
  }
}

// Returns the one value that bytes hold; throws if it is not of this kind.
export function read (bytes) {
  const reader = new Reader(bytes)
  const value = reader.value(DEEPEST)
  if (reader.at !== bytes.length) throw new Error('something stands behind the end')
  return value
}

class Reader {
  constructor (bytes) {
    this.bytes = bytes
    this.at = 0
  }

  head () {
    const first = this.taken(1)[0]
    const major = first >> 5
    const short = first & 31
    if (short < 24) return [major, short, short]
    if (!NARROWEST.has(short)) throw new Error('no length that is allowed')
    let number = 0n
    for (const byte of this.taken(1 << (short - 24))) number = number << 8n | BigInt(byte)
    if (number < NARROWEST.get(short)) throw new Error('not the shortest form')
    if (number > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error('larger than anything here')
    return [major, Number(number), short]
  }

  taken (length) {
    if (length > this.bytes.length - this.at) throw new Error('cut short')
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  value (left) {
    if (left === 0) throw new Error('too deep')
    const [major, number, short] = this.head()
    if (major === 0) return number
    if (major === 1) return -1 - number
    if (major === 2) return this.taken(number)
    if (major === 3) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.taken(number))
    if (major === 4) return this.list(number, left - 1)
    if (major === 5) return this.map(number, left - 1)
    if (major === 6 && TAGS.includes(number)) return new Tagged(number, this.value(left - 1))
    if (major === 7 && short < 24 && SIMPLE.has(number)) return SIMPLE.get(number)
    throw new Error('a kind of value that no token has')
  }

  counted (length) {
    if (length > this.bytes.length - this.at) throw new Error('cut short')
    return length
  }

  list (length, left) {
    return Array.from({ length: this.counted(length) }, () => this.value(left))
  }

  map (length, left) {
    const found = new Map()
    for (let pair = this.counted(length); pair > 0; pair--) {
      const key = this.value(left)
      if (!['number', 'string'].includes(typeof key) || found.has(key)) {
        throw new Error('no key, or one that stands twice')
      }
      found.set(key, this.value(left))
    }
    return found
  }
}
