dependencies = element.getDependencies()
critical = stateChangesRepository.getPropagatedHealthStateCount(dependencies, CRITICAL)
deviating = stateChangesRepository.getPropagatedHealthStateCount(dependencies, DEVIATING)
deviating += stateChangesRepository.getPropagatedHealthStateCount(dependencies, FLAPPING)
if (critical > 0) {
  return critical + deviating >= dependencies.size() ? CRITICAL : DEVIATING
}
return deviating > 0 && deviating >= dependencies.size() ? DEVIATING : UNKNOWN
