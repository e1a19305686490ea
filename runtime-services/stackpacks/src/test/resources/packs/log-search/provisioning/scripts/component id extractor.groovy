element = topologyElement.asReadonlyMap()
data = element["data"]
if (data.containsKey("identifiers") && data["identifiers"] instanceof String) {
  data.put("identifiers", data["identifiers"].split(",") as List)
}
identifiers = new HashSet()
data["identifiers"].each { identifiers.add(it.trim()) }
return Sts.createId(element["externalId"], identifiers, element["typeName"].toLowerCase())
