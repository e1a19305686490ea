if (viewSummary.countHealthState(healthStates.CRITICAL) >= minCriticalHealthStates) {
  return viewHealthStates.CRITICAL
}
if (viewSummary.countHealthState(healthStates.DEVIATING) >= minDeviatingHealthStates) {
  return viewHealthStates.DEVIATING
}
return viewHealthStates.CLEAR
