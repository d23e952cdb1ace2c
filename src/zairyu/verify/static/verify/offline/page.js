// The page that checks a proof by itself: what is pasted, scanned or handed in stays here.
import { readFile } from '../../ui/camera.js'
import { offerCamera } from '../panel.js'
import { check } from './check.js'
import { keepPage, kept } from './kept.js'
import { put, Words } from './words.js'

const root = document.getElementById('offline')
const form = document.getElementById('offline-form')
const output = document.getElementById('offline-result')
let hand = null
let words = null

const now = () => Math.floor(Date.now() / 1000 + (hand?.ahead ?? 0))
const part = name => root.querySelector(`[data-part=${name}]`)
const closeCamera = offerCamera(part('scan'), part('no-camera'), judge, text => text.startsWith('ZRY1:'))

function tell (name, key, params) {
  part(name).hidden = false
  put(part(name), words.say(key, params))
}

async function load () {
  part('refresh').disabled = true
  try {
    hand = await kept(root.dataset.words)
    words = new Words(hand.table)
    const listed = Math.min(...Array.from(hand.lists.values(), one => one.issued))
    aged('trust', hand.trust.issued, 'trust')
    aged('list', hand.lists.size ? listed : null, 'lists')
    part('fingerprint').textContent = hand.table.anchor.fingerprint
    root.dataset.ready = 'lists'
  } catch {
    part('failed').hidden = hand !== null
    part('old').hidden = hand === null
  }
  part('refresh').disabled = false
}

function aged (key, issued, name) {
  if (issued === null) return tell(name, 'checker.age.none')
  tell(name, `checker.age.${key}`, { moment: words.moment(issued), age: words.age(now() - issued) })
}

async function judge (text) {
  closeCamera()
  if (!hand) return
  show(await check(text, hand, now()))
}

function show (found) {
  const state = { refused: 'forged', untold: 'unknown' }[found.state] ?? found.state
  const banner = output.querySelector('.result')
  banner.className = `result result--${state}`
  banner.querySelector('.icon')?.remove()
  banner.prepend(document.getElementById(`icon-${state}`).content.cloneNode(true))
  put(output.querySelector('h2'), words.say(`checker.state.${found.state}`))
  const kind = holding(found)
  const until = kind && kind !== 'receipt' && typeof found.until === 'number'
  const key = kind === 'pending' ? 'ui.answer.until.pending' : 'ui.answer.until.valid'
  put(output.querySelector('.result__until'), until ? words.say(key, { day: words.day(found.until) }) : '')
  put(output.querySelector('[data-part=why]'), words.reason(found.reason))
  put(output.querySelector('[data-part=do]'), kind ? words.say(`ui.answer.do.${kind}`) : '')
  const facts = found.facts && Object.keys(found.facts).length ? words.facts(found.facts) : []
  rows(output.querySelector('[data-part=facts]'), [...kindOf(found), ...facts])
  rows(output.querySelector('[data-part=record]'), record(found))
  output.hidden = false
  output.querySelector('.result').focus()
}

// Which words tell what to do with a proof that holds.
function holding (found) {
  if (!['valid', 'pending'].includes(found.state)) return ''
  if (found.kind === 'receipt') return 'receipt'
  if (found.kind === 'pending') return found.facts.special_period === false ? 'stay' : 'pending'
  return typeof found.until === 'number' ? 'valid' : 'valid-none'
}

function kindOf (found) {
  return found.kind ? [[words.table.facts.kind, words.table.values.kind[found.kind] ?? found.kind]] : []
}

function record (found) {
  const said = [[words.say('ui.answer.check.moment'), words.moment(found.at)]]
  if (found.code) said.push([words.say('ui.answer.check.code'), found.code.match(/.{1,4}/g).join('-')])
  const age = found.listed === undefined
    ? words.say('checker.age.none')
    : words.say('checker.age.plain', { moment: words.moment(found.listed), age: words.age(found.at - found.listed) })
  return [...said, [words.say('verify.offline.lists'), age]]
}

function rows (list, told) {
  list.replaceChildren(...told.map(([label, value]) => {
    const [row, term, said] = ['div', 'dt', 'dd'].map(name => document.createElement(name))
    put(term, label)
    put(said, value)
    said.translate = false
    row.append(term, said)
    return row
  }))
}

async function picture (file) {
  const text = await readFile(file).catch(() => '')
  if (text) return judge(text)
  show({ state: 'untold', reason: 'no-code', at: now() })
}

form.addEventListener('submit', event => {
  event.preventDefault()
  const [file] = form.elements.picture.files
  if (form.elements.token.value.trim()) judge(form.elements.token.value)
  else if (file) picture(file)
  else form.elements.token.focus()
})
form.elements.picture.addEventListener('change', () => {
  const [file] = form.elements.picture.files
  if (file) picture(file)
})
part('refresh').addEventListener('click', load)
for (const element of document.querySelectorAll('[data-with-script]')) element.hidden = false

await load()
fetch(new URL('../../ui/vendor/qr/decode.js', import.meta.url)).catch(() => null)
fetch(new URL('../../ui/vendor/qr/index.js', import.meta.url)).catch(() => null)
if (await keepPage().catch(() => false)) {
  await load()
  part('saved').hidden = false
  root.dataset.ready = 'saved'
}
