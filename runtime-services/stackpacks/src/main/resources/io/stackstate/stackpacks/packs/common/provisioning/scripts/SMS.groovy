text = "${notification.root.name} is ${event.getNewStateRef()} (was ${event.getOldStateRef()})"
if (view != null) {
  text = "${text}, view ${view.getName()}"
}
smsPlugin.sendSMSMessage(token, to, text.take(160))
