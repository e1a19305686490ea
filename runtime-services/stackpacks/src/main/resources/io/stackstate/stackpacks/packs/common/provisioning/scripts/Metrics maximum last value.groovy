if (metrics == null || metrics.isEmpty()) {
  return null
}
value = metrics[-1].point
if (value >= criticalValue) {
  return CRITICAL
}
return value >= deviatingValue ? DEVIATING : CLEAR
