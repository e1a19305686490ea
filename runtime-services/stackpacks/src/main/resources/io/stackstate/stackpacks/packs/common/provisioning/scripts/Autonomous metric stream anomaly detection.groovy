data = event.data
matches = event.type == "Metric Stream Anomaly" && data.severity == "HIGH" && data.streamId == metricStream &&
    (anomalyDirection == "ANY" || event.tags.contains("anomalyDirection:" + anomalyDirection))
if (!matches) {
  return null
}
return [
  healthState: DEVIATING,
  shortMessage: event.name,
  detailedMessage: event.description.orElse(data.explanation),
  expiration: [duration: 480000, expireTo: UNKNOWN],
  causingEvents: [[title: event.name, eventId: event.identifier, eventTimestamp: event.eventTimestamp, eventType: event.type]]
]
