package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.stackstate.crds.instance.Amounts;
import io.stackstate.crds.instance.Heap;
import io.stackstate.crds.instance.Resources;
import io.stackstate.operator.content.InvalidSpecException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Resources of containers, and the heap that follows from them. */
final class Amount {
  private static final BigDecimal MIB = BigDecimal.valueOf(1024 * 1024);

  private Amount() {}

  /**
   * What the spec says over what the profile says. A limit below its request takes the request.
   *
   * @param own null for none
   */
  static ResourceRequirements resources(Sizes.Size size, Resources own) {
    Map<String, Quantity> requests = new TreeMap<>();
    requests.put("cpu", cpu(size.cpu()));
    requests.put("memory", new Quantity(size.memory() + "Mi"));
    Map<String, Quantity> limits = new TreeMap<>();
    limits.put("cpu", cpu(size.cpu() * 2));
    limits.put("memory", new Quantity(size.memory() + "Mi"));
    put(requests, own == null ? null : own.requests());
    put(limits, own == null ? null : own.limits());
    boolean limitsAreOwn = own != null && own.limits() != null;
    for (String name : requests.keySet()) {
      boolean tooLow = requests.get(name).compareTo(limits.get(name)) > 0;
      boolean ownLimit = limitsAreOwn && of(own.limits(), name) != null;
      if (tooLow && ownLimit) {
        requests.put(name, limits.get(name));
      } else if (tooLow) {
        limits.put(name, requests.get(name));
      }
    }
    return new ResourceRequirementsBuilder().withRequests(requests).withLimits(limits).build();
  }

  private static void put(Map<String, Quantity> into, Amounts own) {
    for (String name : into.keySet()) {
      Quantity value = own == null ? null : of(own, name);
      if (value != null) {
        into.put(name, value);
      }
    }
  }

  private static Quantity of(Amounts amounts, String name) {
    return "cpu".equals(name) ? amounts.cpu() : amounts.memory();
  }

  private static Quantity cpu(int millis) {
    return millis % 1000 == 0
        ? new Quantity(String.valueOf(millis / 1000))
        : new Quantity(millis + "m");
  }

  /**
   * Requests may not exceed limits where a user gave both.
   *
   * @param field of the spec, for the message
   */
  static void check(String field, Resources own) throws InvalidSpecException {
    if (own == null || own.requests() == null || own.limits() == null) {
      return;
    }
    for (String name : new String[] {"cpu", "memory"}) {
      Quantity request = of(own.requests(), name);
      Quantity limit = of(own.limits(), name);
      if (request != null && limit != null && request.compareTo(limit) > 0) {
        throw new InvalidSpecException(
            "%s.requests.%s: found %s, expected at most the limit, %s"
                .formatted(field, name, request, limit));
      }
    }
  }

  /**
   * The heap in MiB: (memory - base) * percent / 100 (deployment sheet, section 2.3).
   *
   * @return empty when nothing is left for it
   */
  static Optional<Long> heap(Quantity memory, Heap heap, int defaultBase, int defaultPercent) {
    BigDecimal base =
        heap == null || heap.baseMemory() == null
            ? BigDecimal.valueOf(defaultBase)
            : mebibytes(heap.baseMemory());
    int percent = heap == null || heap.percent() == null ? defaultPercent : heap.percent();
    long size =
        mebibytes(memory)
            .subtract(base)
            .multiply(BigDecimal.valueOf(percent))
            .divide(BigDecimal.valueOf(100), RoundingMode.DOWN)
            .longValue();
    return size > 0 ? Optional.of(size) : Optional.empty();
  }

  private static BigDecimal mebibytes(Quantity quantity) {
    return quantity.getNumericalAmount().divide(MIB, 3, RoundingMode.DOWN);
  }
}
