element = topologyElement.asReadonlyMap()
return Sts.createId(element["externalId"], new HashSet(), element["typeName"].toLowerCase())
