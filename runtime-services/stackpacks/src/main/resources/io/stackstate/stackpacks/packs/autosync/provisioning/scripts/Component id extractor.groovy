element = topologyElement.asReadonlyMap()
identifiers = element.data.identifiers
Sts.createId(
  element.externalId,
  identifiers instanceof List ? new HashSet(identifiers) : new HashSet(),
  element.typeName.toLowerCase()
)
