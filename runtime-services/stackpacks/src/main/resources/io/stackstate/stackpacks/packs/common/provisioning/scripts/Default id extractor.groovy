element = struct.asReadonlyMap()
identifiers = element.data?.identifiers
Sts.createId(
  element.externalId,
  identifiers instanceof Collection ? new HashSet(identifiers) : new HashSet(),
  element.typeName.toLowerCase()
)
