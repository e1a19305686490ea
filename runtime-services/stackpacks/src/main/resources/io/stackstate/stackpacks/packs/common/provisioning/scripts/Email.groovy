lines = [
  "${notification.root.name} is ${event.getNewStateRef()} (was ${event.getOldStateRef()})",
  '',
  "Title: ${notification.title}"
]
if (notification.reason) {
  lines << "Reason: ${notification.reason}"
}
if (notification.failingChecks) {
  lines << "Failing checks: ${notification.failingChecks.join(', ')}"
}
if (view != null) {
  lines << "View: ${view.getName()}"
}
if (notification.root.link) {
  lines << notification.root.link
}
emailPlugin.sendEmail(to, subject ?: "StackState: ${notification.title}", lines.join('\n'))
