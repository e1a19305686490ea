if (numerator == null || numerator.isEmpty() || denominator == null || denominator.isEmpty()) {
  return null
}
dividend = numerator.sum { it.point } / numerator.size()
divisor = denominator.sum { it.point } / denominator.size()
value = dividend == 0 && divisor == 0 ? 0 : divisor == 0 ? Double.POSITIVE_INFINITY * dividend : dividend / divisor
if (value >= criticalValue) {
  return CRITICAL
}
return value >= deviatingValue ? DEVIATING : CLEAR
