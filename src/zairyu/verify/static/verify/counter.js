// The counter does everything without this: it only adds the camera, and files that are dropped.
import { canWatch, watch } from '../ui/camera.js'

const form = document.getElementById('scan-form')
const panel = document.getElementById('camera')
const video = panel.querySelector('video')
const start = document.getElementById('camera-start')
const failed = document.getElementById('camera-failed')
const typed = document.querySelector('[name=code]')
const purpose = document.querySelector('#code-form [name=for]')
let stop = null

function send (text) {
  form.elements.text.value = text
  form.elements.for.value = purpose.value
  form.submit()
}

function end () {
  stop?.()
  stop = null
  panel.hidden = true
  start.hidden = false
  start.focus()
}

async function begin () {
  failed.hidden = true
  start.hidden = true
  panel.hidden = false
  panel.focus()
  try {
    stop = await watch(video, send)
    if (panel.hidden) stop()
  } catch {
    end()
    failed.hidden = false
  }
}

if (canWatch()) {
  start.hidden = false
  start.addEventListener('click', begin)
  document.getElementById('camera-stop').addEventListener('click', end)
  addEventListener('pagehide', () => stop?.())
}

// A scanner that types like a keyboard may read the long code into this box: it is sent in the body
// of a request, never in an address.
typed.removeAttribute('maxlength')
document.getElementById('code-form').addEventListener('submit', event => {
  if (!typed.value.trim().startsWith('ZRY1:')) return
  event.preventDefault()
  send(typed.value)
})

const upload = document.getElementById('file-form')
addEventListener('dragover', event => {
  event.preventDefault()
  upload.classList.add('drop')
})
addEventListener('dragleave', () => upload.classList.remove('drop'))
addEventListener('drop', event => {
  event.preventDefault()
  upload.classList.remove('drop')
  if (!event.dataTransfer.files.length) return
  upload.elements.file.files = event.dataTransfer.files
  upload.submit()
})
