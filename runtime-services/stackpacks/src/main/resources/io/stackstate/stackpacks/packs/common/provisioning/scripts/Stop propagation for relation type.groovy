rest = element.getDependencies().findAll { it.type != relationType }
return stateChangesRepository.getHighestPropagatedHealthStateFromElements(rest.toSet())
