data = element.data
data.domain = data.domain ?: "ERP"
data.environment = data.environment ?: "ERP"
data.layer = "urn:stackpack:common:layer:uncategorized"
data.streams = []
data.checks = []
if (element.type.name == "erp-process") {
  data.layer = "urn:stackpack:common:layer:processes"
  data.streams << [
    id: "-105", name: "events", dataSource: "urn:stackpack:common:data-source:stackstate-generic-events",
    conditions: [[key: "tags.pid", value: data.pid], [key: "host", value: data.host]]
  ]
  data.checks << [name: "health", isErpCheck: true, streamId: "-105"]
}
element
