// "query" is another name of "metrics".
def asked = metrics == null ? query : metrics
if (asked == null) {
  throw new IllegalArgumentException("metrics: found nothing, expected a script that is a telemetry query")
}
asked.map { result ->
  def series = result.timeSeries
  def state = "CLEAR"
  if (series.points.isEmpty()) {
    state = "UNKNOWN"
  } else if (series.points.any { point -> point[1] > threshold }) {
    state = "CRITICAL"
  }
  return [
    _type: "MonitorHealthState",
    id: series.id.toIdentifierString() ?: "all",
    state: state,
    topologyIdentifier: StringTemplate.runForTimeSeriesId(topologyIdentifierPattern, series.id),
    displayTimeSeries: [[
      _type: "DisplayTimeSeries",
      name: "The resulting metric values",
      query: result.query,
      timeSeriesId: series.id
    ]]
  ]
}
