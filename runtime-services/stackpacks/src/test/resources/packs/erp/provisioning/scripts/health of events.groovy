if (events == null || events.isEmpty()) {
  return null
}
status = events[-1].point.getStructOrEmpty("tags").getString("status")
context.log.debug("status " + status)
toHealth = { text ->
  switch (text.toLowerCase()) {
    case "green": return CLEAR
    case "yellow": return DEVIATING
    case "red": return CRITICAL
    default: return UNKNOWN
  }
}
return ["healthState": status.map(toHealth)]
