element = topologyElement.asReadonlyMap()
Sts.createId(element.externalId, new HashSet(), element.typeName.toLowerCase())
