// Reads QR codes with the camera, or in a picture, in the browser itself: nothing is sent anywhere.
// The decoder is fetched only when somebody wants it.
let decoder

async function decode () {
  decoder ??= import('./vendor/qr/decode.js')
  return (await decoder).decodeQR
}

function pixels (source, width, height, most) {
  const scale = Math.min(1, most / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const drawn = canvas.getContext('2d', { willReadFrequently: true })
  drawn.drawImage(source, 0, 0, canvas.width, canvas.height)
  return drawn.getImageData(0, 0, canvas.width, canvas.height)
}

function read (decodeQR, image) {
  try {
    return decodeQR(image)
  } catch {
    return '' // no code in this picture
  }
}

export function canWatch () {
  return Boolean(navigator.mediaDevices?.getUserMedia)
}

// Shows the camera in a video element and calls `found` with the text of the first code that
// `wanted` accepts. Returns a function that stops.
export async function watch (video, found, wanted = () => true) {
  const decodeQR = await decode()
  const size = { width: { ideal: 1280 }, height: { ideal: 720 } }
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', ...size } })
  let timer = 0
  const stop = () => {
    clearTimeout(timer)
    timer = -1
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
  const look = () => {
    if (timer < 0) return
    if (video.videoWidth) {
      const text = read(decodeQR, pixels(video, video.videoWidth, video.videoHeight, 1280))
      if (text && wanted(text)) {
        stop()
        found(text)
        return
      }
    }
    timer = setTimeout(look, 120)
  }
  video.srcObject = stream
  await video.play()
  look()
  return stop
}

// Returns the text of a code in a picture, or an empty text.
export async function readFile (file) {
  const decodeQR = await decode()
  const picture = await createImageBitmap(file)
  for (const most of [1600, 3000, 900]) {
    const text = read(decodeQR, pixels(picture, picture.width, picture.height, most))
    if (text) return text
  }
  return ''
}
