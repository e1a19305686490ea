dependencies = element.getDependencies()
if (dependencies.isEmpty()) {
  return UNKNOWN
}
quorum = dependencies.size().intdiv(2) + 1
critical = stateChangesRepository.getPropagatedHealthStateCount(dependencies, CRITICAL)
if (dependencies.size() - critical < quorum) {
  return CRITICAL
}
unhealthy = critical + stateChangesRepository.getPropagatedHealthStateCount(dependencies, DEVIATING)
unhealthy += stateChangesRepository.getPropagatedHealthStateCount(dependencies, FLAPPING)
return unhealthy >= quorum ? DEVIATING : UNKNOWN
