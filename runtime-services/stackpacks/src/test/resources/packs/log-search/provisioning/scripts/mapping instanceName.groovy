defaults = [environment: "Production", domain: "Log search", layer: "Uncategorized"]
defaults.each { key, value ->
  if (!element.data.containsKey(key)) {
    element.data.put(key, value)
  }
}
labels = element.data.labels instanceof String ? element.data.labels.split(",").toList() : []
labels << "log-search-instance:{{instanceName}}"
element.data.labels = labels
return element
