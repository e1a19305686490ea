if (viewSummary.countPropagatedHealthState(propagatedHealthStates.CRITICAL) >= minCriticalHealthStates) {
  return viewHealthStates.CRITICAL
}
if (viewSummary.countPropagatedHealthState(propagatedHealthStates.DEVIATING) >= minDeviatingHealthStates) {
  return viewHealthStates.DEVIATING
}
return viewHealthStates.CLEAR
