element = struct.asReadonlyMap()
identifiers = new HashSet()
identifiers.add(element["externalId"])
return Sts.createId(element["externalId"], identifiers, element["typeName"].toLowerCase())
