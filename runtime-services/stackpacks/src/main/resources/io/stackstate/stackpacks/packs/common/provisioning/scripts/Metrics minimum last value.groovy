if (metrics == null || metrics.isEmpty()) {
  return null
}
last = metrics[-1].point
if (last <= criticalValue) {
  return CRITICAL
}
return last <= deviatingValue ? DEVIATING : CLEAR
