entry = component.synced.find { entry ->
  Graph.query { it.V(entry.sync)[0].property('name').value().contains("Netmon") }
}
UI.redirectToURL(entry.extTopologyElement.data.details_url)
