// Puts a verdict into words, all of which came with the page: days, ages, facts, reasons.
export class Words {
  constructor (table) {
    this.table = table
  }

  say (key, params = {}) {
    const text = this.table.says[key] ?? key
    return text.replace(/\{(\w+)\}/g, (whole, name) => params[name] ?? whole)
  }

  reason (id) {
    const key = `checker.reason.${id}`
    return key in this.table.says ? this.say(key) : this.say('checker.reason.other', { reason: id })
  }

  // A day as days since 1970.
  day (days) {
    const date = new Date(days * 86400_000)
    const parts = { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() }
    const month = this.table.months[parts.m - 1]
    return filled(this.table.day, { ...parts, month, weekday: this.table.weekdays[date.getUTCDay()] })
  }

  // An instant in seconds, as it stands on clocks in Japan.
  moment (seconds) {
    const date = new Date((seconds + 9 * 3600) * 1000)
    const [h, minute] = [date.getUTCHours(), date.getUTCMinutes()]
    const [hh, min] = [h, minute].map(number => String(number).padStart(2, '0'))
    return filled(this.table.moment, { day: this.day(Math.floor(date / 86400_000)), h, hh, min, minute })
  }

  age (seconds) {
    const parts = []
    let left = Math.max(0, Math.floor(seconds))
    for (const [unit, size] of [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]]) {
      const count = Math.floor(left / size)
      left %= size
      if (count || (unit === 'second' && !parts.length)) parts.push(this.say(`checker.age.${unit}`, { n: count }))
    }
    return parts.slice(0, 2).join(' ')
  }

  fact (name, value) {
    const known = this.table.values[name]
    if (known) return known[value] ?? String(value)
    if (name.endsWith('_on') || name === 'birth') return this.day(Math.floor(Date.parse(`${value}T00:00Z`) / 86400_000))
    if (name.endsWith('_yen')) return filled(this.table.yen, { amount: Number(value).toLocaleString('en') })
    if (value instanceof Map) return value.get(this.table.language) ?? value.get('ja') ?? ''
    return String(value)
  }

  facts (facts) {
    const told = Object.entries(facts).filter(([name, value]) => name in this.table.facts && typeof value !== 'boolean')
    return told.map(([name, value]) => [this.table.facts[name], this.fact(name, value)])
  }
}

function filled (pattern, parts) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => parts[name] ?? whole)
}

// Writes a text into an element; in easy Japanese with each reading above its word.
export function put (element, text) {
  const parts = text.split(/([\u3400-\u9fff々〆ヶ]+（[ぁ-ゖー]+）)/)
  element.replaceChildren(...parts.map(part => {
    const found = part.match(/^(.+)（(.+)）$/)
    if (!found || !/^[\u3400-\u9fff々〆ヶ]/.test(part) || !document.documentElement.lang.endsWith('easy')) return part
    const ruby = document.createElement('ruby')
    const reading = document.createElement('rt')
    reading.textContent = found[2]
    ruby.append(found[1], reading)
    return ruby
  }))
}
