// Texts that stand for bytes: base45 (RFC 9285) as QR codes hold it, base64url as JOSE writes it.
const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

export function fromBase45 (text) {
  const out = []
  for (let at = 0; at < text.length; at += 3) {
    const group = Array.from(text.slice(at, at + 3), sign => SIGNS.indexOf(sign))
    const width = group.length - 1
    const number = group.reduce((sum, value, place) => sum + value * 45 ** place, 0)
    if (group.includes(-1) || width === 0 || number >= 256 ** width) throw new Error('no base45')
    if (width === 2) out.push(number >> 8)
    out.push(number & 255)
  }
  return Uint8Array.from(out)
}

export function fromBase64url (text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new Error('no base64url')
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, sign => sign.charCodeAt(0))
}

export function hex (bytes) {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
