escape = { text -> String.valueOf(text).replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;') }
linked = { name, link -> link ? "<${link}|${escape(name)}>" : escape(name) }
root = notification.root
problem = notification.problem
failing = notification.failingChecks ?: []
others = (notification.members ?: []).findAll { it.id != root.id }
related = notification.memberCount - 1
titles = [
  ProblemCreatedEvent: 'New problem', ProblemUpdatedEvent: 'Problem changed',
  ProblemSubsumedEvent: 'Problem merged into another one', ProblemResolvedEvent: 'Problem resolved'
]
lines = []
if (event.problemId != null) {
  name = linked(titles[event._type] ?: 'Problem', problem?.link)
  lines << "*${name}*: ${linked(root.name, root.link)} is ${notification.state}"
  if (!others.isEmpty()) {
    lines << 'Contributing: ' + others.collect { linked(it.name, it.link) }.join(', ')
  }
  if (event.superProblemIds) {
    lines << 'Merged into: ' + event.superProblemIds.join(', ')
  }
} else {
  lines << "*${linked(root.name, root.link)}* is ${event.newState} (was ${event.oldState})"
  if (problem != null) {
    lines << "Part of ${linked('a problem', problem.link)}"
  }
}
if (!failing.isEmpty()) {
  lines << "Possible root cause: ${escape(failing.join(', '))} on ${linked(root.name, root.link)}"
}
if (related > 0) {
  lines << "Related to ${related} other issues"
}
if (view != null) {
  lines << "View: ${escape(view.name)}"
}
Http.post(url).jsonRequest([text: lines.join('\n')]).then { answer ->
  if (answer.statusCode >= 300) {
    throw new IllegalStateException("Slack answered ${answer.statusCode}")
  }
}
