exceeds = { value ->
  switch (comparator) {
    case "GT": return value > threshold
    case "GTE": return value >= threshold
    case "LT": return value < threshold
    case "LTE": return value <= threshold
    default: throw new IllegalArgumentException("comparator: found " + comparator + ", expected GT, GTE, LT or LTE")
  }
}
fill = { template, labels ->
  labels.inject(template) { text, name, value -> text.replace('${' + name + '}', String.valueOf(value)) }
}
Telemetry.promql(metric.query).start("-5m").step("1m").then { result ->
  result.timeSeries.findAll { !it.points.isEmpty() }.collect { series ->
    labels = series.id.groups
    last = series.points[-1][1]
    [
      _type: "MonitorHealthState",
      id: fill(urnTemplate, labels),
      state: exceeds(last) ? failureState : "CLEAR",
      topologyIdentifier: fill(urnTemplate, labels),
      displayTimeSeries: [[
        _type: "DisplayTimeSeries",
        name: fill(metric.aliasTemplate ?: "value", labels),
        timeSeriesId: series.id,
        query: metric.query
      ]]
    ]
  }
}
