// The counter does everything without this: it only adds the camera, and files that are dropped.
import { offerCamera } from './panel.js'

const form = document.getElementById('scan-form')
const typed = document.querySelector('[name=code]')
const purpose = document.querySelector('#code-form [name=for]')

function send (text) {
  form.elements.text.value = text
  form.elements.for.value = purpose.value
  form.submit()
}

offerCamera(document.getElementById('camera-start'), document.getElementById('camera-failed'), send)

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
