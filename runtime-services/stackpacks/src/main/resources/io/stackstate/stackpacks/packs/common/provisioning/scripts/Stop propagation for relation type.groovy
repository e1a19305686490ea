rest = element.getDependencies().findAll { it.type.id != relationType.id }
if (rest.isEmpty()) {
  return UNKNOWN
}
own = stateChangesRepository.getState(element).getHealthState().intValue
return Math.max(own, stateChangesRepository.getHighestPropagatedHealthStateFromElements(rest))
