["Streams", "Checks"].each { element.data[it] = [] }
element.data.layer = element.data.layer ?: "uncategorized"
element.data.domain = element.data.domain ?: "Netmon"
element.data.environments = element.data.environments ?: ["Production"]
element.data.labels = ["netmon-instance:{{instanceName}}"]
element
