// Health sheet, section 3.2: one state for each series that the query gives now.
comparisons = [GT: ">", GTE: ">=", LT: "<", LTE: "<="]
failures = ["DEVIATING", "CRITICAL"]
if (!comparisons.containsKey(comparator)) {
  throw new IllegalArgumentException("comparator: found ${comparator}, expected GT, GTE, LT or LTE")
}
if (!failures.contains(String.valueOf(failureState))) {
  throw new IllegalArgumentException("failureState: found ${failureState}, expected DEVIATING or CRITICAL")
}
if (!metric.query) {
  throw new IllegalArgumentException("metric.query: found nothing, expected PromQL")
}
exceeds = { value, limit ->
  switch (comparator) {
    case "GT": return value > limit
    case "GTE": return value >= limit
    case "LT": return value < limit
    default: return value <= limit
  }
}
fill = { template, labels ->
  labels.inject(String.valueOf(template)) { text, name, value -> text.replace('${' + name + '}', String.valueOf(value)) }
}
// Other values for one element: an annotation or a label monitor.<owner>.stackstate.io/<short name> of the monitor.
annotation = null
if (monitorIdentifier != null && monitorIdentifier.contains(":monitor:")) {
  def parts = monitorIdentifier.split(":")
  def owner = parts[1] == "stackpack" ? parts[2] : parts[1]
  annotation = "monitor.${owner}.stackstate.io/${parts[parts.length - 1]}".toString()
}
annotated = { component ->
  def found = component.tags.find { it.startsWith(annotation + ":") }
  if (found != null) {
    return found.substring(annotation.length() + 1)
  }
  def properties = component.properties ?: [:]
  def metadata = [properties, properties.metadata, properties.sourceProperties, properties.sourceProperties?.metadata]
  def places = metadata.findAll { it instanceof Map }
  places = places + places.collect { it.annotations }.findAll { it instanceof Map }
  return places.findResult { it[annotation] }
}
read = { text ->
  try {
    def values = text instanceof Map ? text : new groovy.json.JsonSlurper().parseText(String.valueOf(text))
    def wrong = null
    if (!(values instanceof Map)) {
      wrong = "found ${values}, expected a JSON object"
    } else if (values.threshold != null && !(values.threshold instanceof Number)) {
      wrong = "threshold: found ${values.threshold}, expected a number"
    } else if (values.failureState != null && !failures.contains(values.failureState)) {
      wrong = "failureState: found ${values.failureState}, expected DEVIATING or CRITICAL"
    } else if (values.enabled != null && !(values.enabled instanceof Boolean)) {
      wrong = "enabled: found ${values.enabled}, expected true or false"
    }
    return wrong == null ? values : [wrong: wrong]
  } catch (Exception e) {
    return [wrong: "found ${text}, expected a JSON object"]
  }
}
state = { result, overrides ->
  def series = result.timeSeries
  def labels = series.id.groups
  def urn = fill(urnTemplate, labels)
  def override = overrides[urn] ?: [:]
  def limit = override.threshold == null ? threshold : override.threshold
  def failed = exceeds(series.points[-1][1], limit)
  def alias = fill(metric.aliasTemplate ?: "value", labels)
  def reason = "${alias} is ${series.points[-1][1]}${metric.unit ? ' ' + metric.unit : ''}, which is to fail when ${comparisons[comparator]} ${limit}"
  if (override.wrong != null) {
    reason = reason + "; the annotation ${annotation} is ignored: ${override.wrong}"
  }
  return [
    _type: "MonitorHealthState",
    id: series.id.toIdentifierString() ?: "all",
    state: override.enabled == false ? "DISABLED" : failed ? override.failureState ?: failureState : "CLEAR",
    topologyIdentifier: urn,
    message: titleTemplate ? fill(titleTemplate, labels) : alias,
    reason: reason.toString(),
    remediationHintTemplateData: [labels: labels],
    displayTimeSeries: [[
      _type: "DisplayTimeSeries",
      name: alias,
      timeSeriesId: series.id,
      query: result.query
    ]]
  ]
}
quoted = { urn -> '"' + urn.replace('\\', '\\\\').replace('"', '\\"') + '"' }
Telemetry.instantPromql(metric.query).collectStream(10000).then { results ->
  def urns = results.collect { fill(urnTemplate, it.timeSeries.id.groups) }.unique()
  if (annotation == null || urns.isEmpty()) {
    return results.collect { state(it, [:]) }
  }
  def lookups = urns.collate(500).collect { some ->
    Topology.query("identifier IN (" + some.collect(quoted).join(", ") + ")").fullComponents()
  }
  return Async.sequence(lookups).then { found ->
    def overrides = [:]
    found.each { components ->
      components.each { component ->
        def text = annotated(component)
        if (text != null) {
          component.identifiers.each { overrides[it] = read(text) }
        }
      }
    }
    return results.collect { state(it, overrides) }
  }
}
