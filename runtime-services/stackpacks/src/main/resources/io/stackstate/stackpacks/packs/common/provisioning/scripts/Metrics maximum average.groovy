if (metrics == null || metrics.isEmpty()) {
  return null
}
value = metrics.sum { it.point } / metrics.size()
if (value >= criticalValue) {
  return CRITICAL
}
return value >= deviatingValue ? DEVIATING : CLEAR
