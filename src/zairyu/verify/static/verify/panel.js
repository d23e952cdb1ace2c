// The panel of the camera, on each page that has one: `start` opens it, a button in it closes it.
import { canWatch, watch } from '../ui/camera.js'

// Offers the camera where there is one. The text of the first code that `wanted` accepts goes to
// `found`; where the camera cannot be had, `failed` is shown. Returns a function that closes it.
export function offerCamera (start, failed, found, wanted) {
  const panel = document.getElementById('camera')
  let stop = null

  function end () {
    if (panel.hidden) return
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
      stop = await watch(panel.querySelector('video'), found, wanted)
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
  return end
}
