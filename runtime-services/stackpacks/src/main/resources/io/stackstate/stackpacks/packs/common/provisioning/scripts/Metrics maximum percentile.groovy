if (metrics == null || metrics.isEmpty()) {
  return null
}
points = metrics.collect { it.point }.sort()
value = points[(int) Math.ceil(percentile / 100 * points.size()) - 1]
if (value >= criticalValue) {
  return CRITICAL
}
return value >= deviatingValue ? DEVIATING : CLEAR
