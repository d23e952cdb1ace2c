// Shows what passkeys can do only where the browser can do it, and says when one was not accepted.
(function () {
  function show (id) {
    const part = document.getElementById(id)
    if (part) part.hidden = false
  }
  document.addEventListener('DOMContentLoaded', function () {
    if (window.PublicKeyCredential) show('passkey')
  })
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    show('passkey-failed')
  })
})()
