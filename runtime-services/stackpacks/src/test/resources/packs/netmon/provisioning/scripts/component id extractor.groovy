element = topologyElement.asReadonlyMap()
return Sts.createId(element["externalId"], new HashSet(element["data"]["identifiers"] ?: []), element["typeName"].toLowerCase())
