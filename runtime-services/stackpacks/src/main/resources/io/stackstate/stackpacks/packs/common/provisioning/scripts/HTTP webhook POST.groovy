Http.post(url).jsonRequest([
  event: event,
  view: view,
  element: notification.root,
  state: notification.state,
  title: notification.title,
  failingChecks: notification.failingChecks ?: [],
  notificationId: notification.notificationId,
  sequence: notification.sequence
]).then { answer ->
  if (answer.statusCode >= 300) {
    throw new IllegalStateException("the webhook answered ${answer.statusCode}")
  }
}
