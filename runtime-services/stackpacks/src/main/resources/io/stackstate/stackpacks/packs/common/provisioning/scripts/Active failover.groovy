critical = stateChangesRepository.getPropagatedHealthStateCount(element.getDependencies(), CRITICAL)
if (critical == 0) {
  return autoState
}
return critical == 1 ? DEVIATING : CRITICAL
